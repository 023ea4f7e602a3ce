import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DateTime } from 'luxon'
import pg from 'pg'
import { openDatabase } from '#db/client.ts'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { keyRing, newKey } from '#db/key-ring.ts'
import { applyMigrations } from '#db/migrate.ts'
import { openQueue, type Queue } from '#db/queue.ts'
import type { Context } from '#usecases/context.ts'
import { UNWATCHED } from '#watch/watch.ts'

/** A database as a bot uses it. */
export type Bench = {
  url: string
  /** For a bot that is a process of its own, as `ENCRYPTION_KEYS`. */
  keys: string
  /** What a use case gets at an instant. */
  at(now: DateTime): Context & { queue: Queue }
  /** Statements of ours, without a bot. */
  sql(text: string, values?: unknown[]): Promise<void>
  close(): Promise<void>
}

/** Does some work with a Postgres of its own, which is gone afterwards; it is set up as the one of a bot is. */
export async function withServer<T>(
  work: (open: (name: string) => Promise<Bench>) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'))
  const server = await startEmbeddedPostgres({ directory })
  try {
    return await work((name) => openBench(server.url, name))
  } finally {
    await server.stop()
    await rm(directory, { recursive: true })
  }
}

async function openBench(serverUrl: string, name: string): Promise<Bench> {
  await once(serverUrl, `CREATE DATABASE ${name}`)
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
  await applyMigrations(url)
  const keys = newKey()
  const db = openDatabase(url, keyRing(keys))
  const queue = await openQueue(url, (error) => {
    throw error
  })
  return {
    url,
    keys,
    at: (now) => ({
      db,
      queue,
      now,
      zoneData: process.versions.tz ?? '',
      settleSeconds: 150,
      watch: UNWATCHED,
    }),
    sql: (text, values) => once(url, text, values),
    async close() {
      await queue.boss.stop({ graceful: false })
      await db.$disconnect()
      await once(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function once(url: string, text: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text, values)
  } finally {
    await client.end()
  }
}

/** How many statements this process sends to any database while some work is done. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype
  let count = 0
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    count += 1
    return Reflect.apply(query, this, args)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return count
}

/** Resolves when a bot has done everything that waits. */
export async function settled(bench: Bench): Promise<void> {
  const { queue } = bench.at(DateTime.utc())
  while ((await queue.waiting()) > 0) await delay(100)
}
