import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertAudit } from '#db/audit.ts'
import { insertCopy } from '#db/delivery-copy.ts'
import { isFirstTime } from '#db/received-event.ts'
import { endRun } from '#db/run.ts'
import type { DeliveryStatus } from '#domain/delivery.ts'
import { commit } from '#usecases/context.ts'
import { homeToShow, openHome } from '#usecases/home.ts'
import { forgetOld } from '#usecases/retention.ts'
import { say } from '#usecases/say.ts'
import { recordSighting } from '#usecases/sighting.ts'
import { type Desk, newGroup, openDesk, type TestGroup } from '../support/group-desk.ts'
import { daysAfter, forgetAt, RETENTION } from '../support/retention.ts'
import { weeklyRun } from '../support/survey-desk.ts'

let desk: Desk
let group: TestGroup

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
})
afterAll(() => desk.close())

/** When everything here happens that is forgotten so many days later. */
const THEN = '2027-01-04T09:00:00.000Z'
const ABOUT = { kind: 'ceasedConvenor', slackUserId: 'U-ruth', change: 'then' } as const

const deliveries = () => desk.database.db.delivery

/** Something is said to Ruth, and stands in Slack unless another status is wanted; answers its row. */
async function saidThen(status: DeliveryStatus = 'sent', iso = THEN) {
  const context = desk.at(iso)
  await commit(context, (tx) => say(tx, context, group, 'U-ruth', { ...ABOUT, change: iso }))
  const { id, nonce } = await deliveries().findFirstOrThrow({
    where: { groupId: group.id },
    orderBy: { id: 'desc' },
  })
  const place = { postedChannelId: `D${nonce}`, ts: '1.000001' }
  const known = status === 'sent' ? { ...place, sentAt: context.now.toJSDate() } : {}
  return deliveries().update({
    where: { id },
    data: {
      status,
      claimedAt: context.now.toJSDate(),
      reason: 'why',
      repeats: 1,
      isOfErased: true,
      ...known,
    },
  })
}

