import type { Language } from '#domain/language.ts'
import type { Tx } from './client.ts'

/**
 * The language of the group of a channel, or else of the group to which one of the ids belongs, whatever the id is of;
 * null where there is none. It decides in what language something is said, never who may do what.
 */
export async function languageOf(
  tx: Tx,
  teamId: string,
  { channelId, ids }: { channelId: string; ids: readonly string[] },
): Promise<Language | null> {
  const rows = await tx.$queryRaw<{ language: Language }[]>`
    WITH given AS (SELECT id::uuid FROM unnest(${[...ids]}::text[]) AS id),
    runs_meant AS (
      SELECT id FROM given
      UNION ALL SELECT run_id FROM sessions JOIN given USING (id)
      UNION ALL SELECT run_id FROM polls JOIN given USING (id)
      UNION ALL SELECT polls.run_id FROM poll_dates JOIN given USING (id) JOIN polls ON polls.id = poll_id
      UNION ALL SELECT run_id FROM surveys JOIN given USING (id)
      UNION ALL SELECT run_id FROM bus_stops JOIN given USING (id)
    ),
    groups_meant AS (
      SELECT id, 2 AS rank FROM given
      UNION ALL SELECT group_id, 2 FROM runs JOIN runs_meant USING (id)
      UNION ALL SELECT group_id, 2 FROM invitations JOIN given USING (id)
      UNION ALL SELECT group_id, 2 FROM deliveries JOIN given USING (id)
      UNION ALL SELECT groups.id, 1 FROM groups WHERE channel_id = ${channelId}
    )
    SELECT groups.language::text AS language
    FROM groups_meant JOIN groups USING (id) JOIN workspaces ON workspaces.id = groups.workspace_id
    WHERE workspaces.team_id = ${teamId}
    ORDER BY rank, groups.id LIMIT 1`
  return rows[0]?.language ?? null
}

/**
 * The language of the first group that somebody convenes, is on the roster of, or would like a place in; or else of one
 * in which they were, or which they convened; null without any.
 */
export async function languageWith(tx: Tx, teamId: string, slackUserId: string): Promise<Language | null> {
  const rows = await tx.$queryRaw<{ language: Language }[]>`
    WITH theirs AS (
      SELECT group_id, 1 AS rank FROM convenors WHERE slack_user_id = ${slackUserId}
      UNION ALL SELECT group_id, CASE WHEN got_off_at IS NULL THEN 1 ELSE 2 END FROM members
        WHERE slack_user_id = ${slackUserId}
      UNION ALL SELECT group_id, 1 FROM interests WHERE slack_user_id = ${slackUserId}
      UNION ALL SELECT group_id, 1 FROM invitations WHERE slack_user_id = ${slackUserId}
      UNION ALL SELECT group_id, 2 FROM audit_entries
        WHERE subject_id = ${slackUserId} AND what = 'ceasedToBeConvenor'
    )
    SELECT groups.language::text AS language
    FROM theirs JOIN groups ON groups.id = group_id JOIN workspaces ON workspaces.id = groups.workspace_id
    WHERE workspaces.team_id = ${teamId}
    ORDER BY rank, groups.id LIMIT 1`
  return rows[0]?.language ?? null
}
