import { afterAll, beforeAll, expect, test } from 'vitest'
import { PERSONAL, personalData } from '#db/personal-data.ts'
import { KEPT, type Kept } from '#domain/my-data.ts'
import { personEverywhere } from '../support/everywhere.ts'
import { type Desk, newGroup, openDesk } from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await personEverywhere(desk)
})
afterAll(() => desk.close())

/** The columns that could hold a Slack user id, or that lead to somebody, and do not. */
const NAMES_NOBODY = new Set([
  // The bot's own.
  ...['team_id', 'bot_token', 'bot_id', 'bot_user_id'].map((name) => `workspaces.${name}`),
  ...['channel_id', 'name', 'time_zone', 'reminders', 'interest_word'].map((name) => `groups.${name}`),
  'patterns.start_time',
  'members.reminders',
  // Which text somebody agreed to.
  'members.agreed_to',
  'invitations.agreed_to',
  ...['start_time', 'time_zone', 'zone_data'].map((name) => `sessions.${name}`),
  'polls.time_zone',
  // A room or a link, which is the group's; who typed it is not beside it.
  'patterns.place',
  'sessions.place',
  ...['start_time', 'zone_data'].map((name) => `poll_dates.${name}`),
  ...['time_zone', 'place'].map((name) => `calendar_entries.${name}`),
  // A fingerprint of random bits.
  'calendar_feeds.token_hash',
  // The key is made of what a message is about, and goes with it; the rest says where it stands in Slack.
  ...['key', 'nonce', 'posted_channel_id', 'ts', 'reason'].map((name) => `deliveries.${name}`),
  ...['posted_channel_id', 'ts'].map((name) => `delivery_copies.${name}`),
  'received_events.event_id',
])

/** Every column of the bot's own tables that is text or JSON, or refers to somebody's place on a roster. */
async function columnsThatMayName(): Promise<string[]> {
  const rows = await desk.database.db.$queryRaw<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
      AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'bytea', 'xml')
      AND udt_name <> '_int4'
    UNION
    SELECT own.relname || '.' || attname FROM pg_constraint
    JOIN pg_class own ON own.oid = conrelid JOIN pg_class other ON other.oid = confrelid
    JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
    WHERE contype = 'f' AND other.relname = 'members'`
  return rows.map(({ name }) => name)
}

test('every column that may name somebody has its rule, or is known to name nobody', async () => {
  const ruled = KEPT.flatMap((table) =>
    Object.keys(PERSONAL[table].columns).map((name) => `${table}.${name}`),
  )
  const columns = await columnsThatMayName()
  expect(
    columns.filter((name) => !ruled.includes(name) && !NAMES_NOBODY.has(name)),
    'Give it a rule in src/db/personal-data.ts, for the export and the erasure, or say here that it names nobody.',
  ).toEqual([])
  expect([...ruled, ...NAMES_NOBODY].filter((name) => !columns.includes(name))).toEqual([])
})

test('somebody who is in every table is shown a row of each, and nobody else', async () => {
  const data = await personalData(desk.database.db, 'T1', 'U-ben')
  expect(KEPT.filter((table) => data[table].length === 0)).toEqual([])
  const shown = JSON.stringify(data)
  const others = await desk.database.db.member.findMany({ where: { slackUserId: { not: 'U-ben' } } })
  expect(others.length).toBeGreaterThan(2)
  const ids = others.flatMap(({ id, slackUserId }) => [id, slackUserId])
  expect([...ids, 'U-isla'].filter((id) => shown.includes(id))).toEqual([])
})

test('what others have said is not shown to whoever recorded it for them', async () => {
  const data = await personalData(desk.database.db, 'T1', 'U-ben')
  const secret = { answers: 'answer', apologies: 'session', choices: 'choice' } as const
  for (const [table, part] of Object.entries(secret)) {
    const rows = data[table as Kept]
    const forOthers = rows.filter((row) => row.for === 'somebody else')
    expect(forOthers.length, table).toBeGreaterThan(0)
    expect(forOthers.filter((row) => row[part] !== null)).toEqual([])
    expect(rows.filter((row) => row.for === 'you' && row[part] === null)).toEqual([])
  }
})

test('somebody of the same id in another workspace is somebody else', async () => {
  await newGroup(desk)
  const elsewhere = await personalData(desk.database.db, 'T2', 'U-ben')
  expect(KEPT.filter((table) => elsewhere[table].length > 0)).toEqual([])
})

test('an id that begins with another id is not taken for it', async () => {
  const group = await newGroup(desk, { members: ['ruth', 'benjamin'] })
  const { db } = desk.database
  const about = { kind: 'interestShown', slackUserId: 'U-benjamin' }
  await db.delivery.create({
    data: {
      groupId: group.id,
      key: 'k',
      nonce: 'n',
      address: 'U-ruth',
      about,
      status: 'sent',
      createdAt: new Date(),
    },
  })
  const kinds = async (id: string) => (await personalData(db, 'T1', id)).deliveries.map(({ kind }) => kind)
  expect(await kinds('U-benjamin')).toContain('interestShown')
  expect(await kinds('U-ben')).not.toContain('interestShown')
})
