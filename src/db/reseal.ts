import { type Database, inTransaction, type Tx } from './client.ts'
import { KeyError, type KeyRing, SEALED_PREFIX, seal, sealedBy } from './key-ring.ts'
import type { Reached } from './reached.ts'
import { SEALED_COLUMNS, type SealedColumn } from './sealed-column.ts'

/** How many rows are locked at a time: a bot waits no longer for one than it takes to seal so many. */
const AT_ONCE = 100

/** Refuses keys that cannot open everything; then seals what was stored before there were keys. */
export async function takeKeysIntoUse(db: Database, ring: KeyRing): Promise<void> {
  const unknown = (await keysInUse(db)).find((id) => !ring.some((key) => key.id === id))
  if (unknown) throw new KeyError('unknown', unknown)
  await sealWhatIsNot(db, ring, SEALED_PREFIX)
}

/**
 * Seals everything with the first key that is sealed with another, or not at all; answers how many texts those were. It
 * may be cut short anywhere and begun again, and bots may run if they know the key. `reached` hears how many of how many
 * are done.
 */
export async function sealAnew(db: Database, ring: KeyRing, reached?: Reached): Promise<number> {
  const beginning = sealedBy(ring[0].id)
  if (!reached) return sealWhatIsNot(db, ring, beginning)
  const total = await countNot(db, beginning)
  return sealWhatIsNot(db, ring, beginning, (done) => reached(done, total))
}

/** The ids of all keys with which something is sealed. */
export async function keysInUse(db: Database): Promise<string[]> {
  const ids = new Set<string>()
  for (const { table, column } of SEALED_COLUMNS) {
    const rows = await db.$queryRawUnsafe<{ id: string }[]>(
      `SELECT DISTINCT substring(${column} FROM '^sealed:([0-9a-f]{8}):') AS id FROM ${table}
       WHERE ${column} ~ '^sealed:[0-9a-f]{8}:[A-Za-z0-9_-]+$'`,
    )
    for (const { id } of rows) ids.add(id)
  }
  return [...ids].sort()
}

async function countNot(db: Database, beginning: string): Promise<number> {
  let all = 0
  for (const { table, column } of SEALED_COLUMNS) {
    const sql = `SELECT count(*)::int AS count FROM ${table} WHERE ${column} NOT LIKE $1`
    all += (await db.$queryRawUnsafe<{ count: number }[]>(sql, `${beginning}%`))[0]?.count ?? 0
  }
  return all
}

async function sealWhatIsNot(
  db: Database,
  ring: KeyRing,
  beginning: string,
  reached: (done: number) => void = () => {},
): Promise<number> {
  let sealed = 0
  for (const column of SEALED_COLUMNS) {
    while (await isAnyNot(db, column, beginning)) {
      sealed += await inTransaction(db, (tx) => sealSome(tx, ring, column, beginning))
      reached(sealed)
    }
  }
  return sealed
}

async function isAnyNot(db: Database, { table, column }: SealedColumn, beginning: string): Promise<boolean> {
  const sql = `SELECT 1 FROM ${table} WHERE ${column} NOT LIKE $1 LIMIT 1`
  return (await db.$queryRawUnsafe<unknown[]>(sql, `${beginning}%`)).length > 0
}

async function sealSome(tx: Tx, ring: KeyRing, { table, column }: SealedColumn, beginning: string) {
  const rows = await tx.$queryRawUnsafe<{ id: string; text: string }[]>(
    `SELECT id::text, ${column} AS text FROM ${table} WHERE ${column} NOT LIKE $1
     ORDER BY id LIMIT ${AT_ONCE} FOR NO KEY UPDATE`,
    `${beginning}%`,
  )
  for (const { id, text } of rows)
    await tx.$executeRawUnsafe(`UPDATE ${table} SET ${column} = $1 WHERE id = $2::uuid`, seal(ring, text), id)
  return rows.length
}
