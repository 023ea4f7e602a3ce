import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { USUAL_RETENTION } from '#config.ts'
import { findDeliveryOfMessage, isAnyUnplaced } from '#db/delivery.ts'
import { insertCopy } from '#db/delivery-copy.ts'
import { pausePosts } from '#db/pace.ts'
import { commit } from '#usecases/context.ts'
import { claim, recordFate, turnOf } from '#usecases/delivery.ts'
import { forgetMe } from '#usecases/erasure.ts'
import { myData } from '#usecases/my-data.ts'
import { channelWithParked, goOnInChannel } from '#usecases/parked.ts'
import { recordReaction } from '#usecases/reaction.ts'
import { forgetUninstalled } from '#usecases/retention.ts'
import { say } from '#usecases/say.ts'
import { recordSighting } from '#usecases/sighting.ts'
import { stopInWorkspace } from '#usecases/uninstall.ts'
import { type Desk, MONDAY, newGroup, openDesk, pollFor, type TestGroup } from '../support/group-desk.ts'

const NOW = '2027-01-04T10:00:00Z'

let desk: Desk
let one: TestGroup
let other: TestGroup
let channels = 0
/** The same channel, the same people, the same poll, and messages at the same instants, in two workspaces. */
beforeEach(async () => {
  channels += 1
  const channelId = `C-same-${channels}`
  one = await newGroup(desk, { teamId: 'T1', channelId })
  other = await newGroup(desk, { teamId: 'T2', channelId })
  for (const group of [one, other]) {
    await pollFor(group)
    for (const [index, { id }] of (await inChannel(group)).entries()) {
      await claim(desk.at(MONDAY), id)
      const place = { postedChannelId: channelId, ts: `${index}.000001` }
      await recordFate(desk.at(MONDAY), id, { status: 'sent', ...place })
    }
  }
})
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const inChannel = ({ id, channelId }: TestGroup) =>
  desk.database.db.delivery.findMany({
    where: { groupId: id, address: channelId },
    orderBy: { id: 'asc' },
  })
const page = async (group: TestGroup) =>
  (await inChannel(group)).find(({ about }) => (about as { kind: string }).kind === 'pollPage')

test('both have a message at the same place, and each workspace finds its own', async () => {
  for (const group of [one, other]) {
    const { ts, id } = (await page(group)) ?? {}
    const place = { teamId: group.teamId, postedChannelId: group.channelId, ts: ts ?? '' }
    expect(ts).toBe('1.000001')
    expect(await findDeliveryOfMessage(desk.database.db, place)).toMatchObject({ id, groupId: group.id })
    expect(await findDeliveryOfMessage(desk.database.db, { ...place, teamId: 'T-none' })).toBeNull()
  }
})

test('a number that is tapped counts in the workspace where it was tapped', async () => {
  const ts = (Date.parse(NOW) / 1000).toFixed(6)
  await recordReaction(desk.at(NOW), {
    eventId: `Ev-${one.channelId}`,
    teamId: other.teamId,
    channelId: other.channelId,
    messageTs: (await page(other))?.ts ?? '',
    slackUserId: 'U-amara',
    mark: 1,
    isAdded: true,
    isOnOurs: true,
    ts,
  })
  const answers = (group: TestGroup) =>
    desk.database.db.answer.count({ where: { member: { groupId: group.id }, value: 'can' } })
  expect([await answers(one), await answers(other)]).toEqual([0, 1])
})

test('a copy of a message is known in its own workspace alone', async () => {
  const { db } = desk.database
  const place = { postedChannelId: one.channelId, ts: '9.000001' }
  const ids: string[] = []
  for (const group of [one, other]) {
    const { id = '' } = (await page(group)) ?? {}
    await commit(desk.at(NOW), (tx) => insertCopy(tx, id, place, desk.at(NOW).now))
    ids.push(id)
  }
  const found = [one, other].map(({ teamId }) => findDeliveryOfMessage(db, { ...place, teamId }))
  expect((await Promise.all(found)).map((each) => each?.id)).toEqual(ids)
})

test('a message with the mark of another workspace’s does not settle that one', async () => {
  const { db } = desk.database
  const { id = '', nonce = '' } = (await page(one)) ?? {}
  await db.delivery.update({ where: { id }, data: { status: 'unknown', ts: null, postedChannelId: null } })
  const place = { postedChannelId: one.channelId, ts: '8.000001' }
  await recordSighting(desk.at(NOW), nonce, { ...place, teamId: other.teamId })
  expect(await db.delivery.findUnique({ where: { id } })).toMatchObject({ status: 'unknown', ts: null })
  expect(await isAnyUnplaced(db, one.teamId, one.channelId)).toBe(true)
  expect(await isAnyUnplaced(db, other.teamId, one.channelId)).toBe(false)
  await recordSighting(desk.at(NOW), nonce, { ...place, teamId: one.teamId })
  expect(await db.delivery.findUnique({ where: { id } })).toMatchObject({ status: 'sent', ...place })
})

