import type { Tx } from './client.ts'

/** Where a group lives in Slack, with the token that the bot has there, if it keeps one. */
export type GroupPlace = { teamId: string; channelId: string }

/** The channels of all groups of workspaces in which the app is installed. */
export async function groupPlaces(tx: Tx): Promise<GroupPlace[]> {
  const rows = await tx.group.findMany({
    where: { workspace: { uninstalledAt: null } },
    select: { channelId: true, workspace: { select: { teamId: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ channelId, workspace }) => ({ channelId, teamId: workspace.teamId }))
}

/** The tokens that the bot keeps, of workspaces in which the app is installed. */
export async function keptTokens(tx: Tx): Promise<{ teamId: string; botToken: string }[]> {
  const rows = await tx.workspace.findMany({
    where: { uninstalledAt: null, botToken: { not: null } },
    select: { teamId: true, botToken: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ teamId, botToken }) => ({ teamId, botToken: botToken ?? '' }))
}

/**
 * The newest edition of the time-zone data by which dates that are still to come were computed; null where there are none.
 * Editions are in the order of their names: `2026b`, `2026c`.
 */
export async function newestZoneData(tx: Tx): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ newest: string | null }[]>`
    SELECT max(zone_data) AS newest FROM (
      SELECT zone_data FROM sessions WHERE starts_at > clock_timestamp()
      UNION ALL SELECT zone_data FROM poll_dates WHERE starts_at > clock_timestamp()
    ) AS dates`
  return row?.newest ?? null
}

/** How many bots run on the database, and for how many seconds one has been silent that was not stopped; null: none. */
export type BotsSeen = { running: number; silentSeconds: number | null }

/**
 * Every bot writes now and then that it is there, and when it is stopped that it goes; one that was killed falls silent.
 * While the database is away none can write, so a short silence says nothing.
 */
export async function botsSeen(tx: Tx): Promise<BotsSeen> {
  const [row] = await tx.$queryRaw<BotsSeen[]>`
    WITH seen AS (
      SELECT *, row_number() OVER (ORDER BY started_on DESC) AS age,
        heartbeat_on < now() - interval '90 seconds' AS is_silent
      FROM pgboss.instance
    )
    SELECT
      count(*) FILTER (WHERE stopped_on IS NULL AND NOT is_silent)::int AS running,
      max(extract(epoch FROM now() - heartbeat_on)) FILTER (WHERE stopped_on IS NULL AND is_silent AND age = 1)::float
        AS "silentSeconds"
    FROM seen`
  return row ?? { running: 0, silentSeconds: null }
}

/** How many jobs were given up for good. */
export async function failedJobs(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job WHERE state = 'failed'`
  return row?.count ?? 0
}

/** Whether the queue was ever made here, which the first start does. */
export async function isQueueThere(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'pgboss' AND tablename = 'instance') AS is`
  return row?.is ?? false
}
