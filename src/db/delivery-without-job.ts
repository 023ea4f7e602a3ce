import type { Tx } from './client.ts'
import { Prisma } from './generated/client.ts'
import { UNDONE } from './queue.ts'

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
): Promise<{ id: string; teamId: string; address: string }[]> {
  return tx.$queryRaw`
    SELECT deliveries.id::text, team_id AS "teamId", address FROM deliveries
    JOIN groups ON groups.id = group_id JOIN workspaces ON workspaces.id = workspace_id
    WHERE status = 'pending' AND (${id}::uuid IS NULL OR deliveries.id = ${id}::uuid)
      AND deliveries.id::text NOT IN (
        SELECT data ->> 'deliveryId' FROM pgboss.job WHERE name = 'deliver' AND ${Prisma.raw(UNDONE)})
    ORDER BY deliveries.id`
}
