import { KEPT } from '#domain/my-data.ts'
import type { Tx } from './client.ts'
import { HAS_WORDS } from './delivery-lock.ts'
import { GROUPS, type Naming, PERSONAL, type Rule, rowsOfPerson } from './personal-data.ts'
import { forgetJobsAt } from './queue.ts'

export type Erased = {
  teamId: string
  slackUserId: string
  /** What is put for their id in what stays. */
  standIn: string
}

/**
 * Takes a person out of every table, by the rules that the tables have for that, and out of the queue. Answers the ids of
 * the messages to others in Slack that may name them, for these to be brought up to date, and locks them; `namesPeople`
 * are the kinds that do without saying so. Their groups must be locked.
 */
export async function erasePerson(tx: Tx, person: Erased, namesPeople: readonly string[]): Promise<string[]> {
  const { teamId, slackUserId } = person
  const others = await takeOutOfMessages(tx, person)
  const naming = await markMessages(tx, teamId, slackUserId, namesPeople)
  await tx.$executeRaw`SELECT set_config('supportgroup.audit', 'erasure', true)`
  for (const { table, column, within } of columnsNaming('stand-in')) {
    const sql = `UPDATE ${table} t SET ${column} = $3 WHERE t.${column} = $2 AND ${WITHIN[within]}`
    await tx.$executeRawUnsafe(sql, teamId, slackUserId, person.standIn)
  }
  await tx.$executeRaw`SELECT set_config('supportgroup.audit', '', true)`
  for (const { table, column, within } of columnsNaming('row')) {
    const sql = `DELETE FROM ${table} t WHERE t.${column} = $2 AND ${WITHIN[within]}`
    await tx.$executeRawUnsafe(sql, teamId, slackUserId)
  }
  await forgetJobsAt(tx, teamId, slackUserId)
  return [...new Set([...others, ...naming])]
}

const WITHIN: Record<Rule['within'], string> = {
  group: `t.group_id IN (${GROUPS})`,
  member: `t.member_id IN (SELECT id FROM members WHERE group_id IN (${GROUPS}))`,
  workspace: 't.workspace_id IN (SELECT id FROM workspaces WHERE team_id = $1)',
}

function columnsNaming(wanted: Naming) {
  return KEPT.flatMap((table) => {
    const { columns, within } = PERSONAL[table]
    return Object.entries(columns)
      .filter(([, naming]) => naming === wanted)
      .map(([column]) => ({ table, column, within }))
  })
}

/**
 * Messages to others that are about the person keep what else they are about. Their keys are made of ids, and none of
 * them is asked for by its key again.
 */
async function takeOutOfMessages(tx: Tx, { teamId, slackUserId, standIn }: Erased): Promise<string[]> {
  const sql = `WITH named AS (
      UPDATE deliveries SET key = 'erased:' || id, is_of_erased = true,
        about = replace(about::text, to_json($2::text)::text, to_json($3::text)::text)::jsonb
      WHERE address <> $2 AND id IN (${rowsOfPerson('deliveries', 't.id')}) RETURNING id, ts, status)
    SELECT id::text FROM named WHERE ${HAS_WORDS.sql}`
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(sql, teamId, slackUserId, standIn)
  return rows.map(({ id }) => id)
}

async function markMessages(
  tx: Tx,
  teamId: string,
  slackUserId: string,
  kinds: readonly string[],
): Promise<string[]> {
  const known = `SELECT group_id FROM members WHERE slack_user_id = $2
    UNION SELECT group_id FROM convenors WHERE slack_user_id = $2
    UNION SELECT group_id FROM interests WHERE slack_user_id = $2
    UNION SELECT group_id FROM invitations WHERE slack_user_id = $2`
  // Also those without words: they may be claimed meanwhile, or turn out to be in Slack.
  const sql = `WITH marked AS (
      UPDATE deliveries SET is_of_erased = true
      WHERE address <> $2 AND about->>'kind' = ANY ($3)
        AND group_id IN (${GROUPS}) AND group_id IN (${known}) RETURNING id, ts, status)
    SELECT id::text FROM marked WHERE ${HAS_WORDS.sql}`
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(sql, teamId, slackUserId, [...kinds])
  return rows.map(({ id }) => id)
}
