import type { Language } from '#domain/language.ts'
import type { Tx } from './client.ts'
import type { Prisma } from './generated/client.ts'

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
  const somebody = { some: { slackUserId } }
  const isIn: Prisma.GroupWhereInput[] = [
    { convenors: somebody },
    { members: { some: { slackUserId, gotOffAt: null } } },
    { interests: somebody },
    { invitations: somebody },
  ]
  const convened = { auditEntries: { some: { subjectId: slackUserId, what: 'ceasedToBeConvenor' } } } as const
  for (const where of [{ OR: isIn }, { OR: [{ members: somebody }, convened] }]) {
    const group = await tx.group.findFirst({
      where: { workspace: { teamId }, ...where },
      orderBy: { id: 'asc' },
      select: { language: true },
    })
    if (group) return group.language
  }
  return null
}
