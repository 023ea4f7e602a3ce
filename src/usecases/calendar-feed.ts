import { createHash, randomBytes } from 'node:crypto'
import type { DateTime } from 'luxon'
import {
  answeredDates,
  deleteFeed,
  feedMadeAt,
  findFeedOwner,
  runIdsSince,
  saveFeed,
} from '#db/calendar-feed.ts'
import { type Group, getGroup } from '#db/group.ts'
import { findLatestRun } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import type { CalendarDate, CalendarEntry } from '#domain/calendar-entry.ts'
import { PAST_DAYS, shownHolds, shownSessions } from '#domain/calendar-feed.ts'
import { holdOf } from '#domain/calendar-hold.ts'
import type { Outcome } from '#domain/refusal.ts'
import { nextSession } from '#domain/session.ts'
import { groupFor, lockedGroupForMember, type Where } from './access.ts'
import { currentEntries } from './calendar.ts'
import { ask, type Context, commit } from './context.ts'
import { refreshHomes } from './refresh-home.ts'

/** The dates of a group, as one member's calendar shows them. */
export type Feed = { group: Group; sessions: CalendarEntry[]; holds: CalendarDate[] }

/** What there is of a group for the calendar of one person. */
export type MyCalendar = {
  group: Group
  /** The run whose dates are in the calendar file; null before any are fixed. */
  runId: string | null
  next: Session | null
  /** A convenor who is not on the roster has no calendar of their own here. */
  isMember: boolean
  /** Since when their calendar has an address; null when it has none. */
  madeAt: DateTime | null
}

/** 256 bits, so that nobody finds one by trying. */
const TOKEN_BYTES = 32

/** Whether whoever asks has an address for their calendar, and since when; the address itself is not kept. */
export function myCalendar(context: Context, actor: Where): Promise<Outcome<MyCalendar>> {
  return ask(context, async (tx) => {
    const found = await groupFor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const member = group.members.find(({ slackUserId }) => slackUserId === actor.slackUserId)
    const run = await findLatestRun(tx, group.id)
    return {
      value: {
        group,
        runId: run && run.sessions.length > 0 ? run.id : null,
        next: (run && nextSession(run.sessions, context.now)) ?? null,
        isMember: member !== undefined,
        madeAt: member ? await feedMadeAt(tx, member.id) : null,
      },
    }
  })
}

/** Makes an address for the calendar of whoever asks, which ends the one before it. This is the only time its secret part is told. */
export function makeFeed(context: Context, actor: Where): Promise<Outcome<{ token: string }>> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  return commit(context, async (tx) => {
    const found = await lockedGroupForMember(tx, actor)
    if ('refusal' in found) return found
    await saveFeed(tx, found.value.member.id, hashOf(token), context.now)
    await refreshHomes(tx, context, found.value.group.id)
    return { value: { token } }
  })
}

/** Stops the address of whoever asks, if they have one. */
export function stopFeed(context: Context, actor: Where): Promise<Outcome<null>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForMember(tx, actor)
    if ('refusal' in found) return found
    await deleteFeed(tx, found.value.member.id)
    await refreshHomes(tx, context, found.value.group.id)
    return { value: null }
  })
}

/** What the calendar that has an address is shown; null for every address that nobody has, whatever the reason. */
export function readFeed(context: Context, token: string): Promise<Feed | null> {
  return commit(context, async (tx) => {
    const owner = await findFeedOwner(tx, hashOf(token))
    if (!owner) return null
    const { now } = context
    const sessions: CalendarEntry[] = []
    for (const runId of await runIdsSince(tx, owner.groupId, now.minus({ days: PAST_DAYS })))
      sessions.push(...(await currentEntries(tx, context, runId)))
    const dates = await answeredDates(tx, owner, now)
    return {
      group: await getGroup(tx, owner.groupId),
      sessions: shownSessions(sessions, owner.joinedAt, now),
      holds: shownHolds(
        dates.flatMap((date) => holdOf(date) ?? []),
        now,
      ),
    }
  })
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
