import type { Tx } from './client.ts'

/**
 * For how many seconds the oldest message that waits to be said has waited, by the database's clock: since its job was
 * made, also where Slack has refused it since. 0 when none waits. Those of which Slack's answer is not known are not
 * counted, because a tick or a convenor decides about them.
 */
export async function oldestDueSeconds(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ seconds: number }[]>`
    SELECT greatest(0, max(extract(epoch FROM
      clock_timestamp() - coalesce(job.created_on, deliveries.created_at))))::float AS seconds
    FROM deliveries
    JOIN groups ON groups.id = group_id
    JOIN workspaces ON workspaces.id = workspace_id AND uninstalled_at IS NULL
    LEFT JOIN pgboss.job ON job.name = 'deliver' AND job.state < 'completed'
      AND job.data ->> 'deliveryId' = deliveries.id::text
    WHERE deliveries.status = 'pending'`
  return row?.seconds ?? 0
}
