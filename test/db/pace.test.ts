import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#db/client.ts'
import { pausePosts, waitToPost } from '#db/pace.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const wait = (address: string) => inTransaction(database.db, (tx) => waitToPost(tx, address))
const pause = (address: string, seconds: number) =>
  inTransaction(database.db, (tx) => pausePosts(tx, address, seconds))

test('nobody waits for an address to which nothing was posted', async () => {
  expect(await wait('C1')).toBe(0)
})

test('what is left of a short pause is waited for, at that address alone', async () => {
  await pause('C2', 1.9)
  const left = (await wait('C2')) ?? 0
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThanOrEqual(1900)
  expect(await wait('C3')).toBe(0)
})

test('nobody waits for a long pause: they get no turn', async () => {
  await pause('C4', 30)
  expect(await wait('C4')).toBeNull()
})

test('a pause that is over is none', async () => {
  await pause('C5', -1)
  expect(await wait('C5')).toBe(0)
})

test('a short pause does not end a long one, whichever comes first or at once', async () => {
  await Promise.all([60, 1, 1].map((seconds) => pause('C6', seconds)))
  expect(await wait('C6')).toBeNull()
  await pause('C6', 1)
  expect(await wait('C6')).toBeNull()
})
