import { KEPT, type Kept, type KeptRow, type MyData } from '#domain/my-data.ts'
import type { Tx } from './client.ts'

/**
 * How a column names a person, and so what happens to it when they are erased. `row`: their Slack user id, and the row
 * is about them alone, so it goes. `member`: the id of their place on a roster, with which the row goes. `stand-in`:
 * their Slack user id in a row that is about somebody or something else, where something else is put for it. `words`:
 * ids among others in what a message is about, which is left without words.
 */
export type Naming = 'row' | 'member' | 'stand-in' | 'words'

/** What a table keeps about people. A column that names people and is not here fails a test. */
export type Rule = {
  columns: Record<string, Naming>
  /** Through what a row, `t`, belongs to a group, or else to the workspace alone. */
  within: 'group' | 'member' | 'workspace'
  joins?: string
  /** What is shown of a row to the person, as SQL; never who somebody else is. `$2` is their Slack user id. */
  shows: string
  order: string
}

/** Where a row was made for the person, as opposed to by them for somebody else. */
const OWN = 'm.slack_user_id = $2'
const FOR_WHOM = `CASE WHEN ${OWN} THEN 'you' ELSE 'somebody else' END AS "for"`
const BY_WHOM = `CASE WHEN t.recorded_by IS NULL THEN 'the member' WHEN t.recorded_by = $2 THEN 'you'
  ELSE 'a convenor' END AS "by"`

export const PERSONAL: Record<Kept, Rule> = {
  members: {
    columns: { slack_user_id: 'row' },
    within: 'group',
    shows: `t.joined_at AS "joinedAt", t.got_off_at AS "gotOffAt", t.arrived_at AS "firstSeenInChannelAt",
      t.away_at AS "awayFromChannelSince", t.muted_at AS "nudgesStoppedAt", t.agreed_at AS "agreedAt",
      t.agreed_to AS "agreedToText", nullif(array_to_string(t.reminders, ' '), '') AS "ownReminders"`,
    order: 't.joined_at',
  },
  calendar_feeds: {
    columns: { member_id: 'member' },
    within: 'member',
    shows: `t.made_at AS "addressMadeAt"`,
    order: 't.made_at',
  },
  convenors: {
    columns: { slack_user_id: 'row' },
    within: 'group',
    shows: `t.gone_at AS "accountClosedSince"`,
    order: 'g.id',
  },
  interests: {
    columns: { slack_user_id: 'row' },
    within: 'group',
    shows: `t.since AS "onInterestListSince"`,
    order: 't.since',
  },
  invitations: {
    columns: { slack_user_id: 'row' },
    within: 'group',
    shows: `t.status, t.is_at_bus_stop AS "atBusStop", t.sent_at AS "sentAt", t.answer_by AS "answerBy",
      t.reminded_at AS "remindedAt", t.agreed_at AS "agreedAt", t.agreed_to AS "agreedToText",
      t.is_welcome_wanted AS "welcomeByNameWanted"`,
    order: 't.sent_at',
  },
  answers: {
    columns: { member_id: 'member', recorded_by: 'stand-in' },
    within: 'member',
    joins: 'JOIN poll_dates d ON d.id = t.poll_date_id',
    shows: `${FOR_WHOM}, ${BY_WHOM}, d."on" AS "date", d.start_time AS "startTime",
      CASE WHEN ${OWN} THEN t.value END AS "answer", t.changed_at AS "changedAt",
      CASE WHEN ${OWN} THEN t.is_reacted END AS "numberTapped",
      CASE WHEN ${OWN} THEN t.reacted_ts END AS "slackTimeOfTap"`,
    order: 'd.starts_at, t.changed_at',
  },
  apologies: {
    columns: { member_id: 'member', recorded_by: 'stand-in' },
    within: 'member',
    joins: 'JOIN sessions s ON s.id = t.session_id',
    shows: `${FOR_WHOM}, ${BY_WHOM}, CASE WHEN ${OWN} THEN s."on" END AS "session", t.sent_at AS "sentAt"`,
    order: 't.sent_at',
  },
  choices: {
    columns: { member_id: 'member', recorded_by: 'stand-in' },
    within: 'member',
    joins: 'JOIN bus_stops b ON b.id = t.bus_stop_id JOIN runs r ON r.id = b.run_id',
    shows: `${FOR_WHOM}, ${BY_WHOM}, r.number AS "busStopAfterRun",
      CASE WHEN ${OWN} THEN t.value END AS "choice",
      CASE WHEN ${OWN} THEN t.has_told_group END AS "groupHasBeenTold", t.chosen_at AS "chosenAt"`,
    order: 't.chosen_at',
  },
  survey_members: {
    columns: { member_id: 'member' },
    within: 'member',
    joins: 'JOIN surveys s ON s.id = t.survey_id JOIN runs r ON r.id = s.run_id',
    shows: `r.number AS "run", s.occasion, t.has_answered AS "hasAnswered"`,
    order: 's.id',
  },
  convenor_offers: {
    columns: { supporter_id: 'member', member_id: 'member' },
    within: 'group',
    joins: 'JOIN members offering ON offering.id = t.member_id',
    shows: `CASE WHEN offering.slack_user_id <> $2 THEN 'you support somebody else'
      WHEN t.supporter_id = t.member_id THEN 'you offer to convene' ELSE 'somebody supports you' END AS "offer"`,
    order: 't.supporter_id',
  },
  audit_entries: {
    columns: { by_id: 'stand-in', subject_id: 'stand-in' },
    within: 'group',
    shows: `t.at, t.what,
      CASE WHEN t.by_id = $2 THEN 'you' WHEN t.by_id IS NULL THEN 'the bot' ELSE 'somebody else' END AS "by",
      CASE WHEN t.subject_id = $2 THEN 'you' WHEN t.subject_id IS NOT NULL THEN 'somebody else' END AS "about"`,
    order: 't.at, t.id',
  },
  deliveries: {
    columns: { address: 'row', about: 'words' },
    within: 'group',
    shows: `CASE WHEN t.address = $2 THEN 'you' WHEN t.address = g.channel_id THEN 'the channel'
      ELSE 'somebody else' END AS "to", t.about->>'kind' AS "kind", t.status, t.created_at AS "createdAt",
      t.sent_at AS "sentAt"`,
    order: 't.created_at, t.id',
  },
  home_tabs: {
    columns: { slack_user_id: 'row' },
    within: 'workspace',
    shows: `t.opened_at AS "homeTabOpenedAt"`,
    order: 't.opened_at',
  },
  paces: {
    columns: { address: 'row' },
    within: 'workspace',
    shows: `t.free_at AS "nextPrivateMessageNotBefore"`,
    order: 't.free_at',
  },
}

