import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDelivery } from '#db/delivery.ts'
import type { About } from '#domain/delivery.ts'
import { commit } from '#usecases/context.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { refresh, sayAll } from '#usecases/say.ts'
import { type Desk, MONDAY, newGroup, openDesk, type TestGroup } from '../support/group-desk.ts'
import { until } from '../support/world.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const about = (pollDateId: string): About => ({ kind: 'takenBack', pollDateId })

/** Has these said in a group's channel; answers how many of them are new. */
const sayThese = ({ id, teamId, channelId }: TestGroup, names: readonly string[]) =>
  commit(desk.at(MONDAY), (tx) =>
    sayAll(
      tx,
      desk.at(MONDAY),
      { id, teamId },
      names.map((name) => ({ address: channelId, about: about(name) })),
    ),
  )

/** What waits to be said in a group's channel, in the order in which the queue will take it. */
async function waiting({ id, teamId, channelId }: TestGroup): Promise<string[]> {
  const rows = await desk.database.db.$queryRaw<{ name: string }[]>`
    SELECT about ->> 'pollDateId' AS name FROM pgboss.job
    JOIN deliveries ON deliveries.id::text = data ->> 'deliveryId'
    WHERE job.name = 'deliver' AND singleton_key = ${`${teamId} ${channelId}`} AND deliveries.group_id = ${id}::uuid
      AND job.group_id = ${teamId} AND about ->> 'kind' = 'takenBack'
    ORDER BY created_on, job.id`
  return rows.map(({ name }) => name)
}

test('much that is said at once is heard in the order in which it was said', async () => {
  const group = await newGroup(desk)
  const names = Array.from({ length: 200 }, (_, index) => `${(index * 77) % 200}`)
  expect(await sayThese(group, names)).toBe(200)
  expect(await waiting(group)).toEqual(names)
})

test('of what is said at once only that is heard which was not said before, once each', async () => {
  const group = await newGroup(desk)
  await sayThese(group, ['one', 'two'])
  expect(await sayThese(group, ['three', 'two', 'four', 'three'])).toBe(2)
  expect(await waiting(group)).toEqual(['one', 'two', 'three', 'four'])
})

test('of much that is said at once the first in each channel comes before the second in any', async () => {
  const { boss } = desk.at(MONDAY).queue
  await boss.deleteAllJobs('deliver')
  const [one, other] = [await newGroup(desk), await newGroup(desk)]
  await boss.deleteAllJobs('deliver')
  await sayThese(one, ['1', '2', '3'])
  await sayThese(other, ['first', 'second'])
  const taken: string[] = []
  for (let count = 0; count < 5; count += 1) {
    const [job] = await boss.fetch<{ deliveryId: string }>('deliver')
    const row = await desk.database.db.delivery.findUniqueOrThrow({
      where: { id: job?.data.deliveryId ?? '' },
    })
    taken.push((row.about as { pollDateId: string }).pollDateId)
    await boss.complete('deliver', job?.id ?? '')
  }
  expect(taken).toEqual(['1', 'first', '2', 'second', '3'])
})

/** The one thing that was said in a group. */
async function saidIn({ id: groupId }: TestGroup): Promise<string> {
  const where = { groupId, about: { path: ['kind'], equals: 'takenBack' } }
  return (await desk.database.db.delivery.findFirstOrThrow({ where })).id
}

/** A delivery that is being posted just now. */
async function beingPosted(group: TestGroup): Promise<string> {
  await sayThese(group, ['here'])
  const id = await saidIn(group)
  await claim(desk.at(MONDAY), id)
  return id
}

const there = ({ channelId }: TestGroup) =>
  ({ status: 'sent', postedChannelId: channelId, ts: '1.1' }) as const
const isAnybodyBlocked = async () =>
  (
    await desk.database.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`
  ).length > 0
const refreshes = (deliveryId: string) => desk.database.db.$queryRaw<unknown[]>`
  SELECT 1 FROM pgboss.job WHERE name = 'refresh' AND data ->> 'deliveryId' = ${deliveryId}`

test('a message whose facts are being changed is claimed, to have its words made, when that is done', async () => {
  const group = await newGroup(desk)
  await sayThese(group, ['here'])
  const waits = await saidIn(group)
  let claiming: ReturnType<typeof claim> | null = null
  let isClaimed = false
  await commit(desk.at(MONDAY), async (tx) => {
    await refresh(tx, desk.at(MONDAY), [await findDelivery(tx, waits)])
    claiming = claim(desk.at(MONDAY), waits).finally(() => {
      isClaimed = true
    })
    await until(isAnybodyBlocked, 'the claim to wait')
    expect(isClaimed).toBe(false)
  })
  expect(await claiming).toHaveProperty('claimed.id', waits)
})

test('a change by somebody who saw a message not posted yet is shown when it was posted meanwhile', async () => {
  const group = await newGroup(desk)
  const id = await beingPosted(group)
  await commit(desk.at(MONDAY), async (tx) => {
    const seen = await findDelivery(tx, id)
    await recordFate(desk.at(MONDAY), id, there(group))
    await refresh(tx, desk.at(MONDAY), [seen])
  })
  expect(await refreshes(id)).toHaveLength(1)
})

test('a change while a message is being posted, with the words of before, is shown when it is there', async () => {
  const group = await newGroup(desk)
  const id = await beingPosted(group)
  await commit(desk.at(MONDAY), async (tx) => refresh(tx, desk.at(MONDAY), [await findDelivery(tx, id)]))
  expect(await refreshes(id)).toHaveLength(1)
})

test('a message that waits to be posted is not brought up to date', async () => {
  const group = await newGroup(desk)
  await sayThese(group, ['here'])
  const id = await saidIn(group)
  await commit(desk.at(MONDAY), async (tx) => refresh(tx, desk.at(MONDAY), [await findDelivery(tx, id)]))
  expect(await refreshes(id)).toHaveLength(0)
})
