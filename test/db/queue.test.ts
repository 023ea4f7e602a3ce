import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#db/client.ts'
import { openQueue } from '#db/queue.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/world.ts'

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

test('an even share is what all who work have in hand, by their number, rounded up; who is alone has none', async () => {
  const [one, another, idle] = await Promise.all([1, 2, 3].map(() => openQueue(database.url, () => {})))
  if (!one || !another || !idle) throw new Error('three were opened')
  await one.boss.deleteAllJobs('deliver')
  const jobs = ['C1', 'C2', 'C3'].map((key) => ({
    job: { deliveryId: key, teamId: 'T1' },
    key,
    teamId: 'T1',
  }))
  await inTransaction(database.db, (tx) => one.addAll(tx, 'deliver', jobs))
  await one.boss.work('home', async () => {})
  await until(async () => (await working()) === 1, 'one to be known')
  expect(await one.evenShare('deliver')).toBeNull()
  await another.boss.work('home', async () => {})
  await until(async () => (await working()) === 2, 'two to be known')
  expect(await one.boss.fetch('deliver', { batchSize: 3 })).toHaveLength(3)
  expect(await one.evenShare('deliver')).toBe(2)
  await fallSilent()
  expect(await one.evenShare('deliver')).toBeNull()
  await Promise.all([one, another, idle].map(({ boss }) => boss.stop({ graceful: false })))
})

/** How many have written that they work on something. */
async function working(): Promise<number> {
  const [row] = await database.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.instance WHERE stopped_on IS NULL AND workers <> '[]'`
  return row?.count ?? 0
}

/** One of them has not been heard of for longer than two of its beats. */
async function fallSilent(): Promise<void> {
  await database.db.$executeRaw`
    UPDATE pgboss.instance SET heartbeat_on = now() - interval '11 seconds'
    WHERE id = (SELECT id FROM pgboss.instance WHERE stopped_on IS NULL AND workers <> '[]' LIMIT 1)`
}
