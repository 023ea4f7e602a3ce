import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { insertDeliveries, moveDelivery } from '#db/delivery.ts'
import type { About } from '#domain/delivery.ts'
import { makeFeed, readFeed } from '#usecases/calendar-feed.ts'
import { commit } from '#usecases/context.ts'
import { enqueueMissing } from '#usecases/missing-job.ts'
import { chooseOwnReminders } from '#usecases/own-reminder.ts'
import { followRestore } from '#usecases/restore.ts'
import { tick } from '#usecases/tick.ts'
import {
  answerAll,
  type Desk,
  fixedRun,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.database.db.run.deleteMany()
  await desk.database.db.workspace.deleteMany()
  await desk.database.db.$executeRaw`DELETE FROM pgboss.job`
})

const TAKEN_AT = '2027-01-12T00:00:00Z'

async function putBack(iso: string): Promise<void> {
  await desk.database.db.delivery.updateMany({ data: { status: 'skipped', reason: 'restored' } })
  await desk.database.db.group.updateMany({ data: { lookAt: null } })
  await followRestore(desk.database.db, DateTime.fromISO(iso, { zone: 'utc' }), TAKEN_AT)
}

/** What is waiting to be said in a group, by kind. */
async function waiting({ id }: TestGroup): Promise<string[]> {
  const rows = await desk.database.db.delivery.findMany({ where: { groupId: id, status: 'pending' } })
  return rows.map(({ about }) => (about as About).kind).sort()
}

async function statuses(group: TestGroup, kind: About['kind']): Promise<string[]> {
  return (await said(group, kind)).map(({ status }) => status)
}

test('each convenor is told of it, and nothing else that was due by then is said, neither at once nor by a tick', async () => {
  const group = await newGroup(desk, { convenors: ['ruth', 'dan'] })
  await fixedRun(group)
  // Two sessions are over; the last reminder of the second, the card after it and the bus stop were due.
  const now = '2027-02-02T09:00Z'
  await putBack(now)
  expect(await waiting(group)).toEqual(['restored', 'restored'])
  await tick(desk.at(now))
  expect(await waiting(group)).toEqual(['restored', 'restored'])
  for (const kind of ['reminder', 'sessionOver', 'busStopQuestion'] as const)
    expect(new Set(await statuses(group, kind)), kind).toEqual(new Set(['skipped']))
})

test('what a member wanted to be reminded of by then is passed over, too, and what comes later is said', async () => {
  const group = await newGroup(desk)
  await fixedRun(group)
  value(await chooseOwnReminders(desk.at(MONDAY), group.as('ben'), ['P7D', 'P1D']))
  await putBack('2027-01-14T09:00Z')
  await tick(desk.at('2027-01-14T09:01Z'))
  expect(await statuses(group, 'ownReminder')).toEqual(['skipped'])
  await tick(desk.at('2027-01-19T18:30Z'))
  expect(await statuses(group, 'ownReminder')).toEqual(['skipped', 'pending'])
})

test('what becomes due later is said', async () => {
  const group = await newGroup(desk)
  await fixedRun(group)
  await putBack('2027-02-02T09:00Z')
  await tick(desk.at('2027-02-09T19:00Z'))
  expect(await waiting(group)).toContain('reminder')
})

test('a whole run and its bus stop are passed over, step after step', async () => {
  const group = await newGroup(desk)
  await fixedRun(group)
  await putBack('2027-03-20T09:00Z')
  expect(await waiting(group)).toEqual(['restored'])
  expect(await statuses(group, 'runOver')).toEqual(['skipped'])
  expect(await statuses(group, 'busStopSummary')).toEqual(['skipped'])
})

test('a nudge whose time has passed is not repeated', async () => {
  const group = await newGroup(desk)
  await pollFor(group)
  await answerAll(group, 'amara', 'can')
  await putBack('2027-01-10T09:00Z')
  expect(await waiting(group)).toEqual(['restored'])
  expect(await statuses(group, 'nudge')).toEqual(['skipped', 'skipped', 'skipped'])
})

