/** A database as it is at one moment: whether it is still the same, and the way back to it. */
import pg from 'pg'

export type KeptDatabase = {
  /** The tables in which something has changed. */
  changed(): Promise<string[]>
  putBack(): Promise<void>
  close(): Promise<void>
}

/**
 * Which events have come is noted apart from what they changed, and so is whose Home tab was opened, and when ticks are
 * to look at a group again: a change in these is none.
 */
const ASIDE = ['received_events', 'home_tabs']
const rowsOf = (table: string) => `SELECT to_jsonb(t) - 'look_at' FROM ${table} t`

/** Postgres ended one of two that waited for each other. */
const DEADLOCK = '40P01'

/** Jobs of the queue are no part of it: those that are left from before find nothing to do. */
export async function keepDatabase(url: string): Promise<KeptDatabase> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'`,
  )
  const tables = rows.map(({ name }) => name)
  await client.query('CREATE SCHEMA kept')
  for (const table of tables) await client.query(`CREATE TABLE kept.${table} AS TABLE public.${table}`)
  const compared = tables.filter((name) => !ASIDE.includes(name))
  const differing = compared.map((table) => {
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
      const back = `BEGIN; SET LOCAL session_replication_role = replica;
        TRUNCATE ${tables.map((table) => `public.${table}`).join(', ')}; ${copies.join(' ')} COMMIT`
      for (;;) {
        const failure = await client
          .query(back)
          .then(() => null)
          .catch((error) => error)
        if (!failure) return
        await client.query('ROLLBACK')
        // What the bot does after it has answered may read the same tables in another order.
        if (failure.code !== DEADLOCK) throw failure
      }
    },
    close: () => client.end(),
  }
}
