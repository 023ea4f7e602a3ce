import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from './generated/client.ts'
import type { KeyRing } from './key-ring.ts'
import { isRetryable, retryDelayMs, retryLimit } from './retry.ts'
import { sealing } from './sealed-column.ts'
import { endWhenSilent } from './silent-network.ts'

export type Database = PrismaClient

/** What a query function gets: the caller's transaction. */
export type Tx = Prisma.TransactionClient

/**
 * A client for the database at `url`, with at most `poolSize` connections; it connects with the first query.
 * `$disconnect()` closes it. What lies sealed there is written and read with these keys; without any it is left as it is.
 * With `isReadOnly` the server itself refuses whatever would change something.
 */
export function openDatabase(
  url: string,
  keys: KeyRing | null,
  { poolSize = 10, isReadOnly = false }: { poolSize?: number; isReadOnly?: boolean } = {},
): Database {
  // The adapter reads and writes instants as if every server spoke UTC; one set to another zone would shift them all.
  // The isolation is asked for once and not with every transaction, which would be one more trip for each.
  const onlyReading = isReadOnly ? ' -c default_transaction_read_only=on' : ''
  const options = `-c TimeZone=UTC -c default_transaction_isolation=read\\ committed${onlyReading}`
  const pool = new pg.Pool({ connectionString: url, max: poolSize, options, ...endWhenSilent() })
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: statementNames() })
  const client = new PrismaClient({ adapter, errorFormat: 'minimal' })
  // It takes and answers the same, which its type cannot say: Prisma's own has nothing to do with extensions.
  const database = keys ? (client.$extends(sealing(keys)) as unknown as Database) : client
  pools.set(database, pool)
  return database
}

/** More than the bot has; what comes in ever new lengths, such as a list of ids, must not fill the server's memory. */
const STATEMENTS_AT_MOST = 500
const LONGEST_STATEMENT = 8_000

/**
 * A name for each statement that is sent again, by which a connection keeps it as the server has understood it: to read
 * and plan it anew each time takes the server longer than most of them take. It is made of the statement's own text, so
 * that it means the same wherever it is used. The empty name keeps nothing.
 */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  const sentOnce = new Set<string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known) return known
    if (sql.length > LONGEST_STATEMENT || names.size >= STATEMENTS_AT_MOST) return ''
    if (sentOnce.size >= STATEMENTS_AT_MOST) sentOnce.clear()
    // What was sent once may never be sent again.
    if (!sentOnce.delete(sql)) {
      sentOnce.add(sql)
      return ''
    }
    const name = createHash('sha256').update(sql).digest('hex').slice(0, 40)
    names.set(sql, name)
    return name
  }
}

/** Prisma does not tell which connections it uses. */
const pools = new WeakMap<Database, pg.Pool>()

/** How many connections to the database are idle and busy, and how many queries wait for one. */
export function poolState(db: Database): { idle: number; busy: number; waiting: number } {
  const pool = pools.get(db)
  if (!pool) return { idle: 0, busy: 0, waiting: 0 }
  const { totalCount, idleCount: idle, waitingCount: waiting } = pool
  return { idle, busy: totalCount - idle, waiting }
}

/**
 * Runs `work` in one READ COMMITTED transaction and answers what it answers. When the transaction lost a race or its
 * connection, all of `work` is run again, at most five times: it must be safe to run twice, and must not call Slack.
 * Nor may it catch a query's error, because PostgreSQL then rolls back at COMMIT without a word. The last error is
 * thrown as it came.
 */
export function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return tryAgain(() => db.$transaction(work, { maxWait: 10_000, timeout: 5_000 }))
}

/**
 * The same for questions that change and lock nothing, without a transaction: at READ COMMITTED each statement sees what is
 * committed by then in either case, and so there are fewer of them.
 */
export function outsideTransaction<T>(db: Database, question: (tx: Tx) => Promise<T>): Promise<T> {
  return tryAgain(() => question(db))
}

async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt > retryLimit || !isRetryable(error)) throw error
      await delay(retryDelayMs(attempt))
    }
  }
}
