/** Everything that a database holds, in a form in which two of them can be compared. */
import pg from 'pg'
import { open } from '#db/key-ring.ts'
import { testKeys } from './test-keys.ts'

/** A row as JSON and, where it matters, the number of the transaction that wrote it. */
type Row = { row: Record<string, unknown>; xmin?: string }

export type WholeDatabase = Map<string, Row[]>

/** Every row of every table, the queue's too, in the order in which it lies in the file. */
export async function wholeDatabase(url: string): Promise<WholeDatabase> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
       ORDER BY 1, 2`,
    )
    const whole: WholeDatabase = new Map()
    for (const { schema, name } of tables) {
      const mark = schema === 'public' ? ', xmin::text AS xmin' : ''
      const { rows } = await client.query<Row>(
        `SELECT to_jsonb(t) AS row${mark} FROM "${schema}"."${name}" t ORDER BY tableoid, ctid`,
      )
      whole.set(`${schema}.${name}`, rows)
    }
    return whole
  } finally {
    await client.end()
  }
}

/** The tables in which the two differ. */
export function differences(one: WholeDatabase, other: WholeDatabase): string[] {
  const [a, b] = [comparable(one), comparable(other)]
  return [...new Set([...a.keys(), ...b.keys()])].filter((table) => a.get(table) !== b.get(table)).sort()
}

/**
 * Its text without what differs by chance: what is sealed is opened, ids and fingerprints of them are numbered in the order in which they first
 * appear, transactions by their order, the queue's jobs have no times, and what it notes of itself is left out.
 */
function comparable(whole: WholeDatabase): Map<string, string> {
  const ids = new Map<string, number>()
  const marks = [...whole.values()].flatMap((rows) => rows.flatMap(({ xmin }) => xmin ?? []))
  const inOrder = [...new Set(marks)].sort((a, b) => Number(a) - Number(b))
  const text = (table: string, { row, xmin }: Row) => {
    const opened = JSON.stringify(row).replace(SEALED, (text) => open(testKeys, text))
    const numbered = opened.replace(ID, (id) => {
      if (!ids.has(id)) ids.set(id, ids.size)
      return `id${ids.get(id)}`
    })
    const calm = table.startsWith('pgboss.') ? numbered.replace(TIME, 'a time') : numbered
    return `${xmin ? inOrder.indexOf(xmin) : ''} ${calm.replace(CHANNEL, 'C')}`
  }
  return new Map(
    [...whole]
      .filter(([table]) => !isHousekeeping(table))
      .map(([table, rows]) => [table, rows.map((row) => text(table, row)).join('\n')]),
  )
}

/** Whether the queue notes something of itself there: when it last looked, how many jobs there are, which process it is. */
export function isHousekeeping(table: string): boolean {
  return table.startsWith('pgboss.') && !table.startsWith('pgboss.job')
}

const SEALED = /sealed:[0-9a-f]{8}:[\w-]+/g
/** A UUID, or a fingerprint of some. */
const ID = /[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+(\+[\d:]+)?/g
const CHANNEL = /\bC\d+\b/g