test('a survey that came due is left out, so that no second result gives an answer away', async () => {
  const members = ['ruth', 'amara', 'ben', 'chloe', 'dan', 'elif']
  const group = await newGroup(desk, { members, surveyAfterSession: 1, isSurveyAtBusStop: false })
  await fixedRun(group)
  const now = '2027-01-21T09:00Z'
  await putBack(now)
  await tick(desk.at(now))
  expect(await desk.database.db.survey.findMany()).toMatchObject([{ status: 'withheld' }])
  expect(await desk.database.db.surveyMember.count()).toBe(0)
  expect(await statuses(group, 'surveyQuestion')).toEqual(members.map(() => 'skipped'))
})

test('a poll for the next session is opened anew by the bot: under the old one nobody can answer any more', async () => {
  const group = await newGroup(desk)
  await fixedRun(group, 1)
  const now = '2027-01-21T09:00Z'
  await desk.database.db.run.updateMany({ data: { sessionsWanted: 3 } })
  await desk.database.db.group.updateMany({ data: { planning: 'oneAtATime' } })
  await putBack(now)
  expect(await waiting(group)).toEqual(['restored'])
  await tick(desk.at(now))
  expect(await waiting(group)).toContain('pollPage')
})

test('calendars get numbers that they have not had, whatever they were told since the backup', async () => {
  const fixed = await newGroup(desk)
  await fixedRun(fixed)
  const asked = await newGroup(desk)
  await pollFor(asked)
  await answerAll(asked, 'ben', 'can')
  const told = async (group: TestGroup) => {
    const { token } = value(await makeFeed(desk.at(TAKEN_AT), group.as('ben')))
    const feed = await readFeed(desk.at(TAKEN_AT), token)
    return [...(feed?.sessions ?? []), ...(feed?.holds ?? [])].map(({ sequence }) => sequence)
  }
  expect(Math.max(...(await told(fixed)), ...(await told(asked)))).toBeLessThan(3)
  // What was fixed since then is in calendars, and the backup does not know that.
  await desk.database.db.calendarEntry.deleteMany()
  await putBack('2027-01-12T01:00Z')
  for (const group of [fixed, asked]) {
    expect(await told(group)).not.toEqual([])
    expect(Math.min(...(await told(group)))).toBeGreaterThanOrEqual(3600)
  }
})

test('what waits to be said gets its job at a start, once however many start, in the order in which it was decided', async () => {
  const group = await newGroup(desk)
  await desk.database.db.delivery.updateMany({ data: { status: 'skipped' } })
  await desk.database.db.$executeRaw`DELETE FROM pgboss.job`
  const ids: string[] = []
  for (const on of ['1', '2', '3', '4', '5', '6'])
    await commit(desk.at(MONDAY), async (tx) => {
      const about: About = { kind: 'couldNotPost', refused: 'channel', convenorId: 'U-ruth', on, after: '' }
      const delivery = { groupId: group.id, about, address: 'U-ruth', status: 'pending' } as const
      const [id] = await insertDeliveries(tx, [delivery], desk.at(MONDAY).now)
      ids.push(id ?? '')
      // One that was said meanwhile needs none.
      if (on === '6') await moveDelivery(tx, ids.pop() ?? '', 'skipped')
    })
  await Promise.all([1, 2, 3].map(() => enqueueMissing(desk.at(MONDAY))))
  await enqueueMissing(desk.at(MONDAY))
  const jobs = await desk.database.db.$queryRaw<{ of: string; key: string }[]>`
    SELECT data ->> 'deliveryId' AS of, singleton_key AS key FROM pgboss.job WHERE name = 'deliver'
    ORDER BY created_on, id`
  expect(jobs).toEqual(ids.map((of) => ({ of, key: 'T1 U-ruth' })))
})
