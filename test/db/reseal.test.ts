import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { KeyError, type KeyRing, keyRing, newKey } from '#db/key-ring.ts'
import { keysInUse, sealAnew, takeKeysIntoUse } from '#db/reseal.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

/** More than are locked at a time, twice. */
const GROUPS = 250

const [OLD, FRESH] = [newKey(), newKey()]
const old = keyRing(OLD)
const both = keyRing(`${FRESH} ${OLD}`)

let database: TestDatabase
let raw: pg.Client
let opened: Database[] = []
beforeEach(async () => {
  database = await createTestDatabase()
  raw = new pg.Client({ connectionString: database.url })
  await raw.connect()
  // As they were stored before there were keys.
  await raw.query(`
    INSERT INTO workspaces (id, team_id, created_at) VALUES (gen_random_uuid(), 'T1', now());
    INSERT INTO groups (id, workspace_id, channel_id, name, time_zone, planning, sessions_per_run, gap_min_days,
      gap_preferred_days, gap_max_days, alternation, minimum, places, created_at)
    SELECT gen_random_uuid(), (SELECT id FROM workspaces), 'C' || n, 'Circle ' || n, 'Europe/London', 'wholeRun', 8, 10,
      17, 25, 'prefer', 5, 10, now() FROM generate_series(1, ${GROUPS}) n;
    INSERT INTO patterns (id, group_id, position, place, weekday, start_time, length_minutes)
    SELECT gen_random_uuid(), id, 0, 'Room', 7, '14:00', 180 FROM groups`)
})
afterEach(async () => {
  for (const db of opened) await db.$disconnect()
  opened = []
  await raw.end()
  await database.drop()
})

function openWith(ring: KeyRing): Database {
  const db = openDatabase(database.url, ring)
  opened.push(db)
  return db
}

/** How many names and places are not sealed with a key of these. */
async function countNotSealedBy(ring: KeyRing): Promise<number> {
  const { rows } = await raw.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT name FROM groups UNION ALL SELECT place FROM patterns) AS typed (name)
     WHERE NOT name ^@ ANY ($1)`,
    [ring.map(({ id }) => `sealed:${id}:`)],
  )
  return rows[0]?.count ?? -1
}

async function names(db: Database): Promise<string[]> {
  const groups = await db.group.findMany({ select: { name: true } })
  return groups.map(({ name }) => name).sort()
}

const ALL = Array.from({ length: GROUPS }, (_, index) => `Circle ${index + 1}`).sort()

test('what was stored before there were keys is sealed when they are taken into use', async () => {
  const db = openWith(old)
  expect(await names(db)).toEqual(ALL)
  await takeKeysIntoUse(db, old)
  expect(await countNotSealedBy(old)).toBe(0)
  expect(await names(db)).toEqual(ALL)
})

test('with new keys in front nothing is sealed anew until it is asked for', async () => {
  await takeKeysIntoUse(openWith(old), old)
  const db = openWith(both)
  await takeKeysIntoUse(db, both)
  expect(await countNotSealedBy(old)).toBe(0)
  expect(await names(db)).toEqual(ALL)
  expect(await sealAnew(db, both)).toBe(2 * GROUPS)
  expect(await countNotSealedBy(keyRing(FRESH))).toBe(0)
  expect(await names(openWith(keyRing(FRESH)))).toEqual(ALL)
  expect(await sealAnew(db, both)).toBe(0)
})

test('keys that do not open everything are refused by the name of the one that is missing, and nothing is changed', async () => {
  await takeKeysIntoUse(openWith(old), old)
  await raw.query(`UPDATE groups SET name = 'New circle' WHERE channel_id = 'C1'`)
  const fresh = keyRing(FRESH)
  await expect(takeKeysIntoUse(openWith(fresh), fresh)).rejects.toEqual(new KeyError('unknown', old[0].id))
  const { rows } = await raw.query(`SELECT name FROM groups WHERE channel_id = 'C1'`)
  expect(rows).toEqual([{ name: 'New circle' }])
  expect(await keysInUse(openWith(old))).toEqual([old[0].id])
})

test('sealing anew goes on where it was cut short, and all can be read meanwhile', async () => {
  await takeKeysIntoUse(openWith(old), old)
  await raw.query(`
    CREATE FUNCTION cut_short() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.id > (SELECT id FROM groups ORDER BY id OFFSET 149 LIMIT 1) THEN RAISE 'cut short'; END IF;
      RETURN NEW; END $$;
    CREATE TRIGGER cut_short BEFORE UPDATE ON groups FOR EACH ROW EXECUTE FUNCTION cut_short()`)
  const db = openWith(both)
  await expect(sealAnew(db, both)).rejects.toThrow()
  // The first hundred went through; the batch that failed is as it was.
  expect(await countNotSealedBy(keyRing(FRESH))).toBe(2 * GROUPS - 100)
  expect(await names(db)).toEqual(ALL)
  await raw.query('DROP TRIGGER cut_short ON groups')
  expect(await sealAnew(db, both)).toBe(2 * GROUPS - 100)
  expect(await names(openWith(keyRing(FRESH)))).toEqual(ALL)
})

test('two that seal at once, and a bot that renames, do each other no harm', async () => {
  await takeKeysIntoUse(openWith(old), old)
  const [one, other] = [openWith(both), openWith(both)]
  const rename = async () => {
    for (let number = 1; number <= 50; number += 1)
      await one.group.updateMany({ where: { channelId: `C${number}` }, data: { name: `New ${number}` } })
  }
  await Promise.all([sealAnew(one, both), sealAnew(other, both), rename()])
  expect(await countNotSealedBy(keyRing(FRESH))).toBe(0)
  const now = await names(openWith(keyRing(FRESH)))
  expect(now.filter((name) => name.startsWith('New '))).toHaveLength(50)
  expect(now).toHaveLength(GROUPS)
})
