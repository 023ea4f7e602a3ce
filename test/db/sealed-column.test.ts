import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { KeyError, keyRing, newKey } from '#db/key-ring.ts'
import { SEALED_COLUMNS } from '#db/sealed-column.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let raw: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  raw = new pg.Client({ connectionString: database.url })
  await raw.connect()
})
afterAll(async () => {
  await raw.end()
  await database.drop()
})

const GROUP = {
  channelId: 'C1',
  name: 'Canary circle',
  timeZone: 'Europe/London',
  planning: 'wholeRun',
  sessionsPerRun: 8,
  gapMinDays: 10,
  gapPreferredDays: 17,
  gapMaxDays: 25,
  alternation: 'prefer',
  minimum: 5,
  places: 10,
  createdAt: new Date(),
} as const
const SLOT = { weekday: 7, startTime: '14:00', lengthMinutes: 180, position: 0 }

async function stored(table: string, column: string): Promise<string[]> {
  const { rows } = await raw.query(`SELECT ${column} AS text FROM ${table} ORDER BY id`)
  return rows.map(({ text }) => text)
}

test('names lie sealed in the database, however they are written, and are read as they were typed', async () => {
  const { db } = database
  const workspace = await db.workspace.create({ data: { teamId: 'T1', createdAt: new Date() } })
  const at = { workspaceId: workspace.id }
  const group = await db.group.create({ data: { ...GROUP, ...at } })
  expect(group.name).toBe('Canary circle')
  const [second] = await db.group.createManyAndReturn({ data: [{ ...GROUP, ...at, channelId: 'C2' }] })
  await db.$transaction((tx) =>
    tx.group.update({ where: { id: second?.id ?? '' }, data: { name: 'Renamed' } }),
  )
  await db.group.upsert({
    where: { id: '00000000-0000-7000-8000-000000000000' },
    create: { ...GROUP, ...at, channelId: 'C3', name: 'Late' },
    update: {},
  })
  for (const text of await stored('groups', 'name'))
    expect(text).toMatch(/^sealed:[0-9a-f]{8}:[A-Za-z0-9_-]{40,}$/)

  const found = await db.group.findUniqueOrThrow({ where: { id: group.id } })
  expect(found.name).toBe('Canary circle')
  expect((await db.group.findMany()).map(({ name }) => name).sort()).toEqual([
    'Canary circle',
    'Late',
    'Renamed',
  ])
  expect(found.createdAt).toBeInstanceOf(Date)
  const answer =
    await db.$queryRaw`SELECT to_jsonb(g) AS kept, ARRAY[name] AS list FROM groups g WHERE channel_id = 'C2'`
  expect(JSON.stringify(answer)).toMatch(/"name":"Renamed".*"list":\["Renamed"\]/)
})

test('a place lies sealed, too, and where there is none there is none', async () => {
  const { db } = database
  const { id: groupId } = await db.group.findFirstOrThrow()
  const place = 'Canary room, https://meet.example/canary'
  const at = new Date()
  const placed = await db.pattern.create({ data: { ...SLOT, groupId, place } })
  expect(placed.place).toBe(place)
  const run = await db.run.create({
    data: { groupId, number: 1, status: 'fixed', sessionsWanted: 2, createdAt: at },
  })
  const session = { runId: run.id, patternId: placed.id, startTime: '14:00', lengthMinutes: 180 }
  const time = { on: at, endsAt: at, fixedAt: at, timeZone: 'UTC', status: 'firm' } as const
  await db.session.createMany({
    data: [
      { ...session, ...time, number: 1, startsAt: at, place: null },
      { ...session, ...time, number: 2, startsAt: new Date(at.getTime() + 1) },
    ],
  })
  expect(await stored('sessions', 'place')).toEqual([null, null])
  await db.session.updateMany({ where: { number: 2 }, data: { place } })
  const lying = [...(await stored('patterns', 'place')), ...(await stored('sessions', 'place'))]
  const texts = lying.filter((text) => text !== null)
  expect(texts).toHaveLength(2)
  for (const text of texts) expect(text).toMatch(/^sealed:[0-9a-f]{8}:[A-Za-z0-9_-]{40,}$/)
  const sessions = await db.session.findMany({ orderBy: { number: 'asc' }, include: { pattern: true } })
  expect(sessions.map((each) => [each.place, each.pattern.place])).toEqual([
    [null, place],
    [place, place],
  ])
})

test('a sealed column is not written in a way that would pass the sealing by', async () => {
  const change = database.db.group.updateMany({ data: { name: { set: 'Plain' } } })
  await expect(change).rejects.toThrow('name is sealed')
  expect((await stored('groups', 'name')).join()).not.toContain('Plain')
})

test('with other keys nothing is read, and without any everything stays sealed', async () => {
  const other = openDatabase(database.url, keyRing(newKey()))
  await expect(other.group.findMany()).rejects.toBeInstanceOf(KeyError)
  await other.$disconnect()
  const without = openDatabase(database.url, null)
  for (const { name } of await without.group.findMany()) expect(name).toMatch(/^sealed:/)
  await without.$disconnect()
})

/** Columns with texts that nobody typed: chosen from lists, made by the bot, or given by Slack as an id. */
const NOT_TYPED = new Set([
  'calendar_entries.time_zone',
  'calendar_feeds.token_hash',
  ...['team_id', 'bot_id', 'bot_user_id'].map((column) => `workspaces.${column}`),
  ...['channel_id', 'time_zone', 'reminders', 'interest_word'].map((column) => `groups.${column}`),
  'patterns.start_time',
  ...['convenors', 'members', 'interests', 'invitations', 'home_tabs'].map(
    (table) => `${table}.slack_user_id`,
  ),
  'members.reminders',
  'calendar_entries.time_zone',
  // A fingerprint of what nobody typed either.
  'calendar_feeds.token_hash',
  ...['members', 'invitations'].map((table) => `${table}.agreed_to`),
  ...['start_time', 'time_zone', 'zone_data'].map((column) => `sessions.${column}`),
  'polls.time_zone',
  ...['start_time', 'zone_data'].map((column) => `poll_dates.${column}`),
  ...['answers', 'apologies', 'choices'].map((table) => `${table}.recorded_by`),
  ...['by_id', 'subject_id'].map((column) => `audit_entries.${column}`),
  ...['key', 'about', 'address', 'nonce', 'posted_channel_id', 'ts', 'reason'].map(
    (column) => `deliveries.${column}`,
  ),
  ...['posted_channel_id', 'ts'].map((column) => `delivery_copies.${column}`),
  'paces.address',
  'received_events.event_id',
])

test('every column with text is sealed, or is known to hold what nobody typed', async () => {
  const { rows } = await raw.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
       AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'bytea', 'xml')
       AND udt_name <> '_int4'`,
  )
  const sealed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)
  const columns = rows.map(({ name }) => name)
  expect(
    columns.filter((name) => !sealed.includes(name) && !NOT_TYPED.has(name)),
    'Seal it in src/db/sealed-column.ts, or say here why nobody can have typed it.',
  ).toEqual([])
  expect([...sealed, ...NOT_TYPED].filter((name) => !columns.includes(name))).toEqual([])
})
