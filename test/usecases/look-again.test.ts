import fc from 'fast-check'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#db/client.ts'
import { findLatestRun } from '#db/run.ts'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { momentsOf } from '#domain/moment.ts'
import { nudgeAt } from '#domain/poll.ts'
import { setApology } from '#usecases/apology.ts'
import { followGroup } from '#usecases/follow-group.ts'
import { changeSettings } from '#usecases/group.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { skip } from '#usecases/session.ts'
import { tick } from '#usecases/tick.ts'
import {
  answerAll,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  pollFor,
  roster,
  said,
  type TestGroup,
} from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const db = () => desk.database.db
const isoOf = (at: DateTime) => at.toUTC().toISO() ?? ''
const sayAll = () => db().delivery.updateMany({ where: { status: 'pending' }, data: { status: 'sent' } })
const deliveries = () => db().delivery.count()
const sessionsOf = async ({ id }: TestGroup) =>
  (await inTransaction(db(), (tx) => findLatestRun(tx, id)))?.sessions ?? []

/** A group with a fixed run of which everything has been said that was due by 12 January. */
async function groupUnderWay(): Promise<TestGroup> {
  const group = await newGroup(desk, { members: ['ruth', 'amara', 'ben', 'chloe', 'dan'] })
  await fixedRun(group)
  await sayAll()
  return group
}

async function rowVersion({ id }: TestGroup): Promise<unknown> {
  return db().$queryRaw`SELECT xmin::text FROM groups WHERE id = ${id}::uuid`
}

const lookAt = async ({ id }: TestGroup) =>
  (await db().group.findUniqueOrThrow({ where: { id } })).lookAt?.toISOString()

test('a run is passed over until something becomes due in it, and for a day at the most', async () => {
  const group = await groupUnderWay()
  const [first] = await sessionsOf(group)
  const start = first?.startsAt ?? DateTime.utc()
  await tick(desk.at('2027-01-12T09:00Z'))
  const latest = DateTime.fromISO((await lookAt(group)) ?? '')
  expect(latest > DateTime.fromISO('2027-01-13T03:00Z')).toBe(true)
  expect(latest <= DateTime.fromISO('2027-01-13T09:00Z')).toBe(true)
  const before = await rowVersion(group)
  await tick(desk.at(isoOf(latest.minus({ seconds: 15 }))))
  expect(await rowVersion(group)).toEqual(before)
  await tick(desk.at(isoOf(start.minus({ days: 1, minutes: 20 }))))
  await sayAll()
  await tick(desk.at(isoOf(start.minus({ days: 1, minutes: 19 }))))
  expect(await lookAt(group)).toBe(start.minus({ days: 1 }).toJSDate().toISOString())
})

test('groups of which nothing is due are looked at again at different times', async () => {
  const groups = [await groupUnderWay(), await groupUnderWay(), await groupUnderWay()]
  await tick(desk.at('2027-01-12T09:00Z'))
  expect(new Set(await Promise.all(groups.map(lookAt))).size).toBe(3)
})

test('while something is on its way a run is looked at a minute later, and after every change of the group by the next tick', async () => {
  const group = await groupUnderWay()
  await tick(desk.at('2027-01-13T20:00Z'))
  expect(await lookAt(group)).toBe('2027-01-13T20:01:00.000Z')
  await sayAll()
  await tick(desk.at('2027-01-13T20:01Z'))
  expect(((await lookAt(group)) ?? '') > '2027-01-14').toBe(true)
  const [first] = await sessionsOf(group)
  await skip(desk.at('2027-01-13T20:02Z'), group.as('ruth'), first?.id ?? '')
  expect(await lookAt(group)).toBeUndefined()
})

test('a poll is passed over for a quarter of an hour at the most, and until its time to close', async () => {
  const group = await newGroup(desk)
  const pollId = await pollFor(group)
  await sayAll()
  await tick(desk.at('2027-01-05T09:00Z'))
  const latest = DateTime.fromISO((await lookAt(group)) ?? '')
  expect(latest > DateTime.fromISO('2027-01-05T09:10Z')).toBe(true)
  expect(latest <= DateTime.fromISO('2027-01-05T09:15Z')).toBe(true)
  const before = await rowVersion(group)
  await tick(desk.at(isoOf(latest.minus({ seconds: 15 }))))
  expect(await rowVersion(group)).toEqual(before)
  await tick(desk.at('2027-01-11T19:58Z'))
  expect(await lookAt(group)).toBe('2027-01-11T20:00:00.000Z')
  await tick(desk.at('2027-01-11T20:00Z'))
  const closing = await db().$queryRaw`
    SELECT 1 FROM pgboss.job WHERE data ->> 'pollId' = ${pollId} AND data ->> 'purpose' = 'close'`
  expect(closing).toHaveLength(1)
})

