import type { Tx } from './client.ts'

/** Passes over everything that waits to be said, for good; answers how much that was. */
export async function passOverEverythingPending(tx: Tx): Promise<number> {
  const { count } = await tx.delivery.updateMany({
    where: { status: 'pending' },
    data: { status: 'skipped', reason: 'restored' },
  })
  return count
}

/**
 * What waits to be said without a job that will say it, oldest first: jobs are in no backup, and whoever runs the
 * database may have emptied the queue. Of all, or of one by its id.
 */
export function pendingWithoutJob(
  tx: Tx,
  id: string | null = null,
): Promise<{ id: string; address: string }[]> {
  return tx.$queryRaw`
    SELECT id::text, address FROM deliveries
    WHERE status = 'pending' AND (${id}::uuid IS NULL OR id = ${id}::uuid)
      AND id::text NOT IN (
        SELECT data ->> 'deliveryId' FROM pgboss.job WHERE name = 'deliver' AND state < 'completed')
    ORDER BY deliveries.id`
}
