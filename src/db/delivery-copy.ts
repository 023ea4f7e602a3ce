import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/** Where a message stands in Slack. */
export type Place = { postedChannelId: string; ts: string }

/** Stores that a delivery stands in Slack a second time; false when that was known. */
export async function insertCopy(tx: Tx, deliveryId: string, place: Place, now: DateTime): Promise<boolean> {
  const { count } = await tx.deliveryCopy.createMany({
    data: [{ ...place, deliveryId, foundAt: now.toJSDate() }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Where the same stands once more, oldest first. */
export async function copiesOf(tx: Tx, deliveryId: string): Promise<Place[]> {
  return tx.deliveryCopy.findMany({
    where: { deliveryId },
    select: { postedChannelId: true, ts: true },
    orderBy: { ts: 'asc' },
  })
}

/** The id of the delivery that stands at this place of a workspace a second time, or null. */
export async function deliveryCopiedAt(tx: Tx, teamId: string, place: Place): Promise<string | null> {
  const row = await tx.deliveryCopy.findFirst({
    where: { ...place, delivery: { group: { workspace: { teamId } } } },
    select: { deliveryId: true },
  })
  return row?.deliveryId ?? null
}
