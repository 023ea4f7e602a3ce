import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#db/client.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a transaction answers what its work answers and keeps what it wrote', async () => {
  const id = await inTransaction(database.db, async (tx) => {
    const workspace = await tx.workspace.create({
      data: { teamId: 'T1', createdAt: new Date('2027-01-01T00:00:00Z') },
    })
    return workspace.id
  })
  expect(await database.db.workspace.findUniqueOrThrow({ where: { id } })).toMatchObject({ teamId: 'T1' })
})
