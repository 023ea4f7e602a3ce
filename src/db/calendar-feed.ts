import type { DateTime } from 'luxon'
import type { AnsweredDate } from '#domain/calendar-hold.ts'
import type { Tx } from './client.ts'
import { instant, maybeInstant } from './time.ts'
import { INSTALLED } from './workspace.ts'

/** Whose calendar asks. */
export type FeedOwner = { memberId: string; groupId: string; joinedAt: DateTime }

/** Gives a member's calendar an address, by the fingerprint of its secret part; the one before it is worth nothing any more. */
export async function saveFeed(tx: Tx, memberId: string, tokenHash: string, madeAt: DateTime): Promise<void> {
  const data = { tokenHash, madeAt: madeAt.toJSDate() }
  await tx.calendarFeed.upsert({ where: { memberId }, create: { memberId, ...data }, update: data })
}

/** Takes a member's address away; false when there was none. */
export async function deleteFeed(tx: Tx, memberId: string): Promise<boolean> {
  const { count } = await tx.calendarFeed.deleteMany({ where: { memberId } })
  return count === 1
}

/** Since when a member's calendar has its address; null when it has none. */
export async function feedMadeAt(tx: Tx, memberId: string): Promise<DateTime | null> {
  const row = await tx.calendarFeed.findUnique({ where: { memberId }, select: { madeAt: true } })
  return maybeInstant(row?.madeAt ?? null)
}

/** Whose address it is, as long as they are there: on the roster, in the channel, and the app installed. */
export async function findFeedOwner(tx: Tx, tokenHash: string): Promise<FeedOwner | null> {
  const row = await tx.calendarFeed.findFirst({
    where: { tokenHash, member: { gotOffAt: null, awayAt: null, group: INSTALLED } },
    select: { member: { select: { id: true, groupId: true, joinedAt: true } } },
  })
  return (
    row && {
      memberId: row.member.id,
      groupId: row.member.groupId,
      joinedAt: instant(row.member.joinedAt),
    }
  )
}

/** The runs of a group with a session, or one of which calendars were told, that ends after an instant; oldest first. */
export async function runIdsSince(tx: Tx, groupId: string, from: DateTime): Promise<string[]> {
  const isLate = { endsAt: { gt: from.toJSDate() } }
  const rows = await tx.run.findMany({
    where: { groupId, OR: [{ sessions: { some: isLate } }, { calendarEntries: { some: isLate } }] },
    orderBy: { number: 'asc' },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** The dates to come of the group's polls about which a member has said something. */
export async function answeredDates(
  tx: Tx,
  { memberId, groupId }: Pick<FeedOwner, 'memberId' | 'groupId'>,
  now: DateTime,
): Promise<AnsweredDate[]> {
  const polls = await tx.poll.findMany({
    where: { run: { groupId } },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, openedAt: true },
  })
  const rows = await tx.answer.findMany({
    where: { memberId, pollDate: { startsAt: { gt: now.toJSDate() }, poll: { run: { groupId } } } },
    include: { pollDate: { include: { poll: true } } },
    orderBy: [{ pollDate: { startsAt: 'asc' } }, { pollDateId: 'asc' }],
  })
  return rows.map(({ pollDate: { poll, ...date }, ...answer }) => {
    const next = polls[polls.findIndex(({ id }) => id === poll.id) + 1]
    return {
      id: date.id,
      startsAt: instant(date.startsAt),
      endsAt: instant(date.endsAt),
      timeZone: poll.timeZone,
      fellAt: maybeInstant(date.fellAt),
      answer: { value: answer.value, changes: answer.changes, changedAt: instant(answer.changedAt) },
      poll: {
        status: poll.status,
        moves: poll.moves,
        movedAt: maybeInstant(poll.movedAt),
        replacedAt: maybeInstant(next?.openedAt ?? null),
      },
    }
  })
}