describe('what was said', () => {
  test('is forgotten after 90 days, but for that it was said', async () => {
    const before = await saidThen()
    await forgetAt(desk, daysAfter(THEN, 90))
    expect(await deliveries().findUnique({ where: { id: before.id } })).toEqual(before)
    await forgetAt(desk, daysAfter(THEN, 90, 1))
    const { id, key, groupId } = before
    expect(await deliveries().findUnique({ where: { id } })).toEqual({
      id,
      key,
      groupId,
      status: 'sent',
      about: { kind: 'forgotten' },
      address: '',
      nonce: id,
      postedChannelId: null,
      ts: null,
      createdAt: null,
      claimedAt: null,
      sentAt: null,
      reason: null,
      repeats: 0,
      isOfErased: false,
    })
    expect(key).not.toContain('ruth')
  })

  test('is not said again for all that', async () => {
    await saidThen()
    const late = desk.at(daysAfter(THEN, 1000))
    await forgetAt(desk, daysAfter(THEN, 1000))
    const isNew = await commit(late, (tx) => say(tx, late, group, 'U-ruth', { ...ABOUT, change: THEN }))
    expect(isNew).toBe(false)
  })

  test('counts from when Slack took it', async () => {
    const { id } = await saidThen()
    await deliveries().update({ where: { id }, data: { sentAt: daysAfter(THEN, 2) } })
    await forgetAt(desk, daysAfter(THEN, 92))
    expect(await deliveries().findUnique({ where: { id } })).toMatchObject({ address: 'U-ruth' })
    await forgetAt(desk, daysAfter(THEN, 92, 1))
    expect(await deliveries().findUnique({ where: { id } })).toMatchObject({ address: '' })
  })

  test('is forgotten with its second copy, and a report of it that comes then has no effect', async () => {
    const { id, nonce } = await saidThen()
    await commit(desk.at(THEN), (tx) =>
      insertCopy(tx, id, { postedChannelId: `D${id}`, ts: '2.000001' }, desk.at(THEN).now),
    )
    await forgetAt(desk, daysAfter(THEN, 91))
    expect(await desk.database.db.deliveryCopy.count({ where: { deliveryId: id } })).toBe(0)
    await recordSighting(desk.at(daysAfter(THEN, 91)), nonce, {
      teamId: 'T1',
      postedChannelId: 'D1',
      ts: '3.000001',
    })
    expect(await deliveries().findUnique({ where: { id } })).toMatchObject({ ts: null, address: '' })
  })

  test.each(['pending', 'sending'] as const)('stays while it is %s, however long', async (status) => {
    const { id } = await saidThen(status)
    await forgetAt(desk, daysAfter(THEN, 1000))
    expect(await deliveries().findUnique({ where: { id } })).toMatchObject({ status, address: 'U-ruth' })
  })

  test.each([
    ['skipped', 'skipped'],
    ['failed', 'skipped'],
    ['unknown', 'skipped'],
  ] as const)('is forgotten, too, when it was %s, and is %s then', async (status, after) => {
    const { id } = await saidThen(status)
    await forgetAt(desk, daysAfter(THEN, 90))
    expect(await deliveries().findUnique({ where: { id } })).toMatchObject({ status, address: 'U-ruth' })
    await forgetAt(desk, daysAfter(THEN, 90, 1))
    expect(await deliveries().findUnique({ where: { id } })).toMatchObject({ status: after, address: '' })
  })

  test('in a run under way is kept until its end, and what was said before that run is not', async () => {
    const before = await saidThen('sent', '2027-01-04T08:59:00.000Z')
    const run = await weeklyRun(group)
    const inRun = await saidThen()
    await forgetAt(desk, daysAfter(THEN, 200))
    const addresses = async () =>
      (
        await deliveries().findMany({ where: { id: { in: [before.id, inRun.id] } }, orderBy: { id: 'asc' } })
      ).map(({ address }) => address)
    expect(await addresses()).toEqual(['', 'U-ruth'])
    await commit(desk.at(THEN), (tx) => endRun(tx, run.id, desk.at(daysAfter(THEN, 200)).now))
    await forgetAt(desk, daysAfter(THEN, 200, 1))
    expect(await addresses()).toEqual(['', ''])
  })

  test('is not forgotten where it shows who offers to convene', async () => {
    const context = desk.at(THEN)
    const about = { kind: 'convenorWanted', change: THEN } as const
    await commit(context, (tx) => say(tx, context, group, group.channelId, about))
    await deliveries().updateMany({ where: { groupId: group.id }, data: { status: 'sent' } })
    await forgetAt(desk, daysAfter(THEN, 1000))
    expect(await deliveries().count({ where: { groupId: group.id, address: group.channelId } })).toBe(1)
  })
})

test('ids of events are forgotten after 30 days', async () => {
  const take = (iso: string) => commit(desk.at(iso), (tx) => isFirstTime(tx, 'Ev1', desk.at(iso).now))
  await take(THEN)
  await forgetAt(desk, daysAfter(THEN, 30))
  expect(await take(THEN)).toBe(false)
  await forgetAt(desk, daysAfter(THEN, 30, 1))
  expect(await desk.database.db.receivedEvent.count({ where: { eventId: 'Ev1' } })).toBe(0)
})

test('entries of the audit are forgotten after 730 days', async () => {
  const entry = { groupId: group.id, byId: 'U-ruth', what: 'becameConvenor', subjectId: 'U-ben' } as const
  await commit(desk.at(THEN), (tx) => insertAudit(tx, entry, desk.at(THEN).now))
  const count = () => desk.database.db.auditEntry.count({ where: { groupId: group.id, what: entry.what } })
  await forgetAt(desk, daysAfter(THEN, 730))
  expect(await count()).toBe(1)
  await forgetAt(desk, daysAfter(THEN, 730, 1))
  expect(await count()).toBe(0)
})

test('to whom something was posted is known for a day, by the clock of the database', async () => {
  const { db } = desk.database
  await db.$executeRaw`INSERT INTO paces (workspace_id, address, free_at)
    SELECT id, who, now() - hours * interval '1 hour'
    FROM workspaces, (VALUES ('U-old', 25), ('U-new', 23)) AS paused (who, hours)`
  await forgetAt(desk, THEN)
  expect(await db.pace.findMany({ select: { address: true } })).toEqual([{ address: 'U-new' }])
})

