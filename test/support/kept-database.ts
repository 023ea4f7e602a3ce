/** A database as it is at one moment: whether it is still the same, and the way back to it. */
import pg from 'pg'

export type KeptDatabase = {
  /** The tables in which something has changed. */
  changed(): Promise<string[]>
  putBack(): Promise<void>
  close(): Promise<void>
}

/**
 * Which events have come is noted apart from what they changed, and so is when ticks are to look at a group again: a
 * change in these is none.
 */
const ASIDE = ['received_events']
const rowsOf = (table: string) => `SELECT to_jsonb(t) - 'look_at' FROM ${table} t`

/** Jobs of the queue are no part of it: those that are left from before find nothing to do. */
export async function keepDatabase(url: string): Promise<KeptDatabase> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'`,
  )
  const tables = rows.map(({ name }) => name).filter((name) => !ASIDE.includes(name))
  await client.query('CREATE SCHEMA kept')
  for (const table of tables) await client.query(`CREATE TABLE kept.${table} AS TABLE public.${table}`)
  const differing = tables.map((table) => {
    const [now, before] = [rowsOf(`public.${table}`), rowsOf(`kept.${table}`)]
    return `SELECT '${table}' AS name WHERE EXISTS ((${now} EXCEPT ALL ${before}) UNION ALL (${before} EXCEPT ALL ${now}))`
  })
  const copies = tables.map((table) => `INSERT INTO public.${table} SELECT * FROM kept.${table};`)
  return {
    async changed() {
      const { rows } = await client.query<{ name: string }>(differing.join(' UNION ALL '))
      return rows.map(({ name }) => name)
    },
    async putBack() {
      await client.query(`BEGIN; SET LOCAL session_replication_role = replica;
        TRUNCATE ${tables.map((table) => `public.${table}`).join(', ')}; ${copies.join(' ')} COMMIT`)
    },
    close: () => client.end(),
  }
}