/** The groups of the workspace. Asked for once and not for each row, like all that is not about a row in these. */
export const GROUPS =
  'SELECT g.id FROM groups g JOIN workspaces w ON w.id = g.workspace_id WHERE w.team_id = $1'

const PLACES = `SELECT id FROM members WHERE slack_user_id = $2 AND group_id IN (${GROUPS})`

/** The ids by which what a message is about may name somebody, each as the whole of one of its parts. */
const IDS = `
  SELECT $2 AS id
  UNION ALL SELECT places.id::text FROM (${PLACES}) AS places
  UNION ALL SELECT id::text FROM invitations WHERE slack_user_id = $2 AND group_id IN (${GROUPS})`

const NAMES: Record<Naming, (column: string) => string> = {
  row: (column) => `${column} = $2`,
  'stand-in': (column) => `${column} = $2`,
  member: (column) => `${column} IN (${PLACES})`,
  words: (column) => `jsonb_path_query_array(${column}, '$.*') ?| ARRAY(${IDS})`,
}

const GROUP = 'JOIN workspaces w ON w.id = g.workspace_id AND w.team_id = $1'
const WITHIN: Record<Rule['within'], string> = {
  group: `JOIN groups g ON g.id = t.group_id ${GROUP}`,
  member: `JOIN members m ON m.id = t.member_id JOIN groups g ON g.id = m.group_id ${GROUP}`,
  workspace: 'JOIN workspaces w ON w.id = t.workspace_id AND w.team_id = $1',
}

/**
 * The rows of a table that name a person, as SQL: `$1` is the workspace's team id, `$2` the person's Slack user id. They
 * are found before anything is joined to them, so that PostgreSQL looks at each row of the table once, whatever it
 * believes of its size.
 */
export function rowsOfPerson(table: Kept, wanted: string): string {
  const { columns, within, joins = '' } = PERSONAL[table]
  const named = Object.entries(columns).map(([column, naming]) => NAMES[naming](`t.${column}`))
  const found = `WITH found AS MATERIALIZED (SELECT * FROM ${table} t WHERE ${named.join(' OR ')}) SELECT * FROM found`
  return `SELECT ${wanted} FROM (${found}) t ${WITHIN[within]} ${joins}`
}

/** Whether anything at all is kept about a person in a workspace. */
export async function isAnythingKept(tx: Tx, teamId: string, slackUserId: string): Promise<boolean> {
  const parts = KEPT.map((table) => `EXISTS (${rowsOfPerson(table, '1')})`)
  const sql = `SELECT ${parts.join(' OR ')} AS "isKept"`
  const [row] = await tx.$queryRawUnsafe<{ isKept: boolean }[]>(sql, teamId, slackUserId)
  return row?.isKept ?? false
}

/** Everything that is kept about a person in a workspace, and nothing about anybody else. */
export async function personalData(tx: Tx, teamId: string, slackUserId: string): Promise<MyData> {
  const found: [Kept, KeptRow[]][] = []
  for (const table of KEPT) {
    const { shows, order, within } = PERSONAL[table]
    const wanted = within === 'workspace' ? shows : `g.name AS "group", ${shows}`
    const sql = `SELECT to_jsonb(kept) AS kept FROM (${rowsOfPerson(table, wanted)} ORDER BY ${order}) AS kept`
    const rows = await tx.$queryRawUnsafe<{ kept: KeptRow }[]>(sql, teamId, slackUserId)
    found.push([table, rows.map(({ kept }) => kept)])
  }
  return Object.fromEntries(found) as MyData
}

/** The groups of a workspace that know a person, in whatever way. */
export async function groupIdsOfPerson(tx: Tx, teamId: string, slackUserId: string): Promise<string[]> {
  const parts = KEPT.filter((table) => PERSONAL[table].within !== 'workspace')
    .map((table) => rowsOfPerson(table, 'g.id'))
    .join(' UNION ')
  const sql = `SELECT id::text FROM (${parts}) AS known ORDER BY known.id`
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(sql, teamId, slackUserId)
  return rows.map(({ id }) => id)
}
