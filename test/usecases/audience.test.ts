import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findDeliveryAbout } from '#db/delivery.ts'
import type { ReadAlong } from '#domain/delivery.ts'
import { isKnownPrivate, knownAudience, noteAudience, noteSharing, refreshLater } from '#usecases/audience.ts'
import { lookAfterParked } from '#usecases/parked.ts'
import { type Desk, MONDAY, newGroup, openDesk, said, type TestGroup } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  await desk.database.db.$executeRaw`UPDATE audiences SET open_to = NULL`
  group = await newGroup(desk, { convenors: ['ruth', 'amara'] })
  await questions()
})
afterAll(() => desk.close())

const now = () => desk.at(MONDAY)
const known = () => knownAudience(now(), group.id)

/** Slack is asked, and shows this. */
async function seen(...shown: (ReadAlong | null)[]): Promise<void> {
  for (const each of shown) expect(await noteAudience(now(), group.id, each, await known())).toBe(true)
}

/** Who was told of what, in order. */
const told = async () => (await said(group, 'couldNotPost')).map(({ to, refused }) => `${to}: ${refused}`)

/** How often Slack is to be asked about the channel. */
async function questions(): Promise<number> {
  const { boss } = now().queue
  const jobs = await boss.fetch<{ groupId: string }>('parked', { batchSize: 1000 })
  for (const { id } of jobs) await boss.complete('parked', id)
  return jobs.filter(({ data }) => data.groupId === group.id).length
}

test('as long as a channel is private nobody is told anything', async () => {
  await seen(null, null)
  expect([await told(), await questions(), (await known()).changes]).toEqual([[], 0, 0])
})

test('each convenor is told once that others could read along, however often Slack shows it', async () => {
  await seen('shared', 'shared', 'shared')
  expect(await told()).toEqual(['amara: shared', 'ruth: shared'])
})

test('and anew each time, also when nothing was posted in between', async () => {
  await seen('shared', null, 'shared', 'shared', null, null, 'shared')
  expect((await told()).filter((line) => line.startsWith('ruth'))).toHaveLength(3)
})

test('that it is public, and not shared any more, is news, too, because something else is to be done', async () => {
  await seen('public', 'shared', 'public')
  expect((await told()).filter((line) => line.startsWith('ruth'))).toEqual([
    'ruth: public',
    'ruth: shared',
    'ruth: public',
  ])
})

test('whoever begins to convene in the meantime is told as well', async () => {
  await seen('public')
  await desk.database.db.convenor.create({ data: { groupId: group.id, slackUserId: 'U-ben' } })
  await seen('public')
  expect(await told()).toEqual(['amara: public', 'ruth: public', 'ben: public'])
})

test('an answer from before the last change counts for nothing, and Slack is to be asked again', async () => {
  const first = await known()
  await seen('shared')
  expect(await noteAudience(now(), group.id, null, first)).toBe(false)
  const second = await known()
  await seen(null)
  expect(await noteAudience(now(), group.id, 'shared', second)).toBe(false)
  expect(await told()).toHaveLength(2)
})

test('what waits is looked after as soon as the channel is private again, and once', async () => {
  await seen('shared')
  expect(await questions()).toBe(0)
  await seen(null, null)
  expect(await questions()).toBe(1)
})

test('while others could read along Slack is asked now and then, also where nothing waits', async () => {
  await lookAfterParked(now())
  expect(await questions()).toBe(0)
  await seen('public')
  await lookAfterParked(now())
  await lookAfterParked(now())
  expect(await questions()).toBe(1)
})

