import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { databaseUrl, templateName } from './database-name.ts'
import { testKeys } from './test-keys.ts'

export type TestDatabase = {
  url: string
  db: Database
  /** Ends it; for `afterAll`. Fails when the tests have left a connection open other than those of `db`. */
  drop: () => Promise<void>
}

/** A database of one's own with all migrations applied and no rows: one per test file, in `beforeAll`. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(templateName)
}

/** A database without any table, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0')
}

/** A database that holds the same as another, to which nobody may be connected. */
export function copyDatabase({ url }: TestDatabase): Promise<TestDatabase> {
  return createDatabase(new URL(url).pathname.slice(1))
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
  const url = databaseUrl(inject('testServerUrl'), name)
  const db = openDatabase(url, testKeys)
  return {
    url,
    db,
    drop: async () => {
      await db.$disconnect()
      const leaks = await onServer((admin) => openConnections(admin, name))
      await onServer((admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`))
      if (leaks.length > 0)
        throw new Error(`Close what the tests have opened. Still connected:\n${leaks.join('\n')}`)
    },
  }
}

/** The last statements of connections to `name` that do not end within two seconds. */
async function openConnections(admin: pg.Client, name: string): Promise<string[]> {
  for (const giveUpAt = Date.now() + 2_000; ; await delay(20)) {
    const { rows } = await admin.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [name],
    )
    if (rows.length === 0 || Date.now() > giveUpAt) return rows.map((row) => `- ${row.query}`)
  }
}

async function onServer<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('testServerUrl') })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
