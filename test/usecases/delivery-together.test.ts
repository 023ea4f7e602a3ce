import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DeliveryKind } from '#domain/delivery.ts'
import { commit } from '#usecases/context.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { nudgeNow } from '#usecases/nudge.ts'
import { refreshAll } from '#usecases/say.ts'
import { recordSighting } from '#usecases/sighting.ts'
import {
  type Desk,
  firstOfKind,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

const CALLED = '2027-01-04T09:00:00Z'

let desk: Desk
let group: TestGroup
/** An introduction, an open poll of two pages and four nudges wait to be posted. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  await desk.database.db.delivery.deleteMany()
  group = await newGroup(desk)
  await pollFor(group)
  value(await nudgeNow(desk.at(MONDAY), group.as('ruth')))
})
afterAll(() => desk.close())

const row = (kind: DeliveryKind) => firstOfKind(group, kind)

test('what several workers want in one statement is claimed by one of them', async () => {
  const [{ id }, other] = [await row('nudge'), await row('introduction')]
  // While the first asks, the others wait, and are served together.
  const [first, ...claims] = await Promise.all([other.id, id, id].map((each) => claim(desk.at(CALLED), each)))
  expect(first).toHaveProperty('claimed.id', other.id)
  expect(claims.filter((each) => each && 'claimed' in Object(each))).toHaveLength(1)
})

test('of what is stored together each has its own place', async () => {
  const [page, card, lost] = [await row('pollPage'), await row('introduction'), await row('nudge')]
  for (const { id } of [page, card, lost]) await claim(desk.at(CALLED), id)
  const at = (ts: string) => ({ status: 'sent', postedChannelId: 'C9', ts }) as const
  await recordSighting(desk.at(CALLED), lost.nonce, {
    teamId: group.teamId,
    postedChannelId: 'C9',
    ts: '3.3',
  })
  const gone = '018f0000-0000-7000-8000-000000000000'
  const areNew = await Promise.all([
    recordFate(desk.at(CALLED), card.id, at('1.1')),
    recordFate(desk.at(CALLED), gone, at('0.0')),
    recordFate(desk.at(CALLED), lost.id, at('3.3')),
    recordFate(desk.at(CALLED), page.id, at('2.2')),
    recordFate(desk.at(CALLED), page.id, at('2.3')),
  ])
  expect(areNew).toEqual([true, false, false, true, false])
  const stand = await Promise.all([row('introduction'), row('pollPage'), row('nudge')])
  expect(stand.map(({ ts, status }) => `${status} ${ts}`)).toEqual(['sent 1.1', 'sent 2.2', 'sent 3.3'])
  expect(await desk.database.db.deliveryCopy.findMany()).toMatchObject([{ deliveryId: page.id, ts: '2.3' }])
})

test('what somebody has in hand keeps nothing else from being claimed with it', async () => {
  const [page, card, nudge] = [await row('pollPage'), await row('introduction'), await row('nudge')]
  let held: ReturnType<typeof claim> | null = null
  await commit(desk.at(CALLED), async (tx) => {
    await refreshAll(tx, desk.at(CALLED), [page.id])
    const claims = [nudge, page, card].map(({ id }) => claim(desk.at(CALLED), id))
    held = claims[1] ?? null
    expect(await claims[0]).toHaveProperty('claimed.id', nudge.id)
    expect(await claims[2]).toHaveProperty('claimed.id', card.id)
  })
  expect(await held).toHaveProperty('claimed.id', page.id)
})
