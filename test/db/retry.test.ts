import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase, type Tx } from '#db/client.ts'
import { isRetryable, retryDelayMs, retryLimit } from '#db/retry.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKeys } from '../support/test-keys.ts'

let database: TestDatabase
let rival: Database
beforeAll(async () => {
  database = await createTestDatabase()
  rival = openDatabase(database.url, testKeys)
  await rival.$executeRaw`CREATE TABLE parents (id int PRIMARY KEY, amount int NOT NULL CHECK (amount >= 0))`
  await rival.$executeRaw`CREATE TABLE children (parent_id int REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)`
  await rival.$executeRaw`INSERT INTO parents VALUES (1, 0), (2, 0)`
  await createWorkspace(rival, 'T1')
  await createWorkspace(rival, 'T2')
})
afterAll(async () => {
  await rival.$disconnect()
  await database.drop()
})

const serializable = { isolationLevel: 'Serializable' } as const

type Provocation = () => Promise<unknown>

const retryable: Record<string, Provocation> = {
  'a serialization failure in a query of the client': () =>
    database.db.$transaction(async (tx) => {
      await tx.workspace.findMany()
      await touchWorkspace(rival, 'T1')
      await touchWorkspace(tx, 'T1')
    }, serializable),

  'a serialization failure in SQL of our own': () =>
    database.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT * FROM parents`
      await raise(rival, 1)
      await raise(tx, 1)
    }, serializable),

  'a serialization failure at COMMIT': () =>
    database.db.$transaction(async (tx) => {
      await readTotalAndAdd(tx, 10)
      await rival.$transaction((other) => readTotalAndAdd(other, 11), serializable)
    }, serializable),

  'a deadlock in queries of the client': () => deadlock(touchWorkspace, 'T1', 'T2'),

  'a deadlock in SQL of our own': () => deadlock(raise, 1, 2),

  'a unique violation in a query of the client': () =>
    database.db.$transaction((tx) => createWorkspace(tx, 'T1')),

  'a unique violation in SQL of our own': () =>
    database.db.$transaction((tx) => tx.$executeRaw`INSERT INTO parents VALUES (1, 0)`),

  'a transaction over its time': () =>
    database.db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT pg_sleep(0.2)::text`
        await tx.$queryRaw`SELECT 1`
      },
      { timeout: 50 },
    ),

  'no connection in time': async () => {
    const narrow = openDatabase(database.url, testKeys, { poolSize: 1 })
    const inside = () => narrow.$transaction((tx) => raise(tx, 1), { maxWait: 50 })
    await narrow.$transaction(inside).finally(() => narrow.$disconnect())
  },

  'a connection ended between two queries': () =>
    database.db.$transaction(async (tx) => {
      await endConnection(await processOf(tx))
      await untilItFails(() => tx.$queryRaw`SELECT 1`)
    }),

  'a connection ended during a query': () =>
    database.db.$transaction(async (tx) => {
      const process = await processOf(tx)
      const query = tx.$queryRaw`SELECT pg_sleep(30)::text`
      await Promise.all([query, endConnectionInSleep(process)])
    }),

  'a connection ended before COMMIT': () =>
    database.db.$transaction(async (tx) => {
      await endConnection(await processOf(tx))
    }),

  'a server that takes no changes, in a query of the client': () =>
    database.db.$transaction(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      await createWorkspace(tx, 'T3')
    }),

  'a server that takes no changes, in SQL of our own': () =>
    database.db.$transaction(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      await raise(tx, 1)
    }),

  'a disk that is full': () => answerOf('53100'),
  'a server without memory': () => answerOf('53200'),
  'a server that has crashed': () => answerOf('57P02'),
  'a connection that failed': () => answerOf('08006'),

  'no connection left on the server': async () => {
    const url = new URL(database.url)
    url.username = 'crowd'
    await rival.$executeRawUnsafe(`CREATE ROLE crowd LOGIN CONNECTION LIMIT 0 PASSWORD '${url.password}'`)
    const late = openDatabase(url.href, testKeys)
    await late.$transaction((tx) => tx.$queryRaw`SELECT 1`).finally(() => late.$disconnect())
  },

  'a connection reset while it is being made': async () => {
    const breaker = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1')
    await once(breaker, 'listening')
    const { port } = breaker.address() as AddressInfo
    const broken = openDatabase(`postgresql://nobody@127.0.0.1:${port}/nothing`, testKeys)
    await broken
      .$transaction((tx) => tx.$queryRaw`SELECT 1`)
      .finally(() => {
        breaker.close()
        return broken.$disconnect()
      })
  },

  'a server that cannot be reached': async () => {
    const nowhere = openDatabase('postgresql://nobody@127.0.0.1:1/nothing', testKeys)
    await nowhere.$transaction((tx) => raise(tx, 1)).finally(() => nowhere.$disconnect())
  },
}

