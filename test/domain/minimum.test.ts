import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { isLateFall } from '#domain/apology.ts'
import { instantOf } from '#domain/calendar.ts'
import { dueMinimumCheck, minimumTimes } from '#domain/minimum.ts'
import { reminderAt } from '#domain/reminder.ts'
import type { SessionStatus } from '#domain/session.ts'

const MINUTE = 60_000
const DAY = 24 * 60

/** A session anywhere around the clock changes, fixed so many minutes before its start. */
const session = fc
  .record({
    on: fc.constantFrom<string>('2027-03-07', '2027-03-28', '2027-03-29', '2027-10-31', '2027-11-01'),
    startTime: fc.constantFrom<string>('00:30', '09:00', '18:30'),
    timeZone: fc.constantFrom<string>('Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
    fixedBefore: fc.integer({ min: 10, max: 30 * DAY }),
    status: fc.constantFrom<SessionStatus>('firm', 'firm', 'firm', 'skipped'),
  })
  .map(({ fixedBefore, ...wall }) => {
    const startsAt = instantOf(wall.on, wall.startTime, wall.timeZone).toUTC()
    return { ...wall, startsAt, fixedAt: startsAt.minus({ minutes: fixedBefore }) }
  })
const reminders = fc.shuffledSubarray(['P14D', 'P7D', 'P2D', 'P1D', 'PT2H'])
/** Minutes before the start: at any time, or near one of the times at which something may be due. */
const minutesBefore = fc.oneof(
  fc.integer({ min: 1, max: 30 * DAY }),
  fc
    .tuple(fc.constantFrom(14, 7, 2, 1), fc.integer({ min: -90, max: 90 }))
    .map(([days, off]) => days * DAY + off),
)
/** Who is expected at first, and how that changes from when the dates were fixed. */
const life = fc.record({
  session,
  reminders,
  minimum: fc.integer({ min: 1, max: 4 }),
  expected: fc.integer({ min: 0, max: 5 }),
  changes: fc.array(fc.record({ before: minutesBefore, by: fc.constantFrom(-1, 1) }), { maxLength: 6 }),
})
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never

type Told = { at: number; expected: number; isAtOnce: boolean }

/** What the convenors hear from a bot that looks at every moment at which anything can be due. */
function live({ session: each, reminders: chosen, minimum, expected, changes }: Life): {
  told: Told[]
  atStart: number
  lastFallAt: number
} {
  const from = each.fixedAt.toMillis()
  const until = each.startsAt.toMillis()
  const events = [
    ...changes.map(({ before, by }) => ({ at: until - before * MINUTE, by })).filter(({ at }) => at >= from),
    ...minimumTimes(chosen).map((time) => ({ at: Math.max(from, reminderAt(each, time).toMillis()), by: 0 })),
    { at: until, by: 0 },
    { at: until + MINUTE, by: 0 },
  ].sort((a, b) => a.at - b.at)
  const done = new Set<string>()
  const told: Told[] = []
  let now = expected
  let lastFallAt = from
  for (const { at, by } of events) {
    const instant = DateTime.fromMillis(at, { zone: 'utc' })
    if (by !== 0 && at < until && each.status === 'firm') {
      const after = Math.max(0, now + by)
      if (isLateFall(each, chosen, { before: now, after, minimum }, instant))
        told.push({ at, expected: after, isAtOnce: true })
      if (now >= minimum && after < minimum) lastFallAt = at
      now = after
    }
    const { send, skip } = dueMinimumCheck(each, chosen, instant)
    if (send && !done.has(send) && now < minimum) told.push({ at, expected: now, isAtOnce: false })
    for (const time of [...skip, ...(send ? [send] : [])]) done.add(time)
  }
  return { told, atStart: now, lastFallAt }
}

describe('the convenors', () => {
  test('hear of low numbers only while there are fewer than the minimum, before the start of a firm session', () => {
    fc.assert(
      fc.property(life, (each) => {
        const { told } = live(each)
        if (each.session.status === 'skipped') expect(told).toEqual([])
        for (const { at, expected } of told) {
          expect(expected).toBeLessThan(each.minimum)
          expect(at).toBeLessThan(each.session.startsAt.toMillis())
        }
      }),
      { numRuns: 400 },
    )
  })

  test('have heard of it since the last fall, whenever too few are expected at the start', () => {
    fc.assert(
      fc.property(life, (each) => {
        const { told, atStart, lastFallAt } = live(each)
        fc.pre(each.session.status === 'firm' && atStart < each.minimum)
        expect(told.at(-1)?.at).toBeGreaterThanOrEqual(lastFallAt)
      }),
      { numRuns: 400 },
    )
  })

  test('hear of it at most once for each time, besides the late falls', () => {
    fc.assert(
      fc.property(life, (each) => {
        const { told } = live(each)
        const falls = told.filter(({ isAtOnce }) => isAtOnce)
        expect(told.length - falls.length).toBeLessThanOrEqual(minimumTimes(each.reminders).length)
      }),
      { numRuns: 400 },
    )
  })
})

describe('with four members, a minimum of three, and reminders a week and a day before', () => {
  const startsAt = DateTime.fromISO('2027-03-07T14:00Z', { zone: 'utc' })
  const each = {
    on: '2027-03-07',
    startTime: '14:00',
    timeZone: 'Europe/London',
    startsAt,
    fixedAt: startsAt.minus({ days: 30 }),
    status: 'firm' as const,
  }
  const told = (reminders: string[], expected: number, changes: [days: number, by: 1 | -1][]) =>
    live({
      session: each,
      reminders,
      minimum: 3,
      expected,
      changes: changes.map(([days, by]) => ({ before: days * DAY, by })),
    }).told.map(({ at, expected: count, isAtOnce }) => [
      DateTime.fromMillis(at, { zone: 'utc' }).toFormat('d LLL HH:mm'),
      count,
      isAtOnce,
    ])

  test('two who apologise ten days before are told of at both reminders, and not before', () => {
    expect(
      told(['P7D', 'P1D'], 4, [
        [10, -1],
        [9.5, -1],
      ]),
    ).toEqual([
      ['28 Feb 14:00', 2, false],
      ['6 Mar 14:00', 2, false],
    ])
  })

  test('one who comes back before the reminder leaves nothing to tell', () => {
    expect(
      told(['P7D', 'P1D'], 4, [
        [10, -1],
        [9.5, -1],
        [9, 1],
      ]),
    ).toEqual([])
  })

  test('a late fall is told at once, a further one below the line only at the next reminder', () => {
    expect(
      told(['P7D', 'P1D'], 4, [
        [5, -1],
        [4, -1],
        [3, -1],
      ]),
    ).toEqual([
      ['3 Mar 14:00', 2, true],
      ['6 Mar 14:00', 1, false],
    ])
  })

  test('a group without reminders hears of it two days before, or at once after that', () => {
    expect(told([], 2, [])).toEqual([['5 Mar 14:00', 2, false]])
    expect(told([], 3, [[1, -1]])).toEqual([['6 Mar 14:00', 2, true]])
  })
})

test('a fall in the hour that the clocks put between two days and 48 hours before is not lost', () => {
  const on = '2027-11-01'
  const startsAt = instantOf(on, '09:00', 'Europe/London').toUTC()
  const each = {
    on,
    startTime: '09:00',
    timeZone: 'Europe/London',
    startsAt,
    fixedAt: startsAt.minus({ days: 30 }),
    status: 'firm' as const,
  }
  const changes = [{ before: 48 * 60 + 30, by: -1 as const }]
  const { told } = live({ session: each, reminders: [], minimum: 3, expected: 3, changes })
  expect(told).toMatchObject([{ expected: 2, isAtOnce: true }])
})
