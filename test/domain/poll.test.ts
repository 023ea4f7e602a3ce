import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { type CandidateSlot, candidateSlots, type PatternSlot, plusDays } from '#domain/calendar.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import {
  checkDates,
  checkWindow,
  DATES_AT_MOST,
  DATES_PER_PAGE,
  isNudgeDue,
  nextDateClosesAt,
  nudgeAt,
  POLL_TRANSITIONS,
  paginate,
  quietAt,
  suggestedUntil,
} from '#domain/poll.ts'
import { wallTime } from '../support/timeline.ts'

/** A date every so many days from the first, at 14:00 UTC. */
function slots(first: string, gaps: readonly number[]): CandidateSlot[] {
  let on = first
  return [0, ...gaps].map((gap) => {
    on = plusDays(on, gap)
    const startsAt = DateTime.fromISO(`${on}T14:00Z`, { zone: 'utc' })
    return {
      on,
      startTime: '14:00',
      lengthMinutes: 180,
      patternId: 'p',
      startsAt,
      endsAt: startsAt.plus({ hours: 3 }),
    }
  })
}

const someSlots = fc
  .array(fc.integer({ min: 1, max: 40 }), { maxLength: 89 })
  .map((gaps) => slots('2027-01-30', gaps))

describe('the pages of a poll', () => {
  test('keep every date, in order', () => {
    fc.assert(
      fc.property(someSlots, (dates) => {
        expect(paginate(dates).map(({ on }) => on)).toEqual(dates.map(({ on }) => on))
      }),
    )
  })

  test('have at most ten dates of one month each, numbered from one without gaps', () => {
    fc.assert(
      fc.property(someSlots, (dates) => {
        const pages = Map.groupBy(paginate(dates), ({ page }) => page)
        expect([...pages.keys()]).toEqual(Array.from({ length: pages.size }, (_, index) => index + 1))
        for (const [, onPage] of pages) {
          expect(onPage.length).toBeLessThanOrEqual(DATES_PER_PAGE)
          expect(new Set(onPage.map(({ on }) => on.slice(0, 7))).size).toBe(1)
          expect(onPage.map(({ mark }) => mark)).toEqual(onPage.map((_, index) => index + 1))
        }
      }),
    )
  })

  test('are as few as one for each ten dates of a month', () => {
    const march = slots('2027-03-01', Array(22).fill(1))
    expect(paginate(march).at(-1)).toMatchObject({ page: 3, mark: 3 })
    expect(paginate(slots('2027-03-31', [1])).map(({ page }) => page)).toEqual([1, 2])
    expect(paginate(slots('2027-03-31', [366])).map(({ page }) => page)).toEqual([1, 2])
    expect(paginate([])).toEqual([])
  })
})

describe('the window of a poll', () => {
  const now = DateTime.fromISO('2027-01-04T09:00Z', { zone: 'utc' })
  const window = { from: '2027-01-18', until: '2027-03-18', sessions: 3, closesAt: now.plus({ days: 7 }) }

  test('that is in order is taken as it is', () => {
    expect(checkWindow(window, now)).toEqual({ value: window })
    expect(checkWindow({ ...window, until: window.from }, now)).toHaveProperty('value')
    expect(checkWindow({ ...window, until: '2028-01-19' }, now)).toHaveProperty('value')
    expect(checkWindow({ ...window, closesAt: now.plus({ hours: 1 }) }, now)).toHaveProperty('value')
  })

  test.each([
    ['ends before it begins', { until: '2027-01-17' }, { code: 'untilBeforeFrom' }],
    ['is longer than 366 days', { until: '2028-01-20' }, { code: 'windowTooLong', mostDays: 366 }],
    ['closes within the hour', { closesAt: now.plus({ minutes: 59 }) }, { code: 'pollClosesTooSoon' }],
    ['has closed already', { closesAt: now.minus({ days: 1 }) }, { code: 'pollClosesTooSoon' }],
  ])('that %s is refused', (_, change, refusal) => {
    expect(checkWindow({ ...window, ...change }, now)).toEqual({ refusal })
  })

  const daily = (count: number) => slots('2027-01-18', Array(count - 1).fill(1))

  test('needs as many dates as sessions, and at most ninety', () => {
    expect(checkDates(daily(2), window)).toEqual({ refusal: { code: 'tooFewDates', dates: 2, sessions: 3 } })
    expect(checkDates([], { ...window, sessions: 1 })).toHaveProperty('refusal.code', 'tooFewDates')
    expect(checkDates(daily(3), window)).toHaveProperty('value')
    expect(checkDates(daily(DATES_AT_MOST), window)).toHaveProperty('value')
    expect(checkDates(daily(DATES_AT_MOST + 1), window)).toEqual({
      refusal: { code: 'tooManyDates', dates: 91, most: 90 },
    })
  })

  test('has all its dates after the answers are in', () => {
    const [first] = daily(3)
    const closesAt = first?.startsAt as DateTime
    expect(checkDates(daily(3), { ...window, closesAt })).toHaveProperty('value')
    expect(checkDates(daily(3), { ...window, closesAt: closesAt.plus({ minutes: 1 }) })).toEqual({
      refusal: { code: 'pollClosesAfterFirstDate' },
    })
  })

  test('that is suggested has room for a run with the preferred gaps, and never too many dates', () => {
    const patterns = [7, 3].map(
      (weekday, position): PatternSlot => ({
        id: `p${position}`,
        position,
        weekday,
        startTime: '14:00',
        lengthMinutes: 180,
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 21 }), (sessions, gap) => {
        const until = suggestedUntil('2027-01-18', sessions, gap)
        const found = candidateSlots(patterns, { from: '2027-01-18', until }, 'Europe/London')
        expect(until >= plusDays('2027-01-18', (sessions - 1) * gap + 14)).toBe(true)
        expect(found.length).toBeGreaterThanOrEqual(Math.min(sessions, 4))
      }),
    )
    expect(suggestedUntil('2027-01-18', 8, 17)).toBe('2027-07-10')
  })
})

