import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#db/client.ts'
import { insertDeliveries } from '#db/delivery.ts'
import { pausePosts } from '#db/pace.ts'
import { findTurns } from '#db/turn.ts'
import { type Desk, MONDAY, newGroup, openDesk } from '../support/group-desk.ts'

let desk: Desk
let groupId: string
beforeAll(async () => {
  desk = await openDesk()
  groupId = (await newGroup(desk)).id
})
afterAll(() => desk.close())

let count = 0
/** How long something new waits that is to be said at an address. */
const wait = (address: string, of = groupId) =>
  inTransaction(desk.database.db, async (tx) => {
    count += 1
    const about = { kind: 'takenBack', pollDateId: `${count}` } as const
    const delivery = { groupId: of, about, address, status: 'pending' } as const
    const [id] = await insertDeliveries(tx, [delivery], desk.at(MONDAY).now)
    return (await findTurns(tx, [id ?? ''])).get(id ?? '')?.waitMs
  })
const pause = (address: string, seconds: number) =>
  inTransaction(desk.database.db, (tx) => pausePosts(tx, [{ groupId, address }], seconds))

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

test('it is waited for in every group of the workspace, and in no other workspace', async () => {
  await pause('U1', 30)
  expect(await wait('U1', (await newGroup(desk)).id)).toBeNull()
  expect(await wait('U1', (await newGroup(desk, { teamId: 'T2' })).id)).toBe(0)
})

test('nobody waits for a long pause: they get no turn', async () => {
  await pause('C4', 30)
  expect(await wait('C4')).toBeNull()
})

test('of several each has its own turn, also where two are said in one place', async () => {
  const targets = ['C7', 'C8', 'C7'].map((address) => ({ groupId, address }))
  await inTransaction(desk.database.db, (tx) => pausePosts(tx, targets, 30))
  expect(await Promise.all(['C7', 'C8', 'C9'].map((address) => wait(address)))).toEqual([null, null, 0])
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
