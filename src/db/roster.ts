import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/** Makes these people, by Slack user id, the group's convenors. */
export async function setConvenors(tx: Tx, groupId: string, slackUserIds: readonly string[]): Promise<void> {
  await tx.convenor.deleteMany({ where: { groupId, slackUserId: { notIn: [...slackUserIds] } } })
  await tx.convenor.createMany({
    data: slackUserIds.map((slackUserId) => ({ groupId, slackUserId })),
    skipDuplicates: true,
  })
}

/** Makes these people the roster. Rows of those who get off stay; somebody who comes back keeps theirs. */
export async function setMembers(
  tx: Tx,
  groupId: string,
  slackUserIds: readonly string[],
  now: DateTime,
): Promise<void> {
  const ids = [...slackUserIds]
  await tx.member.updateMany({
    where: { groupId, gotOffAt: null, slackUserId: { notIn: ids } },
    data: { gotOffAt: now.toJSDate() },
  })
  await tx.member.updateMany({
    where: { groupId, gotOffAt: { not: null }, slackUserId: { in: ids } },
    data: { gotOffAt: null },
  })
  await tx.member.createMany({
    data: ids.map((slackUserId) => ({ groupId, slackUserId, joinedAt: now.toJSDate() })),
    skipDuplicates: true,
  })
}

/** Takes these members off the roster, and nobody else: whoever is added meanwhile stays. */
export async function getOff(tx: Tx, memberIds: readonly string[], now: DateTime): Promise<void> {
  await tx.member.updateMany({
    where: { id: { in: [...memberIds] }, gotOffAt: null },
    data: { gotOffAt: now.toJSDate() },
  })
}

/** Stops or allows again the private messages that a member did not ask for. */
export async function setMuted(tx: Tx, memberId: string, mutedAt: DateTime | null): Promise<void> {
  await tx.member.update({ where: { id: memberId }, data: { mutedAt: mutedAt?.toJSDate() ?? null } })
}

/** One member's answers change one after the other: locks the row until the transaction ends. */
export async function lockMember(tx: Tx, memberId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM members WHERE id = ${memberId}::uuid FOR NO KEY UPDATE`
}

/** Somebody on the interest list. `wantsToJoin` is null until they have replied to being asked. */
export type InterestedPerson = { slackUserId: string; isAsked: boolean; wantsToJoin: boolean | null }

/** The interest list, longest waiting first. */
export async function interestList(tx: Tx, groupId: string): Promise<InterestedPerson[]> {
  const rows = await tx.interest.findMany({
    where: { groupId },
    orderBy: [{ since: 'asc' }, { slackUserId: 'asc' }],
  })
  return rows.map((row) => ({
    slackUserId: row.slackUserId,
    isAsked: row.askedAt !== null,
    wantsToJoin: row.wantsToJoin,
  }))
}

/** Makes these people the interest list; those already on it keep their place. */
export async function setInterestList(
  tx: Tx,
  groupId: string,
  slackUserIds: readonly string[],
  now: DateTime,
): Promise<void> {
  await tx.interest.deleteMany({ where: { groupId, slackUserId: { notIn: [...slackUserIds] } } })
  await tx.interest.createMany({
    data: slackUserIds.map((slackUserId) => ({ groupId, slackUserId, since: now.toJSDate() })),
    skipDuplicates: true,
  })
}

/** Notes that somebody on the interest list was asked; false when they are not on it or were asked before. */
export async function markAsked(
  tx: Tx,
  groupId: string,
  slackUserId: string,
  now: DateTime,
): Promise<boolean> {
  const { count } = await tx.interest.updateMany({
    where: { groupId, slackUserId, askedAt: null },
    data: { askedAt: now.toJSDate() },
  })
  return count === 1
}

/** Forgets who was asked and what they said: at the next bus stop the list begins afresh. */
export async function forgetAsked(tx: Tx, groupId: string): Promise<void> {
  await tx.interest.updateMany({ where: { groupId }, data: { askedAt: null, wantsToJoin: null } })
}

/** Stores the reply of somebody who was asked; false when nobody asked them. */
export async function recordReply(
  tx: Tx,
  groupId: string,
  slackUserId: string,
  wantsToJoin: boolean,
): Promise<boolean> {
  const { count } = await tx.interest.updateMany({
    where: { groupId, slackUserId, askedAt: { not: null } },
    data: { wantsToJoin },
  })
  return count === 1
}

/** Moves somebody from the interest list to the roster. */
export async function admit(tx: Tx, groupId: string, slackUserId: string, now: DateTime): Promise<void> {
  await tx.interest.deleteMany({ where: { groupId, slackUserId } })
  await tx.member.upsert({
    where: { groupId_slackUserId: { groupId, slackUserId } },
    create: { groupId, slackUserId, joinedAt: now.toJSDate() },
    update: { gotOffAt: null },
  })
}