describe('the nudge', () => {
  const openedAt = DateTime.fromISO('2027-01-04T09:00Z', { zone: 'utc' })

  test('comes two days before closing', () => {
    const closesAt = openedAt.plus({ days: 7 })
    expect(nudgeAt({ openedAt, closesAt }).equals(closesAt.minus({ hours: 48 }))).toBe(true)
  })

  test('of a short poll waits until a quarter of its time is over', () => {
    expect(
      nudgeAt({ openedAt, closesAt: openedAt.plus({ hours: 24 }) }).equals(openedAt.plus({ hours: 6 })),
    ).toBe(true)
  })

  test('always comes while the poll is open', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 60_000 }), (minutes) => {
        const closesAt = openedAt.plus({ minutes })
        const at = nudgeAt({ openedAt, closesAt })
        expect(at > openedAt && at < closesAt).toBe(true)
      }),
    )
  })
})

describe('a poll that the bot opens by itself for the next date', () => {
  const closes = (now: string, first: string) =>
    wallTime(
      nextDateClosesAt(DateTime.fromISO(now), DateTime.fromISO(first), 'Europe/London').toMillis(),
      'Europe/London',
    )

  test('closes five days later at the same hour of the group, also across a clock change', () => {
    expect(closes('2027-01-10T17:00Z', '2027-02-07T14:00Z')).toBe('2027-01-15 17:00')
    expect(closes('2027-03-26T17:00Z', '2027-04-18T13:00Z')).toBe('2027-03-31 17:00')
  })

  test('closes a day before the first date where that is nearer, at the hour at which that begins', () => {
    expect(closes('2027-03-26T17:00Z', '2027-03-28T13:00Z')).toBe('2027-03-27 14:00')
  })
})

test('a poll is closed before it is decided, and comes back only from there', () => {
  expect(statesBefore(POLL_TRANSITIONS, 'decided')).toEqual(['closed'])
  expect(statesBefore(POLL_TRANSITIONS, 'closed')).toEqual(['open', 'decided'])
  expect(statesBefore(POLL_TRANSITIONS, 'open')).toEqual([])
})

test('a poll is quiet when nobody has changed an answer for a quarter of an hour', () => {
  const last = DateTime.fromISO('2027-01-04T09:00Z', { zone: 'utc' })
  expect(quietAt(last).diff(last).as('minutes')).toBe(15)
})

test('the silent are to be asked once more from the time for it until the poll closes, unless they were', () => {
  const openedAt = DateTime.fromISO('2027-01-04T09:00Z', { zone: 'utc' })
  const poll = { openedAt, closesAt: openedAt.plus({ days: 7 }), nudgedAt: null }
  const time = nudgeAt(poll)
  const times = [time.minus(1), time, poll.closesAt.minus(1), poll.closesAt]
  expect(times.map((now) => isNudgeDue(poll, now))).toEqual([false, true, true, false])
  expect(isNudgeDue({ ...poll, nudgedAt: time }, time)).toBe(false)
})