test('a poll is looked at when the silent are to be asked, and when the last answer is old enough to count as that', async () => {
  const group = await newGroup(desk)
  const poll = await db().poll.findUniqueOrThrow({ where: { id: await pollFor(group) } })
  await sayAll()
  const nudge = nudgeAt({
    openedAt: DateTime.fromJSDate(poll.openedAt),
    closesAt: DateTime.fromJSDate(poll.closesAt),
  })
  await tick(desk.at(isoOf(nudge.minus({ minutes: 6 }))))
  expect(await lookAt(group)).toBe(nudge.toJSDate().toISOString())
  for (const name of await roster(group)) await answerAll(group, name, 'can', isoOf(nudge))
  await sayAll()
  await tick(desk.at(isoOf(nudge.plus({ minutes: 6 }))))
  expect(await lookAt(group)).toBe(nudge.plus({ minutes: 15 }).toJSDate().toISOString())
})

test('a group with a run under way and an open poll is looked at for both', async () => {
  const group = await groupUnderWay()
  const [first] = await sessionsOf(group)
  const reminder = (first?.startsAt ?? DateTime.utc()).minus({ days: 1 })
  const again = { status: 'open', openForGroupId: group.id, isForRemainder: true } as const
  await db().poll.updateMany({
    where: { run: { groupId: group.id } },
    data: { ...again, closesAt: reminder.plus({ minutes: 5 }).toJSDate() },
  })
  await tick(desk.at(isoOf(reminder.minus({ minutes: 30 }))))
  await sayAll()
  await tick(desk.at(isoOf(reminder.minus({ minutes: 29 }))))
  const byPoll = DateTime.fromISO((await lookAt(group)) ?? '')
  expect(byPoll < reminder).toBe(true)
  await tick(desk.at(isoOf(reminder.minus({ minutes: 5 }))))
  expect(await lookAt(group)).toBe(reminder.toJSDate().toISOString())
  await tick(desk.at(isoOf(reminder)))
  await sayAll()
  await tick(desk.at(isoOf(reminder.plus({ minutes: 1 }))))
  expect(await lookAt(group)).toBe(reminder.plus({ minutes: 5 }).toJSDate().toISOString())
})

test('a poll that opens while a tick is under way is looked at in time', async () => {
  const group = await newGroup(desk)
  await pollFor(group)
  await sayAll()
  await followGroup(desk.at('2027-01-05T09:00Z'), { groupId: group.id, hadPoll: false })
  expect(((await lookAt(group)) ?? '') <= '2027-01-05T09:15').toBe(true)
})

test('what goes wrong with the poll of a group does not keep its run from what is due, and is looked at again', async () => {
  const group = await groupUnderWay()
  const [first] = await sessionsOf(group)
  const reminder = (first?.startsAt ?? DateTime.utc()).minus({ days: 1 })
  const poll = await db().poll.findFirstOrThrow({ where: { run: { groupId: group.id } } })
  await db().poll.update({ where: { id: poll.id }, data: { status: 'open', openForGroupId: group.id } })
  await db().delivery.deleteMany({ where: { about: { path: ['kind'], equals: 'everybodyAnswered' } } })
  // Nothing about this poll can be stored.
  await db().$executeRawUnsafe(
    `ALTER TABLE deliveries ADD CONSTRAINT broken CHECK (about->>'pollId' IS DISTINCT FROM '${poll.id}') NOT VALID`,
  )
  await expect(tick(desk.at(isoOf(reminder)))).rejects.toThrow('parts of a tick failed')
  await db().$executeRawUnsafe('ALTER TABLE deliveries DROP CONSTRAINT broken')
  expect((await said(group, 'reminder')).length).toBeGreaterThan(0)
  expect(await said(group, 'everybodyAnswered')).toEqual([])
  await tick(desk.at(isoOf(reminder.plus({ seconds: 15 }))))
  expect(await said(group, 'everybodyAnswered')).toHaveLength(1)
})

