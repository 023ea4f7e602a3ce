import type pg from 'pg'

/** The bot's tables, each after those that it refers to. The notes about migrations and the queue are not among them. */
export async function ourTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(
    `SELECT own.relname::text AS name,
       coalesce(array_agg(other.relname::text) FILTER (WHERE other.oid <> own.oid), '{}') AS needs
     FROM pg_class own
     LEFT JOIN pg_constraint ON conrelid = own.oid AND contype = 'f'
     LEFT JOIN pg_class other ON other.oid = confrelid
     WHERE own.relnamespace = current_schema()::regnamespace AND own.relkind = 'r'
       AND own.relname <> '_prisma_migrations'
     GROUP BY own.oid ORDER BY 1`,
  )
  const ordered: string[] = []
  let waiting = rows
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) => needs.every((need) => ordered.includes(need)))
    if (ready.length === 0) throw new Error('tables refer to one another in a circle')
    ordered.push(...ready.map(({ name }) => name))
    waiting = waiting.filter((table) => !ready.includes(table))
  }
  return ordered
}
