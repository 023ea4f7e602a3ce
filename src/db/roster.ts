import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/**
 * Somebody who is put back on the roster begins anew: they are not away, Slack says whether they are there, and what was
 * while they were off is not theirs to see.
 */
const putBack = (now: DateTime) => ({
  gotOffAt: null,
  arrivedAt: null,
  awayAt: null,
  joinedAt: now.toJSDate(),
})

/** Makes these people the roster. Rows of those who get off stay; somebody who comes back keeps theirs. */
export async function setMembers(
  tx: Tx,
  groupId: string,
  slackUserIds: readonly string[],
  now: DateTime,
): Promise<void> {
  const ids = [...slackUserIds]
  const gone = await tx.member.findMany({
    where: { groupId, gotOffAt: null, slackUserId: { notIn: ids } },
    select: { id: true },
  })
  await getOff(
    tx,
    gone.map(({ id }) => id),
    now,
  )
  await tx.member.updateMany({
    where: { groupId, gotOffAt: { not: null }, slackUserId: { in: ids } },
    data: putBack(now),
  })
  await tx.member.createMany({
    data: ids.map((slackUserId) => ({ groupId, slackUserId, joinedAt: now.toJSDate() })),
    skipDuplicates: true,
  })
}

/** The Slack user ids of members, also of those who are off the roster, in the order in which they joined. */
export async function slackUserIdsOf(tx: Tx, memberIds: readonly string[]): Promise<string[]> {
  const rows = await tx.member.findMany({ where: { id: { in: [...memberIds] } }, orderBy: { id: 'asc' } })
  return rows.map(({ slackUserId }) => slackUserId)
}

/**
 * Takes these members off the roster, and nobody else: whoever is added meanwhile stays. The addresses for their
 * calendars are worth nothing from then on.
 */
export async function getOff(tx: Tx, memberIds: readonly string[], now: DateTime): Promise<void> {
  await tx.member.updateMany({
    where: { id: { in: [...memberIds] }, gotOffAt: null },
    data: { gotOffAt: now.toJSDate() },
  })
  await tx.calendarFeed.deleteMany({ where: { memberId: { in: [...memberIds] } } })
}

/** Stops or allows again the private messages that a member did not ask for. */
export async function setMuted(tx: Tx, memberId: string, mutedAt: DateTime | null): Promise<void> {
  await tx.member.update({ where: { id: memberId }, data: { mutedAt: mutedAt?.toJSDate() ?? null } })
}

/** Stores when a member wants to be reminded privately. */
export async function setOwnReminders(tx: Tx, memberId: string, reminders: readonly string[]): Promise<void> {
  await tx.member.update({ where: { id: memberId }, data: { reminders: [...reminders] } })
}

/**
 * One member's answers change one after the other: locks these rows until the transaction ends, and answers who of them is
 * on the roster and not away.
 */
export async function lockMembers(tx: Tx, memberIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string; isThere: boolean }[]>`
    SELECT id::text, got_off_at IS NULL AND away_at IS NULL AS "isThere" FROM members
    WHERE id = ANY(${[...new Set(memberIds)]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return new Set(rows.flatMap(({ id, isThere }) => (isThere ? [id] : [])))
}

/** Stores when a member agreed to what is kept, and to which text; the newest counts. */
export async function saveAgreement(
  tx: Tx,
  memberId: string,
  agreedTo: string,
  agreedAt: DateTime,
): Promise<void> {
  await tx.member.update({ where: { id: memberId }, data: { agreedTo, agreedAt: agreedAt.toJSDate() } })
}

/** Moves somebody from the interest list to the roster. */
export async function admit(
  tx: Tx,
  groupId: string,
  slackUserId: string,
  consent: { agreedAt: DateTime; agreedTo: string },
  now: DateTime,
): Promise<void> {
  await tx.interest.deleteMany({ where: { groupId, slackUserId } })
  const agreed = { agreedAt: consent.agreedAt.toJSDate(), agreedTo: consent.agreedTo }
  await tx.member.upsert({
    where: { groupId_slackUserId: { groupId, slackUserId } },
    create: { groupId, slackUserId, joinedAt: now.toJSDate(), ...agreed },
    update: { ...putBack(now), ...agreed },
  })
}