const inPoll = fc.record({
  minutes: fc.integer({ min: 1, max: 20 }),
  do: fc.constantFrom('wait' as const, 'answer' as const, 'leave' as const),
  by: fc.constantFrom('ruth', 'amara', 'ben'),
})

test('a tick that looks at every poll would find nothing that was passed over', async () => {
  let told = 0
  await fc.assert(
    fc.asyncProperty(fc.array(inPoll, { minLength: 6, maxLength: 12 }), async (deeds) => {
      const group = await newGroup(desk, { members: ['ruth', 'amara', 'ben'] })
      await pollFor(group)
      let now = DateTime.fromISO('2027-01-05T09:00Z')
      await tickThoroughly(now)
      for (const each of deeds) {
        now = now.plus({ minutes: each.minutes })
        if (each.do === 'answer' && (await roster(group)).includes(each.by))
          await answerAll(group, each.by, 'can', isoOf(now))
        if (each.do === 'leave' && each.by === 'ben')
          await leaveGroup(desk.at(isoOf(now)), group.as('ben'), group.id)
        await sayAll()
        await tick(desk.at(isoOf(now)))
        await sayAll()
        const found = await deliveries()
        await tickThoroughly(now)
        expect(await deliveries(), `at ${isoOf(now)}`).toBe(found)
      }
      told += (await said(group, 'everybodyAnswered')).length
      await db().poll.deleteMany({ where: { openForGroupId: group.id } })
    }),
    { numRuns: 20, endOnFailure: true },
  )
  // Else it would have tested little.
  expect(told).toBeGreaterThan(0)
}, 180_000)

const REMINDERS = [[], ['P1D'], ['P7D', 'P1D'], ['PT2H'], ['P2D', 'PT30M']]
const deed = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('skip' as const), which: fc.nat(2) }),
  fc.record({ do: fc.constant('apologise' as const), which: fc.nat(2), by: fc.constantFrom('ben', 'chloe') }),
  fc.record({ do: fc.constant('remind' as const), reminders: fc.constantFrom(...REMINDERS) }),
)

type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

test('a tick that looks at every run would find nothing that was passed over', async () => {
  const walk = fc.record({
    moment: fc.nat(11),
    before: fc.integer({ min: 0, max: 50 }),
    deeds: fc.array(deed, { minLength: 4, maxLength: 10 }),
  })
  await fc.assert(
    fc.asyncProperty(walk, async ({ moment, before, deeds }) => {
      const group = await groupUnderWay()
      const moments = (await sessionsOf(group)).flatMap((each) => momentsOf(each, ['P7D', 'P1D']))
      const about = moments[moment % moments.length]?.at ?? DateTime.utc()
      let now = about.minus({ minutes: before })
      await tickThoroughly(now)
      for (const each of deeds) {
        now = now.plus({ minutes: each.do === 'wait' ? each.minutes : 1 })
        await act(group, each, isoOf(now))
        await tick(desk.at(isoOf(now)))
        await sayAll()
        await tick(desk.at(isoOf(now)))
        const found = await deliveries()
        await tickThoroughly(now)
        expect(await deliveries(), `at ${isoOf(now)}, ${isoOf(about)} being a moment`).toBe(found)
      }
      await db().run.deleteMany({ where: { groupId: group.id } })
    }),
    { numRuns: 10, endOnFailure: true },
  )
}, 180_000)

async function act(group: TestGroup, each: Deed, iso: string): Promise<void> {
  const context = desk.at(iso)
  const sessions = await sessionsOf(group)
  const id = 'which' in each ? (sessions[each.which]?.id ?? '') : ''
  if (each.do === 'skip') await skip(context, group.as('ruth'), id)
  if (each.do === 'apologise') await setApology(context, group.as(each.by), id, true)
  if (each.do === 'remind') {
    const settings = { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London', minimum: 2 }
    const nobody = { added: [], removed: [] }
    const change = { memberIds: nobody, interestedIds: nobody }
    await changeSettings(context, group.as('ruth'), { ...settings, reminders: each.reminders }, change)
  }
}

async function tickThoroughly(now: DateTime): Promise<void> {
  await db().group.updateMany({ data: { lookAt: null } })
  await tick(desk.at(isoOf(now)))
  await sayAll()
}
