import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { clockSkew } from '#db/skew.ts'
import { systemClock } from '../../src/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKeys } from '../support/test-keys.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const machine = () => systemClock.now().toMillis()

describe('how far the database’s clock is from the machine’s', () => {
  test('is next to nothing where both are one machine', async () => {
    const began = machine()
    const skew = await clockSkew(database.db, machine)
    expect(Math.abs(skew)).toBeLessThanOrEqual(machine() - began)
  })

  test.each([
    ['ahead', -90_000],
    ['behind', 90_000],
  ])('is told in milliseconds, and with its sign: the database is %s', async (_, machineOff) => {
    const began = machine()
    const skew = await clockSkew(database.db, () => machine() + machineOff)
    expect(Math.abs(skew + machineOff)).toBeLessThanOrEqual(machine() - began)
  })

  test('does not depend on the zone that the database’s server is set to', async () => {
    const name = new URL(database.url).pathname.slice(1)
    await database.db.$executeRawUnsafe(`ALTER DATABASE ${name} SET timezone = 'Asia/Kathmandu'`)
    const there = openDatabase(database.url, testKeys)
    const began = machine()
    expect(Math.abs(await clockSkew(there, machine))).toBeLessThanOrEqual(machine() - began)
    await there.$disconnect()
  })
})
