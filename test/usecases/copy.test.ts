import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { About, DeliveryKind } from '#domain/delivery.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { recordReaction } from '#usecases/reaction.ts'
import { settleByHand, settleUnclear } from '#usecases/settle.ts'
import { mayBeLost, recordSighting } from '#usecases/sighting.ts'
import { type Desk, newGroup, openDesk, pollFor, type TestGroup, value } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
  await pollFor(group)
})
afterAll(() => desk.close())

const CALLED = '2027-01-04T09:00:00Z'
const SETTLED = '2027-01-04T09:02:30Z'
const at = (ts: string) => ({ postedChannelId: group.channelId, ts: `${group.channelId.slice(1)}.${ts}` })
const FIRST = '000001'
const SECOND = '000002'

async function row(kind: DeliveryKind) {
  const where = { groupId: group.id }
  const rows = await desk.database.db.delivery.findMany({
    where,
    orderBy: { id: 'asc' },
    include: { copies: true },
  })
  const found = rows.find(({ about }) => (about as About).kind === kind)
  if (!found) throw new Error(`nothing to say of kind ${kind}`)
  return found
}

async function call(kind: DeliveryKind): Promise<string> {
  const { id } = await row(kind)
  await claim(desk.at(CALLED), id)
  return id
}

async function lose(kind: DeliveryKind): Promise<string> {
  const id = await call(kind)
  await recordFate(desk.at(CALLED), id, { status: 'unknown' })
  return id
}

const see = async (kind: DeliveryKind, ts: string) =>
  recordSighting(desk.at(SETTLED), (await row(kind)).nonce, { ...at(ts), teamId: group.teamId })

/** The places of second messages about which something is still to be done. */
async function toTidy(deliveryId: string): Promise<string[]> {
  const rows = await desk.database.db.$queryRaw<{ ts: string }[]>`
    SELECT data->>'ts' AS ts FROM pgboss.job WHERE name = 'copy' AND data->>'deliveryId' = ${deliveryId}`
  return rows.map(({ ts }) => ts)
}

test('what Slack shows while it waits to be said again is not said again', async () => {
  const id = await lose('introduction')
  await settleUnclear(desk.at(SETTLED))
  expect((await row('introduction')).status).toBe('pending')
  await see('introduction', FIRST)
  expect(await row('introduction')).toMatchObject({ status: 'sent', ...at(FIRST) })
  expect(await claim(desk.at(SETTLED), id)).toBeNull()
})

test('what Slack shows before it has answered is sent, and its answer is nothing new', async () => {
  const id = await call('pollPage')
  await see('pollPage', FIRST)
  expect((await row('pollPage')).status).toBe('sent')
  await recordFate(desk.at(SETTLED), id, { status: 'sent', ...at(FIRST) })
  await see('pollPage', FIRST)
  expect(await row('pollPage')).toMatchObject({ status: 'sent', ...at(FIRST), copies: [] })
  expect(await toTidy(id)).toEqual([])
})

test.each([
  { status: 'unknown' } as const,
  { status: 'pending', pauseSeconds: 1, why: 'tooFast' } as const,
  { status: 'failed', reason: 'is_archived' } as const,
])('what Slack has shown stays sent when the answer is $status', async (fate) => {
  const id = await call('introduction')
  await see('introduction', FIRST)
  await recordFate(desk.at(SETTLED), id, fate)
  expect(await row('introduction')).toMatchObject({ status: 'sent', ...at(FIRST) })
})

test('what was passed over and turns up all the same is known to have been said', async () => {
  const id = await call('introduction')
  await recordFate(desk.at(CALLED), id, { status: 'skipped', reason: 'no longer true' })
  await see('introduction', FIRST)
  expect(await row('introduction')).toMatchObject({ status: 'sent', ...at(FIRST) })
})

test('an answer with another place than the one that Slack has shown is a second message', async () => {
  const id = await lose('introduction')
  await settleUnclear(desk.at(SETTLED))
  await claim(desk.at(SETTLED), id)
  await see('introduction', FIRST)
  await recordFate(desk.at(SETTLED), id, { status: 'sent', ...at(SECOND) })
  expect(await row('introduction')).toMatchObject({ ...at(FIRST), copies: [at(SECOND)] })
  expect(await toTidy(id)).toEqual([at(SECOND).ts])
})

test('a second message that Slack shows late is noted once, however often it is shown', async () => {
  const id = await lose('pollPage')
  value(await settleByHand(desk.at(SETTLED), group.as('ruth'), id, false))
  await claim(desk.at(SETTLED), id)
  await recordFate(desk.at(SETTLED), id, { status: 'sent', ...at(SECOND) })
  expect(await mayBeLost(desk.at(SETTLED), { ...at(FIRST), teamId: group.teamId })).toBe(true)
  await Promise.all([see('pollPage', FIRST), see('pollPage', FIRST)])
  expect(await row('pollPage')).toMatchObject({ ...at(SECOND), copies: [at(FIRST)] })
  expect(await toTidy(id)).toEqual([at(FIRST).ts])
  expect(await mayBeLost(desk.at(SETTLED), { ...at(FIRST), teamId: group.teamId })).toBe(false)
})

let events = 0
/** Amara taps the first number under a message of the page, or takes it away. */
function tap(place: string, isAdded: boolean): Promise<void> {
  events += 1
  const { postedChannelId: channelId, ts: messageTs } = at(place)
  const ts = (Date.parse(SETTLED) / 1000 + events).toFixed(6)
  const slackUserId = group.as('amara').slackUserId
  const event = {
    eventId: `E${events}`,
    teamId: group.teamId,
    channelId,
    messageTs,
    slackUserId,
    mark: 1,
    isAdded,
    ts,
    isOnOurs: true,
  }
  return recordReaction(desk.at(SETTLED), event)
}

const answers = async () =>
  (await desk.database.db.answer.findMany({ where: { member: { groupId: group.id } } })).map(
    ({ value }) => value,
  )
const readings = async () => {
  const rows = await desk.database.db.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name = 'readBack'`
  return rows.length
}

test('a number under the second message of a page counts', async () => {
  await call('pollPage')
  await see('pollPage', FIRST)
  await see('pollPage', SECOND)
  await tap(SECOND, true)
  expect(await answers()).toEqual(['can'])
})

test('a number taken away takes nothing back by itself where a page stands twice: both are read', async () => {
  await call('pollPage')
  await see('pollPage', FIRST)
  await see('pollPage', SECOND)
  await tap(FIRST, true)
  await tap(SECOND, true)
  const before = await readings()
  await tap(FIRST, false)
  expect(await answers()).toEqual(['can'])
  expect(await readings()).toBe(before + 1)
})

test('a number taken away is taken back where a page stands once', async () => {
  await call('pollPage')
  await see('pollPage', FIRST)
  await tap(FIRST, true)
  await tap(FIRST, false)
  expect(await answers()).toEqual([null])
})