describe('that a channel is private is remembered', () => {
  const at = (seconds: number) => desk.at(now().now.plus({ seconds }).toISO() ?? '')
  const isKnown = (seconds: number) => isKnownPrivate(at(seconds), group.id)
  const share = (what: 'shared' | 'unshared', eventId: string) =>
    noteSharing(now(), { teamId: 'T1', channelId: group.channelId }, `${group.id} ${eventId}`, what)

  test('for a minute since Slack was asked, and not for a clock that is behind', async () => {
    expect(await isKnown(0)).toBe(false)
    await seen(null)
    for (const seconds of [0, 1, 59.999]) expect(await isKnown(seconds)).toBe(true)
    for (const seconds of [-0.001, 60, 61, 86_400]) expect(await isKnown(seconds)).toBe(false)
  })

  test('each from when Slack was asked about it, however many are stored at once', async () => {
    const others = [await newGroup(desk), await newGroup(desk)]
    const all = [group, ...others]
    await Promise.all(
      all.map(async ({ id }, index) =>
        noteAudience(at(40 * index), id, null, await knownAudience(now(), id)),
      ),
    )
    const isRemembered = await Promise.all(all.map(({ id }) => isKnownPrivate(at(80), id)))
    expect(isRemembered).toEqual([false, true, true])
    expect(await isKnownPrivate(at(100), others[0]?.id ?? '')).toBe(false)
  })

  test('until Slack shows something else', async () => {
    await seen(null, 'public')
    expect(await isKnown(0)).toBe(false)
    await seen(null)
    expect(await isKnown(0)).toBe(true)
  })

  test.each(['shared', 'unshared'] as const)('until an event tells that it is %s', async (what) => {
    await seen(null)
    await share(what, 'first')
    expect(await isKnown(0)).toBe(false)
    await seen(null)
    await share(what, 'first')
    expect(await isKnown(0)).toBe(true)
  })

  test('by no answer to a question from before such an event, whenever that is stored', async () => {
    const before = await known()
    await share('shared', 'in the meantime')
    expect(await noteAudience(now(), group.id, null, before)).toBe(false)
    expect(await isKnown(0)).toBe(false)
  })

  test('nor by one from before it was public for a while', async () => {
    await seen(null)
    const before = await known()
    await seen('public', null)
    expect(await noteAudience(now(), group.id, null, before)).toBe(false)
  })

  test('of several answers at once, by the one from after the event alone', async () => {
    const before = await known()
    await share('shared', 'in the meantime')
    const after = await known()
    const noted = [before, before, after].map((each) => noteAudience(now(), group.id, null, each))
    expect(await Promise.all(noted)).toEqual([false, false, true])
    expect(await isKnown(0)).toBe(true)
  })

  test('and a second event of the same sharing is no news to the convenors', async () => {
    await share('shared', 'one')
    await seen('shared')
    await share('shared', 'other')
    await seen('shared')
    expect(await told()).toEqual(['amara: shared', 'ruth: shared'])
  })
})

describe('what stands in a channel that others can read is to be changed', () => {
  /** In how many seconds, for each message of the group. */
  const waiting = async () => {
    const rows = await desk.database.db.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM start_after - now())::float8 AS seconds FROM pgboss.job
      JOIN deliveries ON deliveries.id::text = singleton_key AND deliveries.group_id = ${group.id}::uuid
      WHERE name = 'refresh' AND state = 'created'`
    return rows.map(({ seconds }) => seconds)
  }
  const introduction = () =>
    desk.database.db.$transaction((tx) => findDeliveryAbout(tx, group.id, { kind: 'introduction' }))
  async function later(): Promise<void> {
    const delivery = await introduction()
    if (!delivery) throw new Error('there is no introduction')
    await refreshLater(now(), delivery)
  }

  test('later, and now when it is private again', async () => {
    await seen('public')
    await later()
    expect(await waiting()).toEqual([expect.closeTo(15 * 60, -1)])
    await seen('public')
    expect(await waiting()).toEqual([expect.closeTo(15 * 60, -1)])
    await seen(null)
    expect((await waiting()).every((seconds) => seconds <= 0)).toBe(true)
    expect(await waiting()).toHaveLength(1)
  })

  test('now when that came in between', async () => {
    await seen('public', null)
    await later()
    expect((await waiting()).every((seconds) => seconds <= 1)).toBe(true)
    expect(await waiting()).toHaveLength(1)
  })

  test('and that of another group stays as it is', async () => {
    await seen('public')
    await later()
    const mine = group
    group = await newGroup(desk)
    await seen('public', null)
    group = mine
    expect(await waiting()).toEqual([expect.closeTo(15 * 60, -1)])
  })
})
