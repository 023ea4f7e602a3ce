import type { Tx } from './client.ts'
import { Prisma } from './generated/client.ts'
import { UNDONE } from './queue.ts'

/** How long the oldest message that waits has waited, and how many workspaces are left out of that. */
export type OldestDue = { seconds: number; workspacesLeftOut: number }

/**
 * For how many seconds the oldest message that waits to be said has waited, by the database's clock: since its job was
 * made, also where Slack has refused it since. 0 when none waits. Those of which Slack's answer is not known are not
 * counted, because a tick or a convenor decides about them. Nor are those of workspaces in which nothing can be said, lest
 * one of them hide the delays of all others: where the app was removed; where the bot has no token; and where Slack takes
 * nothing, unless it takes nothing anywhere. A bot for `onlyTeamId` alone counts that one, as long as the app is there.
 */
export async function oldestDue(tx: Tx, onlyTeamId: string | null): Promise<OldestDue> {
  const [row] = await tx.$queryRaw<OldestDue[]>`
    WITH usable AS (
      SELECT id, refused_since IS NULL AS is_heard FROM workspaces
      WHERE uninstalled_at IS NULL
        AND CASE WHEN ${onlyTeamId}::text IS NULL THEN bot_token IS NOT NULL ELSE team_id = ${onlyTeamId}::text END
    ), counted AS (
      SELECT id FROM usable WHERE is_heard OR NOT EXISTS (SELECT FROM usable WHERE is_heard)
    )
    SELECT
      ((SELECT count(*) FROM workspaces) - (SELECT count(*) FROM counted))::int AS "workspacesLeftOut",
      (SELECT coalesce(greatest(0, max(extract(epoch FROM
          clock_timestamp() - coalesce(job.created_on, deliveries.created_at)))), 0)::float
        FROM deliveries
        JOIN groups ON groups.id = group_id
        JOIN counted ON counted.id = workspace_id
        LEFT JOIN pgboss.job ON job.name = 'deliver' AND ${Prisma.raw(UNDONE)}
          AND job.data ->> 'deliveryId' = deliveries.id::text
        WHERE deliveries.status = 'pending') AS seconds`
  return row ?? { seconds: 0, workspacesLeftOut: 0 }
}
