import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDelivery } from '#db/delivery.ts'
import { lockedDelivery } from '#db/delivery-lock.ts'
import { commit } from '#usecases/context.ts'
import { type Desk, MONDAY, newGroup, openDesk, pollFor, postPages } from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test('a delivery is the same whether it is read under its lock or without', async () => {
  const group = await newGroup(desk)
  await postPages(group, await pollFor(group))
  await desk.database.db.delivery.updateMany({
    data: { claimedAt: new Date(1), sentAt: new Date(2), reason: 'why', repeats: 3, isOfErased: true },
  })
  const rows = await desk.database.db.delivery.findMany({ where: { groupId: group.id, ts: { not: null } } })
  expect(rows.length).toBeGreaterThan(0)
  for (const { id } of rows) {
    const [locked, found] = await commit(desk.at(MONDAY), async (tx) => [
      await lockedDelivery(tx, id),
      await findDelivery(tx, id),
    ])
    expect(JSON.stringify(locked)).toBe(JSON.stringify(found))
  }
})
