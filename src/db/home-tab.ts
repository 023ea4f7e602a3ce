import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/** Somebody in a workspace. */
export type Person = { teamId: string; slackUserId: string }

/** Notes that somebody has opened their Home tab. */
export async function noteHomeOpened(tx: Tx, { teamId, slackUserId }: Person, now: DateTime): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO home_tabs (workspace_id, slack_user_id, opened_at)
    SELECT id, ${slackUserId}, ${now.toJSDate()} FROM workspaces WHERE team_id = ${teamId}
    ON CONFLICT (workspace_id, slack_user_id) DO UPDATE SET opened_at = excluded.opened_at`
}

/** The number of the last time that somebody's Home tab was shown; null when it is not noted that they opened it. */
export async function lastShowing(tx: Tx, { teamId, slackUserId }: Person): Promise<number | null> {
  const row = await tx.homeTab.findFirst({
    where: { slackUserId, workspace: { teamId } },
    select: { showing: true },
  })
  return row?.showing ?? null
}

/**
 * Notes that it was shown; false when somebody else was quicker, or it is not noted any more that it was opened. The number
 * is drawn by lot, so that nobody's visits are counted.
 */
export async function noteShown(
  tx: Tx,
  { teamId, slackUserId }: Person,
  before: number,
  drawn: number,
): Promise<boolean> {
  const { count } = await tx.homeTab.updateMany({
    where: { slackUserId, workspace: { teamId }, showing: before },
    data: { showing: drawn },
  })
  return count === 1
}

/** Whoever has opened their Home tab and is in no group of the workspace, away or not. */
const OF_STRANGERS = `
  NOT EXISTS (
    SELECT FROM members m JOIN groups g ON g.id = m.group_id
    WHERE m.slack_user_id = t.slack_user_id AND m.got_off_at IS NULL AND g.workspace_id = t.workspace_id)
  AND NOT EXISTS (
    SELECT FROM convenors c JOIN groups g ON g.id = c.group_id
    WHERE c.slack_user_id = t.slack_user_id AND c.gone_at IS NULL AND g.workspace_id = t.workspace_id)`

/** Forgets that somebody has opened it, unless they are in a group. */
export async function forgetHomeOfStranger(tx: Tx, { teamId, slackUserId }: Person): Promise<void> {
  const sql = `DELETE FROM home_tabs t USING workspaces w
    WHERE w.id = t.workspace_id AND w.team_id = $1 AND t.slack_user_id = $2 AND ${OF_STRANGERS}`
  await tx.$executeRawUnsafe(sql, teamId, slackUserId)
}

/** The same for everybody who is in no group, at most so many, and answers who they are. */
export function forgetHomesOfStrangers(tx: Tx, most: number): Promise<Person[]> {
  const sql = `DELETE FROM home_tabs USING (
      SELECT t.workspace_id, t.slack_user_id, w.team_id FROM home_tabs t JOIN workspaces w ON w.id = t.workspace_id
      WHERE ${OF_STRANGERS} LIMIT $1 FOR UPDATE OF t SKIP LOCKED) AS due
    WHERE home_tabs.workspace_id = due.workspace_id AND home_tabs.slack_user_id = due.slack_user_id
    RETURNING due.team_id AS "teamId", due.slack_user_id AS "slackUserId"`
  return tx.$queryRawUnsafe<Person[]>(sql, most)
}

/** Who has opened their Home tab and convenes one of these groups or is on its roster, or did or was, in a fixed order. */
export async function homesOf(tx: Tx, groupIds: readonly string[]): Promise<Person[]> {
  return tx.$queryRaw<Person[]>`
    WITH wanted AS (SELECT id, workspace_id FROM groups WHERE id = ANY(${[...groupIds]}::uuid[])),
    people AS (
      SELECT workspace_id, slack_user_id FROM wanted JOIN members ON group_id = wanted.id
      UNION SELECT workspace_id, slack_user_id FROM wanted JOIN convenors ON group_id = wanted.id
      UNION SELECT workspace_id, subject_id FROM wanted JOIN audit_entries ON group_id = wanted.id
        WHERE what = 'ceasedToBeConvenor'
    )
    SELECT w.team_id AS "teamId", t.slack_user_id AS "slackUserId"
    FROM people JOIN home_tabs t USING (workspace_id, slack_user_id) JOIN workspaces w ON w.id = t.workspace_id
    ORDER BY w.team_id, t.slack_user_id`
}

/** Who convenes a group or is on its roster, or has ceased to be either since an instant, in a fixed order. */
export async function peopleAround(tx: Tx, groupId: string, since: DateTime): Promise<Person[]> {
  return tx.$queryRaw<Person[]>`
    SELECT w.team_id AS "teamId", p.id AS "slackUserId" FROM (
      SELECT slack_user_id AS id FROM members
        WHERE group_id = ${groupId}::uuid AND (got_off_at IS NULL OR got_off_at >= ${since.toJSDate()})
      UNION SELECT slack_user_id FROM convenors WHERE group_id = ${groupId}::uuid
      UNION SELECT subject_id FROM audit_entries
        WHERE group_id = ${groupId}::uuid AND what = 'ceasedToBeConvenor' AND at >= ${since.toJSDate()}) p
    JOIN groups g ON g.id = ${groupId}::uuid JOIN workspaces w ON w.id = g.workspace_id
    ORDER BY p.id`
}

/** The groups of which something may be shown to somebody. */
export async function groupIdsFor(tx: Tx, { teamId, slackUserId }: Person): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT g.id::text FROM groups g JOIN workspaces w ON w.id = g.workspace_id
    WHERE w.team_id = ${teamId} AND g.id IN (
      SELECT group_id FROM members WHERE slack_user_id = ${slackUserId}
      UNION SELECT group_id FROM convenors WHERE slack_user_id = ${slackUserId})`
  return rows.map(({ id }) => id)
}

/** Until the transaction ends, whoever wants to show something of these groups waits for what it changes. */
export async function holdShowing(tx: Tx, groupIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended(id, 0)) FROM unnest(${[...groupIds].sort()}::text[]) AS id`
}

/**
 * Waits for those who change something of a group now. A statement on its own: nothing is held when it has been waited
 * for.
 */
export async function waitToShow(tx: Tx, groupId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${groupId}, 0))`
}

/** Forgets, of at most so many people, that they opened it; those who have not done so since an instant. */
export function forgetHomes(tx: Tx, before: DateTime, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM home_tabs USING (
      SELECT workspace_id, slack_user_id FROM home_tabs WHERE opened_at < ${before.toJSDate()}
      LIMIT ${most} FOR UPDATE SKIP LOCKED) AS due
    WHERE home_tabs.workspace_id = due.workspace_id AND home_tabs.slack_user_id = due.slack_user_id`
}
