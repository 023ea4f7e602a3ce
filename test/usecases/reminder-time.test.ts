import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getPoll } from '#db/poll.ts'
import { getRun } from '#db/run.ts'
import { instantOf } from '#domain/calendar.ts'
import { slotInWords } from '#text/date.ts'
import { closePoll } from '#usecases/close.ts'
import { fixRun } from '#usecases/fix.ts'
import { replaceDates, whatIfItFalls } from '#usecases/remainder.ts'
import { sendDueReminders } from '#usecases/reminder.ts'
import {
  type Desk,
  fixedRun,
  inRun,
  newGroup,
  openDesk,
  pollFor,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'
import { wallTime } from '../support/timeline.ts'

const LONDON = 'Europe/London'

let desk: Desk
let group: TestGroup
let runId: string
let sessionIds: string[]

/** Sessions on 20 and 31 January and 10 February, with a reminder a day before each. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { reminders: ['P1D'] })
  ;({ runId, sessionIds } = await fixedRun(group))
})
afterAll(() => desk.close())

/** Looks at the clock at these instants, twice each time; answers each reminder with the wall time that clocks showed. */
async function watch(instants: readonly DateTime[]): Promise<string[]> {
  const seen: string[] = []
  const reminders = async () => (await said(group, 'reminder')).filter(({ status }) => status !== 'skipped')
  for (const at of instants) {
    const context = desk.at(at.toISO() ?? '')
    const before = (await reminders()).length
    await inRun(context, runId, sendDueReminders)
    await inRun(context, runId, sendDueReminders)
    for (const { sessionId } of (await reminders()).slice(before))
      seen.push(`${sessionIds.indexOf(sessionId)} at ${wallTime(at.toMillis(), LONDON)}`)
  }
  return seen
}

/** Every tenth minute of a night. */
function night(from: string, hours: number): DateTime[] {
  const start = DateTime.fromISO(from, { zone: 'utc' })
  return Array.from({ length: hours * 6 }, (_, index) => start.plus({ minutes: index * 10 }))
}

/** Lets the last session be on another day. */
async function move(on: string, startTime: string): Promise<void> {
  const startsAt = instantOf(on, startTime, LONDON)
  await desk.database.db.session.update({
    where: { id: sessionIds[2] ?? '' },
    data: {
      on: new Date(on),
      startTime,
      startsAt: startsAt.toJSDate(),
      endsAt: startsAt.plus({ hours: 3 }).toJSDate(),
    },
  })
}

describe('in the night of a clock change', () => {
  test('a reminder of a time that is skipped comes once, as much later as the gap is long', async () => {
    await move('2027-03-29', '01:30')
    expect(await watch(night('2027-03-28T00:00Z', 3))).toEqual(['2 at 2027-03-28 02:30'])
  })

  test('a reminder of a time that comes twice comes once, the first time', async () => {
    await move('2027-11-01', '01:30')
    const [first = [], second = []] = [night('2027-10-30T23:00Z', 2), night('2027-10-31T01:00Z', 2)]
    expect(await watch(first)).toEqual(['2 at 2027-10-31 01:30'])
    expect(await watch(second)).toEqual([])
  })
})

test('a pattern that falls into a gap is asked about, fixed and announced as clocks will show it', async () => {
  const patterns = [{ weekday: 7, startTime: '01:30', lengthMinutes: 60, place: null }]
  group = await newGroup(desk, { reminders: ['P1D'], patterns })
  const pollId = await pollFor(group, { from: '2027-03-22', until: '2027-04-05', sessions: 1 })
  const { dates } = await desk.database.db.$transaction((tx) => getPoll(tx, pollId))
  expect(dates.map((date) => slotInWords({ ...date, timeZone: LONDON }))).toEqual([
    'Sunday 28 March, 02:30 to 03:30',
    'Sunday 4 April, 01:30 to 02:30',
  ])
  await closePoll(desk.at('2027-01-11T20:00Z'), pollId)
  ;({ runId } = value(await fixRun(desk.at('2027-01-11T20:05Z'), group.as('ruth'), pollId, [0])))
  const [session] = (await desk.database.db.$transaction((tx) => getRun(tx, runId))).sessions
  sessionIds = [session?.id ?? '']
  expect(session).toMatchObject({ on: '2027-03-28', startTime: '02:30' })
  expect(await watch(night('2027-03-27T01:00Z', 2))).toEqual(['0 at 2027-03-27 02:30'])
})

test('a session that was moved is announced before its new date, and never before the old one', async () => {
  const now = desk.at('2027-01-22T09:00Z')
  const ruth = group.as('ruth')
  const [, , last = ''] = sessionIds
  const { move: moved } = value(await whatIfItFalls(now, ruth, last))
  value(await replaceDates(now, ruth, last, moved?.dates.map(({ startsAt }) => startsAt.toMillis()) ?? []))
  const { id: pollId } = await desk.database.db.poll.findFirstOrThrow({ where: { openForGroupId: group.id } })
  await closePoll(desk.at('2027-01-23T09:00Z'), pollId)
  value(await fixRun(desk.at('2027-01-23T09:00Z'), ruth, pollId, [0]))
  const session = await desk.database.db.session.findFirstOrThrow({ where: { runId, number: 3 } })
  sessionIds = [...sessionIds, session.id]
  expect(session.startsAt).not.toEqual(new Date('2027-02-10T18:30Z'))
  const dayBefore = (start: Date) => DateTime.fromJSDate(start, { zone: 'utc' }).minus({ hours: 24 })
  const moments = ['2027-01-31T14:00Z', '2027-02-10T18:30Z', session.startsAt.toISOString()]
    .map((start) => dayBefore(new Date(start)))
    .flatMap((at) => [at.minus({ minutes: 1 }), at, at.plus({ minutes: 1 })])
    .sort((a, b) => a.toMillis() - b.toMillis())
  const expected = wallTime(dayBefore(session.startsAt).toMillis(), LONDON)
  expect(await watch(moments)).toEqual(['1 at 2027-01-30 14:00', `3 at ${expected}`])
})
