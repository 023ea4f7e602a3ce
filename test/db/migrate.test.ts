import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyMigrations } from '#db/migrate.ts'
import { migrationFolder, readMigrations } from '#db/migration-file.ts'
import { diagnoseMigrations, schemaDifference } from '../../scripts/schema-engine.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let folder: string
beforeEach(async () => {
  database = await createEmptyDatabase()
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

test('the migrations give exactly the schema', async () => {
  await applyMigrations(database.url)
  expect(await schemaDifference(database.url)).toBeUndefined()
})

test('a column that the schema does not know is a difference, a check and a partial index are none', async () => {
  await applyMigrations(database.url)
  await database.db.$executeRaw`ALTER TABLE workspaces ADD CHECK (team_id <> '')`
  await database.db.$executeRaw`CREATE UNIQUE INDEX ON workspaces (created_at) WHERE team_id LIKE 'E%'`
  expect(await schemaDifference(database.url)).toBeUndefined()
  await database.db.$executeRaw`ALTER TABLE workspaces ADD COLUMN motto text`
  expect(await schemaDifference(database.url)).toMatch(/DROP COLUMN "motto"/)
})

test('migrations are applied in the order of their names, each once', async () => {
  await write('2_second', 'ALTER TABLE a ADD COLUMN second int')
  await write(
    '1_first',
    "CREATE TABLE a (first text DEFAULT 'a;b'); -- two statements; and a semicolon\nSELECT 1",
  )
  expect(await applyMigrations(database.url, folder)).toEqual(['1_first', '2_second'])
  expect(await applyMigrations(database.url, folder)).toEqual([])
  await write('3_third', 'ALTER TABLE a ADD COLUMN third int')
  expect(await applyMigrations(database.url, folder)).toEqual(['3_third'])
})

test('when several instances start at once, each migration is applied by one of them', async () => {
  await write('1_first', 'CREATE TABLE a (n int); SELECT pg_sleep(0.1)')
  await write('2_second', 'INSERT INTO a VALUES (1); SELECT pg_sleep(0.1)')
  const applied = await Promise.all(Array.from({ length: 4 }, () => applyMigrations(database.url, folder)))
  expect(applied.flat().sort()).toEqual(['1_first', '2_second'])
  expect(await database.db.$queryRaw`SELECT n FROM a`).toEqual([{ n: 1 }])
})

test('a failing migration is named and leaves nothing behind, the ones before it stay', async () => {
  await write('1_first', 'CREATE TABLE a (n int)')
  await write('2_second', 'CREATE TABLE b (n int); INSERT INTO nowhere VALUES (1)')
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(
    'The migration 2_second failed and was taken back (42P01).',
  )
  expect(await tables()).toEqual(['_prisma_migrations', 'a'])

  await write('2_second', 'CREATE TABLE b (n int)')
  expect(await applyMigrations(database.url, folder)).toEqual(['2_second'])
})

test('a database with a migration unknown here is refused', async () => {
  await write('1_first', 'CREATE TABLE a (n int)')
  await write('2_second', 'CREATE TABLE b (n int)')
  await applyMigrations(database.url, folder)
  await rm(join(folder, '2_second'), { recursive: true })
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(
    'its migration 2_second is not known here',
  )
})

test('a migration edited after it was applied is refused, and nothing further is applied', async () => {
  await write('1_first', 'CREATE TABLE a (n int)')
  await applyMigrations(database.url, folder)
  await write('1_first', 'CREATE TABLE a (n bigint)')
  await write('2_second', 'CREATE TABLE b (n int)')
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(
    '1_first was edited after it was applied',
  )
  expect(await tables()).toEqual(['_prisma_migrations', 'a'])
})

test('a migration that another tool noted as failed is refused until it is noted as rolled back', async () => {
  await write('1_first', 'CREATE TABLE IF NOT EXISTS a (n int)')
  await applyMigrations(database.url, folder)
  await database.db.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL, logs = 'it broke'`
  await expect(applyMigrations(database.url, folder)).rejects.toThrow('its migration 1_first failed')
  await database.db.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = now()`
  expect(await applyMigrations(database.url, folder)).toEqual(['1_first'])
})

test('Prisma itself finds the history in order and nothing left to apply', async () => {
  await applyMigrations(database.url)
  const migrations = await readMigrations(migrationFolder)
  expect(await diagnoseMigrations(database.url, migrationFolder, migrations)).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  })
})

test('a test database has all migrations', async () => {
  const copy = await createTestDatabase()
  expect(await applyMigrations(copy.url)).toEqual([])
  await copy.drop()
})

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}

async function tables(): Promise<string[]> {
  const rows = await database.db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY name`
  return rows.map((row) => row.name)
}
