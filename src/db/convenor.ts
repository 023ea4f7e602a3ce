import type { DateTime } from 'luxon'
import type { Support } from '#domain/take-over.ts'
import type { Tx } from './client.ts'
import { maybeInstant } from './time.ts'

/** Somebody who convenes a group; gone while their account is closed. */
export type Convenor = { slackUserId: string; goneAt: DateTime | null }

/** All convenors of a group, also those who are gone. */
export async function convenorsOf(tx: Tx, groupId: string): Promise<Convenor[]> {
  const rows = await tx.convenor.findMany({ where: { groupId }, orderBy: { slackUserId: 'asc' } })
  return rows.map(({ slackUserId, goneAt }) => ({ slackUserId, goneAt: maybeInstant(goneAt) }))
}

/** Makes these people, by Slack user id, convenors; whoever is one already stays one. */
export async function addConvenors(tx: Tx, groupId: string, slackUserIds: readonly string[]): Promise<void> {
  const ids = [...slackUserIds]
  await tx.convenor.updateMany({ where: { groupId, slackUserId: { in: ids } }, data: { goneAt: null } })
  await tx.convenor.createMany({
    data: ids.map((slackUserId) => ({ groupId, slackUserId })),
    skipDuplicates: true,
  })
}

/** Ends that these people are convenors; that one is left is for the caller to make sure. */
export async function removeConvenors(
  tx: Tx,
  groupId: string,
  slackUserIds: readonly string[],
): Promise<void> {
  await tx.convenor.deleteMany({ where: { groupId, slackUserId: { in: [...slackUserIds] } } })
}

/** Notes since when a convenor is gone, or with null that they are back. */
export async function setConvenorGone(
  tx: Tx,
  groupId: string,
  slackUserId: string,
  goneAt: DateTime | null,
): Promise<void> {
  await tx.convenor.update({
    where: { groupId_slackUserId: { groupId, slackUserId } },
    data: { goneAt: goneAt?.toJSDate() ?? null },
  })
}

/** Who supports whom in a group that looks for a convenor. */
export async function supportsOf(tx: Tx, groupId: string): Promise<Support[]> {
  const rows = await tx.convenorOffer.findMany({ where: { groupId }, orderBy: { supporterId: 'asc' } })
  return rows.map(({ supporterId, memberId }) => ({ supporterId, memberId }))
}

/** A member supports an offer, and no other any more. */
export async function saveSupport(
  tx: Tx,
  groupId: string,
  { supporterId, memberId }: Support,
): Promise<void> {
  await tx.convenorOffer.upsert({
    where: { supporterId },
    create: { groupId, supporterId, memberId },
    update: { memberId },
  })
}

/** The search for a convenor is over. */
export async function deleteSupports(tx: Tx, groupId: string): Promise<void> {
  await tx.convenorOffer.deleteMany({ where: { groupId } })
}
