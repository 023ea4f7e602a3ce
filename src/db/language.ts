import type { Language } from '#domain/language.ts'
import type { Tx } from './client.ts'
import { Prisma } from './generated/client.ts'

/** The language of the group of a channel; null where there is none. */
export async function languageIn(tx: Tx, teamId: string, channelId: string): Promise<Language | null> {
  const where = { channelId, workspace: { teamId } }
  const group = await tx.group.findFirst({ where, select: { language: true } })
  return group?.language ?? null
}

/**
 * The language of the group to which one of the ids belongs, whatever the id is of; null where there is none. It decides
 * in what language something is said, never who may do what.
 */
export async function languageOf(tx: Tx, teamId: string, ids: readonly string[]): Promise<Language | null> {
  if (ids.length === 0) return null
  const given = Prisma.sql`ANY(${[...ids]}::uuid[])`
  const rows = await tx.$queryRaw<{ language: Language }[]>`
    WITH runs_meant AS (
      SELECT id FROM runs WHERE id = ${given}
      UNION ALL SELECT run_id FROM sessions WHERE id = ${given}
      UNION ALL SELECT run_id FROM polls WHERE id = ${given}
      UNION ALL SELECT run_id FROM poll_dates JOIN polls ON polls.id = poll_id WHERE poll_dates.id = ${given}
      UNION ALL SELECT run_id FROM surveys WHERE id = ${given}
      UNION ALL SELECT run_id FROM bus_stops WHERE id = ${given}
    ),
    groups_meant AS (
      SELECT id FROM groups WHERE id = ${given}
      UNION ALL SELECT group_id FROM runs WHERE id = ANY(ARRAY(SELECT id FROM runs_meant))
      UNION ALL SELECT group_id FROM invitations WHERE id = ${given}
      UNION ALL SELECT group_id FROM deliveries WHERE id = ${given}
    )
    SELECT groups.language::text AS language
    FROM groups JOIN workspaces ON workspaces.id = groups.workspace_id
    WHERE groups.id = ANY(ARRAY(SELECT id FROM groups_meant)) AND workspaces.team_id = ${teamId}
    ORDER BY groups.id LIMIT 1`
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
