import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/** Somebody in a workspace. */
type Person = { teamId: string; slackUserId: string }

/** Notes that somebody has opened their Home tab. */
export async function noteHomeOpened(tx: Tx, { teamId, slackUserId }: Person, now: DateTime): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO home_tabs (workspace_id, slack_user_id, opened_at)
    SELECT id, ${slackUserId}, ${now.toJSDate()} FROM workspaces WHERE team_id = ${teamId}
    ON CONFLICT (workspace_id, slack_user_id) DO UPDATE SET opened_at = excluded.opened_at`
}

/** Takes that back. */
export async function forgetHome(tx: Tx, { teamId, slackUserId }: Person): Promise<void> {
  await tx.homeTab.deleteMany({ where: { slackUserId, workspace: { teamId } } })
}

/**
 * Who has opened their Home tab and convenes a group or is on its roster, or did or was. Their rows are locked until the
 * transaction ends: `change` by who is about to show what is true then, `read` by who changes what is true.
 */
export async function homesOf(tx: Tx, groupId: string, lock: 'change' | 'read'): Promise<string[]> {
  const sql = `
    SELECT t.slack_user_id AS id FROM home_tabs t
    JOIN groups g ON g.id = $1::uuid AND g.workspace_id = t.workspace_id
    WHERE t.slack_user_id IN (
      SELECT slack_user_id FROM members WHERE group_id = $1::uuid
      UNION SELECT slack_user_id FROM convenors WHERE group_id = $1::uuid
      UNION SELECT subject_id FROM audit_entries WHERE group_id = $1::uuid AND what = 'ceasedToBeConvenor')
    ORDER BY t.slack_user_id FOR ${lock === 'change' ? 'UPDATE' : 'SHARE'} OF t`
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(sql, groupId)
  return rows.map(({ id }) => id)
}

/** Forgets, of at most so many people, that they opened it; those who have not done so since an instant. */
export function forgetHomes(tx: Tx, before: DateTime, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM home_tabs USING (
      SELECT workspace_id, slack_user_id FROM home_tabs WHERE opened_at < ${before.toJSDate()}
      LIMIT ${most} FOR UPDATE SKIP LOCKED) AS due
    WHERE home_tabs.workspace_id = due.workspace_id AND home_tabs.slack_user_id = due.slack_user_id`
}
