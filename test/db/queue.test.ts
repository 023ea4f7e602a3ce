import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#db/client.ts'
import { openQueue } from '#db/queue.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a queue that an earlier version made otherwise is made anew by several at once; the jobs of others stay', async () => {
  const earlier = new PgBoss(database.url)
  await earlier.start()
  await earlier.createQueue('readBack', { policy: 'exclusive' })
  await earlier.createQueue('deliver', { policy: 'key_strict_fifo' })
  await earlier.send('readBack', {}, { singletonKey: 'poll' })
  await earlier.send('deliver', {}, { singletonKey: 'channel' })
  await earlier.stop({ graceful: false })

  const queues = await Promise.all([1, 2, 3].map(() => openQueue(database.url, () => {})))
  const [queue] = queues
  expect((await queue?.boss.getQueue('readBack'))?.policy).toBe('stately')
  expect(await queue?.waiting()).toBe(1)
  const want = () =>
    inTransaction(database.db, async (tx) =>
      queue?.add(tx, 'readBack', { pollId: 'poll', purpose: 'check' }, 'poll'),
    )
  await want()
  expect(await queue?.boss.fetch('readBack')).toHaveLength(1)
  await want()
  expect(await queue?.waiting()).toBe(3)
  await Promise.all(queues.map(({ boss }) => boss.stop({ graceful: false })))
})
