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
  // Messages and jobs are put side by side, not joined: where many wait of which the planner has not heard yet, it would
  // look through all jobs for each message.
  const [row] = await tx.$queryRaw<OldestDue[]>`
    WITH usable AS (
      SELECT id, refused_since IS NULL AS is_heard FROM workspaces
      WHERE uninstalled_at IS NULL
        AND CASE WHEN ${onlyTeamId}::text IS NULL THEN bot_token IS NOT NULL ELSE team_id = ${onlyTeamId}::text END
    ), counted AS (
      SELECT id FROM usable WHERE is_heard OR NOT EXISTS (SELECT FROM usable WHERE is_heard)
    ), waiting AS (
      SELECT deliveries.id::text AS id, deliveries.created_at AS decided_at, NULL::timestamptz AS made_at FROM deliveries
      JOIN groups ON groups.id = group_id
      JOIN counted ON counted.id = workspace_id
      WHERE deliveries.status = 'pending'
      UNION ALL SELECT data ->> 'deliveryId', NULL, created_on FROM pgboss.job
      WHERE name = 'deliver' AND ${Prisma.raw(UNDONE)}
    ), each AS (
      SELECT coalesce(min(made_at), min(decided_at)) AS since FROM waiting GROUP BY id HAVING min(decided_at) IS NOT NULL
    )
    SELECT
      ((SELECT count(*) FROM workspaces) - (SELECT count(*) FROM counted))::int AS "workspacesLeftOut",
      (SELECT coalesce(greatest(0, max(extract(epoch FROM clock_timestamp() - since))), 0)::float FROM each) AS seconds`
  return row ?? { seconds: 0, workspacesLeftOut: 0 }
}
