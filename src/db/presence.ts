import type { DateTime } from 'luxon'
import type { Presence } from '#domain/presence.ts'
import type { Tx } from './client.ts'

/** Somebody on the roster, with what is known of their being there. */
export type RosterPresence = Presence & { memberId: string; slackUserId: string }

/** Everybody on the roster, also those who are away, in the order in which answers lock them. */
export async function rosterPresence(tx: Tx, groupId: string): Promise<RosterPresence[]> {
  const rows = await tx.member.findMany({ where: { groupId, gotOffAt: null }, orderBy: { id: 'asc' } })
  return rows.map(({ id, slackUserId, arrivedAt, awayAt }) => ({
    memberId: id,
    slackUserId,
    hasArrived: arrivedAt !== null,
    isAway: awayAt !== null,
  }))
}

/** Stores what is now known of somebody, with the time of what is new in it. */
export async function savePresence(
  tx: Tx,
  known: RosterPresence,
  { hasArrived, isAway }: Presence,
  now: DateTime,
): Promise<void> {
  const at = now.toJSDate()
  await tx.member.update({
    where: { id: known.memberId },
    data: {
      ...(hasArrived !== known.hasArrived && { arrivedAt: hasArrived ? at : null }),
      ...(isAway !== known.isAway && { awayAt: isAway ? at : null }),
    },
  })
}
