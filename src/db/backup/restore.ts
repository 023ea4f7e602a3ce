import pg from 'pg'
import { appliedMigrations, applyMigrationsWithin, noteRestore } from '../migrate.ts'
import { migrationFolder, readMigrations } from '../migration-file.ts'
import { counted, type Reached } from '../reached.ts'
import { BackupError, checkBackup, type Header, type Row, readRows, rowsIn } from './format.ts'
import { ourTables } from './table.ts'

/** How many rows are put back with one statement. */
const AT_A_TIME = 500

/**
 * Puts what a backup holds into the database, all of it or nothing; a backup from an older version is brought up to
 * date. Whatever waited to be said is passed over for good, since Slack may have it by now, and the queue is emptied.
 * The database then refuses to serve a bot until `finishRestore`.
 *
 * Refuses a backup that is not whole or from a newer version, a database on which a bot runs, and one that holds
 * anything, unless that may be replaced. `reached` hears how many rows of how many are put back.
 */
export async function restoreBackup(
  databaseUrl: string,
  file: string,
  {
    mayReplace,
    folder = migrationFolder,
    reached = () => {},
  }: { mayReplace: boolean; folder?: string; reached?: Reached },
): Promise<Header> {
  const header = await checkBackup(file)
  const known = (await readMigrations(folder)).map(({ name }) => name)
  if (!known.includes(header.migration)) throw new BackupError('newer')
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c TimeZone=UTC' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('BEGIN')
    await makeRoom(client, known, mayReplace)
    await applyMigrationsWithin(client, folder, header.migration)
    await putBack(client, counted(readRows(file), rowsIn(header), reached))
    await applyMigrationsWithin(client, folder)
    await client.query(FORGET_WHAT_WAITED)
    await noteRestore(client)
    // One that started meanwhile has not seen the note.
    await refuseIfInUse(client)
    await client.query('COMMIT')
    return header
  } finally {
    await client.end()
  }
}

/**
 * What a look at each group has shown may not hold for the time that has passed since, nor that Slack took nothing at the
 * time: its next answer would tell of days without it. Nor that the app was removed: the next start asks that anew, and
 * where each workspace has its own token, the bot does so now and then; nothing goes before it could be installed again.
 */
const FORGET_WHAT_WAITED = `
  UPDATE deliveries SET status = 'skipped', reason = 'restored'
    WHERE status IN ('pending', 'sending', 'unknown', 'failed');
  UPDATE groups SET look_at = NULL;
  UPDATE workspaces SET refused_since = NULL,
    uninstalled_at = CASE WHEN uninstalled_at IS NOT NULL AND bot_token IS NOT NULL THEN now() END`

async function makeRoom(client: pg.Client, known: readonly string[], mayReplace: boolean): Promise<void> {
  await refuseIfInUse(client)
  const tables = await ourTables(client)
  const noted = await appliedMigrations(client)
  if (tables.length > 0 && !noted.some((name) => known.includes(name))) throw new BackupError('notOurs')
  const loss = await whatIsThere(client, tables)
  if (loss && !mayReplace) throw new BackupError('notEmpty', loss)
  for (const table of [...tables, '_prisma_migrations'])
    await client.query(`DROP TABLE IF EXISTS "${table}" CASCADE`)
  const { rows: types } = await client.query<{ name: string }>(
    `SELECT typname::text AS name FROM pg_type WHERE typtype = 'e' AND typnamespace = current_schema()::regnamespace`,
  )
  for (const { name } of types) await client.query(`DROP TYPE "${name}" CASCADE`)
  await client.query('DROP SCHEMA IF EXISTS pgboss CASCADE')
}

/** Every bot has a connection of the queue's open, by which it is known. */
async function refuseIfInUse(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_stat_clear_snapshot()')
  const { rowCount: bots } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'pgboss%'`,
  )
  if (bots !== 0) throw new BackupError('inUse')
}

/** The tables whose names are words of the people who would miss what is in them. */
const OF_PEOPLE = ['groups', 'members', 'polls', 'answers', 'sessions', 'apologies']

/** In figures, such as `groups 2, members 17, other entries 40`; empty when no table has a row. */
async function whatIsThere(client: pg.Client, tables: readonly string[]): Promise<string> {
  const counts = new Map(OF_PEOPLE.map((table) => [table, 0]))
  for (const table of tables) {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`)
    const word = OF_PEOPLE.includes(table) ? table : 'other entries'
    counts.set(word, (counts.get(word) ?? 0) + (rows[0]?.count ?? 0))
  }
  return [...counts].flatMap(([word, count]) => (count > 0 ? [`${word} ${count}`] : [])).join(', ')
}

async function putBack(client: pg.Client, rows: AsyncIterable<Row>): Promise<void> {
  let table = ''
  let batch: string[] = []
  const flush = async () => {
    if (batch.length > 0)
      await client.query(
        `INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
        [`[${batch.join(',')}]`],
      )
    batch = []
  }
  for await (const row of rows) {
    if (row.table !== table || batch.length === AT_A_TIME) await flush()
    table = row.table
    batch.push(row.json)
  }
  await flush()
}