const final: Record<string, Provocation> = {
  'a foreign key violation at COMMIT': () =>
    database.db.$transaction((tx) => tx.$executeRaw`INSERT INTO children VALUES (99)`),
  'a check violation': () =>
    database.db.$transaction((tx) => tx.$executeRaw`INSERT INTO parents VALUES (3, -1)`),
  'a row that is not there': () =>
    database.db.$transaction((tx) => tx.workspace.findUniqueOrThrow({ where: { teamId: 'T99' } })),
  'a mistake in SQL': () => database.db.$transaction((tx) => tx.$executeRaw`SELEC`),
  'a password that is wrong': async () => {
    const url = new URL(database.url)
    url.password = 'wrong'
    const stranger = openDatabase(url.href, testKeys)
    await stranger.$transaction((tx) => raise(tx, 1)).finally(() => stranger.$disconnect())
  },
  'an error of the work itself': () =>
    database.db.$transaction(async () => {
      throw new Error('The convenor has changed their mind')
    }),
}

describe('run again after', () => {
  test.each(Object.keys(retryable))('%s', async (name) => {
    expect(isRetryable(await errorOf(retryable[name]))).toBe(true)
  })
})

describe('not run again after', () => {
  test.each(Object.keys(final))('%s', async (name) => {
    expect(isRetryable(await errorOf(final[name]))).toBe(false)
  })
})

test('what is not an error is not run again', () => {
  expect(isRetryable('Connection terminated')).toBe(false)
})

test('every wait is between 20 and 500 milliseconds', () => {
  for (let retry = 1; retry <= retryLimit; retry += 1) {
    const waits = Array.from({ length: 200 }, () => retryDelayMs(retry))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(20)
    expect(Math.max(...waits)).toBeLessThanOrEqual(500)
  }
})

async function errorOf(provoke: Provocation | undefined): Promise<unknown> {
  return await provoke?.().then(
    () => expect.fail('The provocation did not work'),
    (error) => error,
  )
}

/** What cannot be brought about here: the server answers as it would then. */
const answerOf = (sqlState: string) =>
  database.db.$transaction((tx) =>
    tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION SQLSTATE '${sqlState}'; END $$`),
  )

async function createWorkspace(tx: Tx, teamId: string): Promise<void> {
  await tx.workspace.create({ data: { teamId, createdAt: new Date('2027-01-01T00:00:00Z') } })
}

async function touchWorkspace(tx: Tx, teamId: string): Promise<void> {
  await tx.workspace.update({ where: { teamId }, data: { createdAt: new Date('2027-01-02T00:00:00Z') } })
}

async function raise(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`UPDATE parents SET amount = amount + 1 WHERE id = ${id}`
}

async function readTotalAndAdd(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT sum(amount)::int FROM parents`
  await tx.$executeRaw`INSERT INTO parents VALUES (${id}, 1)`
}

/** Two transactions, each of which holds one row before either asks for the other's. */
async function deadlock<T>(take: (tx: Tx, row: T) => Promise<void>, one: T, other: T): Promise<void> {
  const bothHold = Promise.withResolvers<void>()
  let holding = 0
  const cross = (db: Database, first: T, second: T) =>
    db.$transaction(async (tx) => {
      await take(tx, first)
      holding += 1
      if (holding === 2) bothHold.resolve()
      await bothHold.promise
      await take(tx, second)
    })
  const results = await Promise.allSettled([cross(database.db, one, other), cross(rival, other, one)])
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

async function processOf(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  return rows[0]?.pid ?? 0
}

/** Ends a connection and waits until the server has forgotten it. */
async function endConnection(process: number): Promise<void> {
  await rival.$executeRaw`SELECT pg_terminate_backend(${process}::int, 5000)`
}

async function endConnectionInSleep(process: number): Promise<void> {
  const admin = new pg.Client({ connectionString: database.url })
  await admin.connect()
  const sleeping = `SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'`
  while ((await admin.query(sleeping, [process])).rowCount === 0);
  await admin.query('SELECT pg_terminate_backend($1)', [process])
  await admin.end()
}

/** Our end of a connection may hear of its end a moment after the server. */
async function untilItFails(query: () => Promise<unknown>): Promise<void> {
  for (;;) await query()
}
