import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { asCode } from '#domain/error-code.ts'
import { OwnWords } from '#domain/own-words.ts'
import { type Migration, migrationFolder, readMigrations } from './migration-file.ts'

// The number that `prisma migrate deploy` locks: neither of the two runs while the other does.
const migrationLock = 72_707_369

/** A server that does not answer by then is not there; without a limit the start would hang in silence. */
const CONNECT_WITHIN_MS = 5_000

/**
 * Brings the database at `databaseUrl` up to date and answers the names of the migrations applied now, in order.
 * Any number of processes may do so at once: each migration is applied once. A migration and the note that it was
 * applied are one transaction, so a failing one leaves nothing behind, and is named in the error.
 *
 * The notes are kept in Prisma's own table, `_prisma_migrations`, so that its command line can take over.
 *
 * Refuses, and changes nothing, when a noted migration failed, was edited since, or is unknown here.
 */
export async function applyMigrations(databaseUrl: string, folder = migrationFolder): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  // A connection lost between two statements would end the process; the next statement says so as well.
  client.on('error', () => {})
  await client.connect()
  try {
    const applied: string[] = []
    for (let next = await applyNext(client, migrations); next; next = await applyNext(client, migrations)) {
      applied.push(next)
    }
    return applied
  } finally {
    await client.end()
  }
}

/**
 * The same within the caller's transaction, at which nobody else migrates until it ends; `last` is the migration to stop
 * after.
 */
export async function applyMigrationsWithin(client: pg.Client, folder: string, last?: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
  const missing = pending(await readMigrations(folder), await readNotes(client))
  for (const migration of missing) if (!last || migration.name <= last) await apply(client, migration)
}

/** The names of the migrations that were applied to a database, in order. */
export async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const notes = await readNotes(client)
  return notes
    .filter(({ isFinished }) => isFinished)
    .map(({ name }) => name)
    .sort()
}

/**
 * How many migrations there are, and the names of those that a database lacks; changes nothing. Refuses as
 * `applyMigrations` does.
 */
export async function missingMigrations(
  client: pg.Client,
  folder = migrationFolder,
): Promise<{ all: number; missing: string[] }> {
  const migrations = await readMigrations(folder)
  const missing = pending(migrations, await readNotes(client))
  return { all: migrations.length, missing: missing.map(({ name }) => name) }
}

/** What is noted while a restored database is not ready for a bot yet. */
const RESTORING = 'restoring'

/** Keeps bots from a database until `finishRestore`. */
export async function noteRestore(client: pg.Client): Promise<void> {
  await client.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, '', $1)`, [
    RESTORING,
  ])
}

/** Lets bots use a restored database. */
export async function finishRestore(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('DELETE FROM _prisma_migrations WHERE id = $1', [RESTORING])
  } finally {
    await client.end()
  }
}

/** Applies the first migration that is missing and answers its name; undefined when none is. */
async function applyNext(client: pg.Client, migrations: Migration[]): Promise<string | undefined> {
  if (pending(migrations, await readNotes(client)).length === 0) return undefined
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
    // Read again: while this process waited for the lock, another may have applied it.
    const [next] = pending(migrations, await readNotes(client))
    if (next) await apply(client, next)
    await client.query('COMMIT')
    return next?.name
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query(createNotes)
  try {
    await client.query(migration.sql)
  } catch (error) {
    // By its code alone: what the database says may quote a row.
    const code = asCode((error as { code?: unknown }).code) ?? 'no code'
    throw new OwnWords(`The migration ${migration.name} failed and was taken back (${code}).`, {
      cause: error,
    })
  }
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name],
  )
}

type Note = { name: string; checksum: string; isFinished: boolean }

const createNotes = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  varchar(36) PRIMARY KEY,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`

async function readNotes(client: pg.Client): Promise<Note[]> {
  // Not with to_regclass: it still says no, from its cache, when another process has made the table during our wait.
  const { rowCount } = await client.query(
    `SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'`,
  )
  if (rowCount === 0) return []
  const notes = await client.query<Note>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  return notes.rows
}

function pending(migrations: Migration[], notes: Note[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const note of notes) {
    if (note.name === RESTORING)
      throw new OwnWords('A backup was being restored and that was not finished: restore it again.')
    const migration = known.get(note.name)
    if (!migration)
      throw new OwnWords(`${refusal(note)} is not known here: a newer version of the bot has been running.`)
    if (!note.isFinished)
      throw new OwnWords(`${refusal(note)} failed: repair it, then run \`prisma migrate resolve\`.`)
    if (migration.checksum !== note.checksum)
      throw new OwnWords(`${refusal(note)} was edited after it was applied.`)
  }
  const noted = new Set(notes.map((note) => note.name))
  return migrations.filter((migration) => !noted.has(migration.name))
}

function refusal(note: Note): string {
  return `The database cannot be used: its migration ${note.name}`
}