describe('what Slack refuses in one workspace', () => {
  const addOne = (group: TestGroup) =>
    commit(desk.at(NOW), (tx) =>
      say(tx, desk.at(NOW), group, group.channelId, { kind: 'convenorsChanged', change: NOW }),
    )
  const last = async (group: TestGroup) => (await inChannel(group)).at(-1)?.id ?? ''
  const status = async (group: TestGroup) => (await inChannel(group)).at(-1)?.status

  beforeEach(async () => {
    for (const group of [one, other]) await addOne(group)
    await claim(desk.at(NOW), await last(one))
    await recordFate(desk.at(NOW), await last(one), { status: 'failed', reason: 'not_in_channel' })
  })

  test('is parked there alone', async () => {
    expect(await channelWithParked(desk.at(NOW), other.id)).toBeNull()
    expect(await claim(desk.at(NOW), await last(other))).toMatchObject({ claimed: { groupId: other.id } })
  })

  test('is not let go where the other may be posted in', async () => {
    await goOnInChannel(desk.at(NOW), other.id)
    expect(await status(one)).toBe('failed')
    await goOnInChannel(desk.at(NOW), one.id)
    expect(await status(one)).toBe('pending')
  })
})

test('a pause that Slack asks for in one workspace makes nobody wait in the other, nor does work that waits', async () => {
  const about = { kind: 'convenorsChanged', change: NOW } as const
  const ids: string[] = []
  for (const group of [one, other]) {
    await commit(desk.at(NOW), (tx) => say(tx, desk.at(NOW), group, 'U-ruth', about))
    const where = { groupId: group.id, address: 'U-ruth', status: 'pending' } as const
    ids.push((await desk.database.db.delivery.findFirstOrThrow({ where, orderBy: { id: 'desc' } })).id)
  }
  const [first = '', second = ''] = ids
  await claim(desk.at(NOW), first)
  await recordFate(desk.at(NOW), first, { status: 'pending', pauseSeconds: 60, why: 'tooFast' })
  expect((await turnOf(desk.at(NOW), first))?.waitMs).toBeNull()
  expect((await turnOf(desk.at(NOW), second))?.waitMs).toBe(0)
  const keys = await desk.database.db.$queryRaw<{ key: string }[]>`
    SELECT singleton_key AS key FROM pgboss.job WHERE data ->> 'deliveryId' IN (${first}, ${second}) ORDER BY 1`
  expect(keys.map(({ key }) => key)).toEqual(['T1 U-ruth', 'T2 U-ruth'])
})

test('whoever is forgotten in one workspace is still known in the other, where somebody else has their id', async () => {
  const { db } = desk.database
  for (const { id: groupId } of [one, other])
    await commit(desk.at(NOW), (tx) => pausePosts(tx, [{ groupId, address: 'U-ben' }], 1))
  const told = await myData(desk.at(NOW), other.as('ben'))
  expect(told?.members).toHaveLength(channels)
  await forgetMe(desk.at(NOW), one.as('ben'))
  expect(await myData(desk.at(NOW), one.as('ben'))).toBeNull()
  expect((await myData(desk.at(NOW), other.as('ben')))?.members).toEqual(told?.members)
  const paces = await db.pace.findMany({ where: { address: 'U-ben' }, include: { workspace: true } })
  expect(paces.map(({ workspace }) => workspace.teamId)).toEqual(['T2'])
  const jobs = (teamId: string) =>
    db.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE singleton_key = ${`${teamId} U-ben`}`
  expect(await jobs('T1')).toEqual([])
})

test('where the app was removed everything goes in the end, and nothing of the other workspace', async () => {
  const { db } = desk.database
  const whole = () =>
    db.workspace.findMany({
      where: { teamId: 'T2' },
      include: {
        paces: true,
        groups: {
          include: {
            members: { include: { answers: true } },
            convenors: true,
            runs: { include: { polls: { include: { dates: true } } } },
            deliveries: true,
            auditEntries: true,
          },
        },
      },
    })
  await stopInWorkspace(desk.at(NOW), 'T1')
  const before = await whole()
  while (!(await forgetUninstalled(desk.at('2027-01-12T10:00:00Z'), USUAL_RETENTION)));
  expect((await db.workspace.findMany()).map(({ teamId }) => teamId)).toEqual(['T2'])
  expect(await whole()).toEqual(before)
})
