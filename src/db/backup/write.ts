import { createWriteStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { appliedMigrations } from '../migrate.ts'
import { counted, type Reached } from '../reached.ts'
import { BackupError, FORMAT, type Header, linesOf, type Row, rowsIn } from './format.ts'
import { putInPlace } from './put-in-place.ts'
import { ourTables } from './table.ts'

/** How many rows are asked for at a time, so that no table has to fit into memory. */
const AT_A_TIME = 500

/**
 * Writes everything the bot remembers into `file`, as it was at one moment, also while bots work on it. Jobs are left
 * out: they are made anew from what is stored. Only its owner may read the file. Refuses to replace one. `reached` hears how many
 * rows of how many are written.
 */
export async function writeBackup(
  databaseUrl: string,
  file: string,
  reached: Reached = () => {},
): Promise<Header> {
  if (existsSync(file)) throw new BackupError('exists')
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c TimeZone=UTC' })
  client.on('error', () => {})
  await client.connect()
  const draft = `${file}.${process.pid}.part`
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const header = await headerNow(client)
    const lines = linesOf(header, counted(rowsOf(client, header), rowsIn(header), reached))
    const target = createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true })
    await pipeline(lines, createGzip(), target).catch(explain)
    await putInPlace(draft, file)
    return header
  } finally {
    await rm(draft, { force: true })
    await client.end()
  }
}

/** A database that does not answer fails with other calls of the system than a file that cannot be written. */
function explain(error: NodeJS.ErrnoException): never {
  if (error.syscall === 'open' || error.syscall === 'write') throw new BackupError('notWritable', error.code)
  throw error
}

async function headerNow(client: pg.Client): Promise<Header> {
  const migration = (await appliedMigrations(client)).at(-1)
  if (!migration) throw new BackupError('nothingToBackUp')
  const { rows: clock } = await client.query<{ now: Date }>('SELECT now()')
  const tables: Header['tables'] = []
  for (const name of await ourTables(client)) {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`)
    tables.push({ name, rows: rows[0]?.count ?? 0 })
  }
  return { format: FORMAT, takenAt: clock[0]?.now.toISOString() ?? '', migration, tables }
}

async function* rowsOf(client: pg.Client, { tables }: Header): AsyncGenerator<Row> {
  for (const { name: table } of tables) {
    await client.query(`DECLARE rows CURSOR FOR SELECT to_jsonb(t)::text AS json FROM "${table}" t`)
    for (;;) {
      const { rows } = await client.query<{ json: string }>(`FETCH ${AT_A_TIME} FROM rows`)
      for (const { json } of rows) yield { table, json }
      if (rows.length === 0) break
    }
    await client.query('CLOSE rows')
  }
}
