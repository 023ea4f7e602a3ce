import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction, openDatabase, type Tx } from '#db/client.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKeys } from '../support/test-keys.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(() => database.db.workspace.deleteMany())
afterAll(() => database.drop())

const createdAt = new Date('2027-03-28T00:30:00.123Z')

test('a transaction answers what its work answers and keeps what it wrote', async () => {
  const id = await inTransaction(database.db, (tx) => add(tx, 'T1'))
  expect(await database.db.workspace.findUnique({ where: { id } })).toMatchObject({
    id,
    teamId: 'T1',
    createdAt,
  })
})

test('a transaction whose work throws keeps nothing, and throws the same error', async () => {
  const error = new Error('The convenor has changed their mind')
  let attempts = 0
  const work = async (tx: Tx) => {
    attempts += 1
    await add(tx, 'T1')
    throw error
  }
  await expect(inTransaction(database.db, work)).rejects.toBe(error)
  expect(await database.db.workspace.count()).toBe(0)
  expect(attempts).toBe(1)
})

test('over a connection that only reads, the server itself refuses whatever would change something', async () => {
  await add(database.db, 'T1')
  const reader = openDatabase(database.url, testKeys, { isReadOnly: true })
  expect(await reader.workspace.count()).toBe(1)
  await expect(add(reader, 'T2')).rejects.toThrow()
  await expect(reader.$executeRaw`DELETE FROM workspaces`).rejects.toThrow('read-only')
  await reader.$disconnect()
  expect(await database.db.workspace.count()).toBe(1)
})

test('of two who add the same row at once, the slower one runs again and finds it', async () => {
  const bothLooked = Promise.withResolvers<void>()
  let looks = 0
  const findOrAdd = async (tx: Tx) => {
    const found = await tx.workspace.findUnique({ where: { teamId: 'T1' } })
    looks += 1
    if (looks === 2) bothLooked.resolve()
    await bothLooked.promise
    return found?.id ?? (await add(tx, 'T1'))
  }
  const [one, other] = await Promise.all([
    inTransaction(database.db, findOrAdd),
    inTransaction(database.db, findOrAdd),
  ])
  expect(one).toBe(other)
  expect(looks).toBe(3)
  expect(await database.db.workspace.count()).toBe(1)
})

test('two who lock the same rows in opposite order both get through', async () => {
  await database.db.workspace.createMany({ data: ['T1', 'T2'].map((teamId) => ({ teamId, createdAt })) })
  const bothHold = Promise.withResolvers<void>()
  let attempts = 0
  const lock = (first: string, second: string) => async (tx: Tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE team_id = ${first} FOR UPDATE`
    attempts += 1
    if (attempts === 2) bothHold.resolve()
    await bothHold.promise
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE team_id = ${second} FOR UPDATE`
  }
  await Promise.all([
    inTransaction(database.db, lock('T1', 'T2')),
    inTransaction(database.db, lock('T2', 'T1')),
  ])
  expect(attempts).toBeGreaterThan(2)
})

test('a transaction that loses its connection runs again on another one', async () => {
  let attempts = 0
  await inTransaction(database.db, async (tx) => {
    attempts += 1
    await add(tx, 'T1')
    if (attempts === 1) await endConnectionOf(tx)
  })
  expect(attempts).toBe(2)
  expect(await database.db.workspace.count()).toBe(1)
})

test('after five retries the last error is thrown', async () => {
  await add(database.db, 'T1')
  let attempts = 0
  const work = (tx: Tx) => {
    attempts += 1
    return add(tx, 'T1')
  }
  await expect(inTransaction(database.db, work)).rejects.toMatchObject({ code: 'P2002' })
  expect(attempts).toBe(6)
})

test('an instant is the same instant whatever zone the server is set to', async () => {
  const name = new URL(database.url).pathname.slice(1)
  await database.db.$executeRawUnsafe(`ALTER DATABASE ${name} SET TimeZone = 'Australia/Lord_Howe'`)
  const db = openDatabase(database.url, testKeys)
  await add(db, 'T1')
  const rows = await db.$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM created_at) * 1000)::float8 AS ms FROM workspaces`
  expect(rows).toEqual([{ ms: createdAt.getTime() }])
  expect(await db.workspace.findFirst()).toMatchObject({ createdAt })
  await db.$disconnect()
})

test('a transaction reads what others have committed meanwhile, whatever the server is set to', async () => {
  const name = new URL(database.url).pathname.slice(1)
  await database.db.$executeRawUnsafe(
    `ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`,
  )
  const db = openDatabase(database.url, testKeys)
  const seen = await inTransaction(db, async (tx) => {
    const before = await tx.workspace.count()
    await add(database.db, 'T1')
    return [before, await tx.workspace.count()]
  })
  expect(seen).toEqual([0, 1])
  await db.$disconnect()
})

test('no more connections are opened than the pool may have', async () => {
  const db = openDatabase(database.url, testKeys, { poolSize: 2 })
  const pids = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const rows = await db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid, pg_sleep(0.02)::text`
      return rows[0]?.pid
    }),
  )
  expect(new Set(pids).size).toBe(2)
  await db.$disconnect()
})

test('a connection that the tests leave open is reported when their database is dropped', async () => {
  const careless = await createTestDatabase()
  const forgotten = openDatabase(careless.url, testKeys)
  await forgotten.$queryRaw`SELECT 'forgotten'`
  await expect(careless.drop()).rejects.toThrow(/Still connected:\n- SELECT 'forgotten'/)
  await forgotten.$disconnect()
})

async function add(tx: Tx, teamId: string): Promise<string> {
  const { id } = await tx.workspace.create({ data: { teamId, createdAt } })
  return id
}

async function endConnectionOf(tx: Tx): Promise<void> {
  const rows = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  await database.db.$executeRaw`SELECT pg_terminate_backend(${rows[0]?.pid}::int, 5000)`
}
