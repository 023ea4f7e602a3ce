import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim, type Fate, recordFate } from '#usecases/delivery.ts'
import { recordSighting } from '#usecases/sighting.ts'
import { type Desk, newGroup, openDesk, said, type TestGroup } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let other: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  await desk.database.db.delivery.deleteMany()
  await desk.database.db.group.deleteMany()
  await desk.database.db.workspace.updateMany({ data: { refusedSince: null } })
  group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
  other = await newGroup(desk, { convenors: ['ruth', 'jonas'] })
})
afterAll(() => desk.close())

const NOTHING = { status: 'pending', pauseSeconds: 2, why: 'nothingTaken' } as const

/** Slack is called for the introduction of a group at a time on 4 January. */
async function post(to: TestGroup, time: string, fate: Fate): Promise<void> {
  const context = desk.at(`2027-01-04T${time}Z`)
  const where = { groupId: to.id, about: { path: ['kind'], equals: 'introduction' } }
  const { id } = await desk.database.db.delivery.findFirstOrThrow({ where })
  await desk.database.db.delivery.update({ where: { id }, data: { status: 'pending', ts: null } })
  await claim(context, id)
  await recordFate(context, id, fate)
}
const taken = (to: TestGroup): Fate => ({ status: 'sent', postedChannelId: to.channelId, ts: '1.1' })
const told = async () => [...(await said(group, 'slackWasAway')), ...(await said(other, 'slackWasAway'))]
const since = async () => (await desk.database.db.workspace.findFirstOrThrow()).refusedSince?.toISOString()

test.each<Fate>([NOTHING, { status: 'unknown' }])(
  'each convenor hears once that Slack took nothing for an hour, and from when to when ($status)',
  async (fate) => {
    await post(group, '10:00:00', fate)
    await post(other, '10:30:00', fate)
    expect(await since()).toBe('2027-01-04T10:00:00.000Z')
    await post(other, '11:00:00', taken(other))
    await post(group, '11:05:00', taken(group))
    const heard = await told()
    expect(heard.map((each) => each.to).sort()).toEqual(['ines', 'jonas', 'ruth'])
    for (const each of heard)
      expect(each).toMatchObject({ since: '2027-01-04T10:00:00.000Z', until: '2027-01-04T11:00:00.000Z' })
    expect(await since()).toBeUndefined()
  },
)

test('an hour that is not over is no news', async () => {
  await post(group, '10:00:00', NOTHING)
  await post(group, '10:59:59', taken(group))
  expect(await told()).toEqual([])
  expect(await since()).toBeUndefined()
})

test('a lost answer is no silence when Slack shows the message', async () => {
  await post(group, '10:00:00', { status: 'unknown' })
  const where = { groupId: group.id, about: { path: ['kind'], equals: 'introduction' } }
  const { nonce } = await desk.database.db.delivery.findFirstOrThrow({ where })
  const place = { teamId: group.teamId, postedChannelId: group.channelId, ts: '2.1' }
  await recordSighting(desk.at('2027-01-04T10:00:01Z'), nonce, place)
  expect(await since()).toBeUndefined()
  await post(other, '15:00:00', taken(other))
  expect(await told()).toEqual([])
})

test('nor when Slack has shown it before the call was given up; then its words are looked after', async () => {
  const { db } = desk.database
  const where = { groupId: group.id, about: { path: ['kind'], equals: 'introduction' } }
  const { id, nonce } = await db.delivery.findFirstOrThrow({ where })
  await claim(desk.at('2027-01-04T10:00:00Z'), id)
  const place = { teamId: group.teamId, postedChannelId: group.channelId, ts: '3.1' }
  await recordSighting(desk.at('2027-01-04T10:00:01Z'), nonce, place)
  const refreshes = () =>
    db.$queryRaw<unknown[]>`SELECT id FROM pgboss.job WHERE name = 'refresh' AND singleton_key = ${id}`
  // Whoever waits for Slack's answer would do that.
  expect(await refreshes()).toEqual([])
  await recordFate(desk.at('2027-01-04T10:00:10Z'), id, { status: 'unknown' })
  expect(await refreshes()).toHaveLength(1)
  expect(await since()).toBeUndefined()
  expect(await db.delivery.findFirst({ where })).toMatchObject({ status: 'sent', ts: '3.1' })
})

test('a second silence is told anew', async () => {
  for (const [from, to] of [
    ['08:00:00', '09:30:00'],
    ['12:00:00', '15:00:00'],
  ] as const) {
    await post(group, from, NOTHING)
    await post(group, to, taken(group))
  }
  expect(await told()).toHaveLength(6)
})

test.each<Fate>([
  { status: 'pending', pauseSeconds: 30, why: 'tooFast' },
  { status: 'failed', reason: 'is_archived' },
  { status: 'skipped', reason: 'no longer true' },
])(
  'Slack is not silent where it asks for a pause, refuses one message or is not asked ($status)',
  async (fate) => {
    await post(group, '10:00:00', fate)
    expect(await since()).toBeUndefined()
    await post(other, '10:00:00', NOTHING)
    await post(group, '11:30:00', fate)
    expect(await since()).toBe('2027-01-04T10:00:00.000Z')
  },
)

test('where all is well, a message that is taken changes nothing about the workspace', async () => {
  const versions = () => desk.database.db.$queryRaw`SELECT xmin::text FROM workspaces`
  const before = await versions()
  await post(group, '10:00:00', taken(group))
  expect(await versions()).toEqual(before)
})