test('that somebody opened their Home tab is forgotten after 90 days, and at once of whoever is in no group', async () => {
  const open = async (at: string, who: string) => {
    const person = { teamId: 'T1', slackUserId: `U-${who}` }
    await openHome(desk.at(at), person)
    return homeToShow(desk.at(at), person)
  }
  const known = async () =>
    (await desk.database.db.homeTab.findMany({ orderBy: { slackUserId: 'asc' } })).map(
      ({ slackUserId }) => slackUserId,
    )
  await open(THEN, 'ben')
  await open(daysAfter(THEN, 1), 'ruth')
  await open(THEN, 'stranger')
  expect(await known()).toEqual(['U-ben', 'U-ruth'])
  await forgetAt(desk, daysAfter(THEN, 90))
  expect(await known()).toEqual(['U-ben', 'U-ruth'])
  await forgetAt(desk, daysAfter(THEN, 90, 1))
  expect(await known()).toEqual(['U-ruth'])
  await desk.database.db.member.updateMany({
    where: { slackUserId: 'U-ruth' },
    data: { gotOffAt: new Date(THEN) },
  })
  await desk.database.db.convenor.deleteMany({ where: { slackUserId: 'U-ruth' } })
  await homeToShow(desk.at(THEN), { teamId: 'T1', slackUserId: 'U-ruth' })
  expect(await known()).toEqual([])
})

test('of whoever is in no group because the database was told to delete it, that is forgotten and their Home tab says so', async () => {
  const { db } = desk.database
  await db.homeTab.deleteMany()
  const doomed = await newGroup(desk, { members: ['dora', 'ed', 'chloe'], convenors: ['fay'] })
  for (const who of ['dora', 'fay', 'chloe'])
    await openHome(desk.at(THEN), { teamId: 'T1', slackUserId: `U-${who}` })
  await db.group.delete({ where: { id: doomed.id } })
  await db.$executeRaw`DELETE FROM pgboss.job`
  await forgetAt(desk, THEN)
  expect(await db.homeTab.findMany({ select: { slackUserId: true } })).toEqual([{ slackUserId: 'U-chloe' }])
  const jobs = await db.$queryRaw<{ who: string }[]>`
    SELECT data ->> 'slackUserId' AS who FROM pgboss.job WHERE name = 'home' ORDER BY who`
  expect(jobs.map(({ who }) => who)).toEqual(['U-dora', 'U-fay'])
})

describe('however much there is', () => {
  const count = () => desk.database.db.receivedEvent.count()
  const late = () => desk.at(daysAfter(THEN, 100))

  beforeEach(async () => {
    const receivedAt = new Date(THEN)
    const data = Array.from({ length: 7 }, (_, index) => ({ eventId: `Ev-${index}`, receivedAt }))
    await desk.database.db.receivedEvent.createMany({ data })
  })

  test('so much is forgotten at a time, and the answer tells whether something may be left', async () => {
    const answers: boolean[] = []
    const left: number[] = []
    do {
      answers.push(await forgetOld(late(), RETENTION, 3))
      left.push(await count())
    } while (!answers.at(-1))
    expect([answers, left]).toEqual([
      [false, false, true],
      [4, 1, 0],
    ])
  })

  test('an instance passes over what another has in hand, and does not wait for it', async () => {
    await desk.database.db.$transaction(async (other) => {
      await other.$queryRaw`SELECT 1 FROM received_events WHERE event_id < 'Ev-4' FOR UPDATE`
      expect(await forgetOld(late(), RETENTION)).toBe(true)
    })
    expect(await count()).toBe(4)
    await Promise.all([1, 2, 3].map(() => forgetOld(late(), RETENTION)))
    expect(await count()).toBe(0)
  })

  test('what goes wrong with one kind does not keep the others', async () => {
    const { db } = desk.database
    await saidThen()
    await db.$executeRaw`ALTER TABLE received_events RENAME TO elsewhere`
    try {
      await expect(forgetOld(late(), RETENTION)).rejects.toThrow('could not be forgotten')
    } finally {
      await db.$executeRaw`ALTER TABLE elsewhere RENAME TO received_events`
    }
    expect(await deliveries().count({ where: { groupId: group.id, address: 'U-ruth' } })).toBe(0)
    expect(await count()).toBe(7)
    expect(await forgetOld(late(), RETENTION)).toBe(true)
    expect(await count()).toBe(0)
  })
})
