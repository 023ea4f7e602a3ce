import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { SessionStatus } from '#domain/session.ts'
import {
  dueSurvey,
  isSurveyOpen,
  NO_ANSWERS,
  nextSurvey,
  result,
  SCORES,
  SURVEY_TRANSITIONS,
  stepsOfMean,
  surveyClosesAt,
  trend,
  withAnswer,
} from '#domain/survey.ts'

const start = DateTime.fromISO('2027-01-03T17:00Z', { zone: 'utc' })
const settings = { surveyAfterSession: 4, isSurveyAtBusStop: true, sessionsPerRun: 8 }
/** A run whose sessions end a week apart; `skipped` by number from 1. */
function run(
  sessions: number,
  { skipped = [], wanted = sessions }: { skipped?: number[]; wanted?: number } = {},
) {
  return {
    sessionsWanted: wanted,
    sessions: Array.from({ length: sessions }, (_, index) => ({
      status: (skipped.includes(index + 1) ? 'skipped' : 'firm') as SessionStatus,
      endsAt: start.plus({ weeks: index }),
    })),
  }
}
const afterSession = (number: number) => start.plus({ weeks: number - 1 })

describe('the survey half way', () => {
  test('is due once session four is over, and until the run is', () => {
    expect(dueSurvey(run(8), settings, afterSession(4).minus({ seconds: 1 }))).toBeNull()
    expect(dueSurvey(run(8), settings, afterSession(4))).toBe('halfWay')
    expect(dueSurvey(run(8), settings, afterSession(8).minus({ seconds: 1 }))).toBe('halfWay')
    expect(dueSurvey(run(8), settings, afterSession(8))).toBe('busStop')
  })

  test('counts only sessions that took place', () => {
    expect(dueSurvey(run(8, { skipped: [2] }), settings, afterSession(4))).toBeNull()
    expect(dueSurvey(run(8, { skipped: [2] }), settings, afterSession(5))).toBe('halfWay')
  })

  test('never comes when it would come only with the end of the run, or is not wanted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 60 }), (sessions, extra) => {
        const wanted = extra === 0 ? 0 : sessions + extra - 1
        for (let number = 0; number <= sessions; number += 1) {
          const due = dueSurvey(
            run(sessions),
            { ...settings, surveyAfterSession: wanted },
            afterSession(number),
          )
          expect(due).not.toBe('halfWay')
        }
      }),
    )
  })

  test('comes in the middle of a run whose dates are found one at a time, though no date lies ahead', () => {
    expect(dueSurvey(run(4, { wanted: 8 }), settings, afterSession(4))).toBe('halfWay')
  })
})

test('the survey at the bus stop is due when the run is over, if the group wants it', () => {
  expect(dueSurvey(run(3), settings, afterSession(3))).toBe('busStop')
  expect(dueSurvey(run(3), { ...settings, isSurveyAtBusStop: false }, afterSession(3))).toBeNull()
})

describe('the next survey', () => {
  const of = (sessions: number, held: number, change: Partial<typeof settings> = {}) =>
    nextSurvey(run(sessions), { ...settings, ...change }, false, afterSession(held))

  test('is the one half way, then the one at the bus stop, then that of the next run', () => {
    expect(of(8, 3)).toEqual({ afterSessions: 4, isInThisRun: true })
    expect(of(8, 4)).toEqual({ afterSessions: null, isInThisRun: true })
    expect(of(8, 8)).toEqual({ afterSessions: 4, isInThisRun: false })
    expect(nextSurvey(null, settings, false, start)).toEqual({ afterSessions: 4, isInThisRun: false })
  })

  test('passes over what the group does not want and what its run is too short for', () => {
    expect(of(4, 1)).toEqual({ afterSessions: null, isInThisRun: true })
    expect(of(8, 5, { isSurveyAtBusStop: false })).toEqual({ afterSessions: 4, isInThisRun: false })
    expect(of(8, 8, { surveyAfterSession: 0 })).toEqual({ afterSessions: null, isInThisRun: false })
    expect(of(8, 1, { surveyAfterSession: 0, isSurveyAtBusStop: false })).toBeNull()
    expect(of(8, 8, { surveyAfterSession: 8, isSurveyAtBusStop: false })).toBeNull()
  })

  test('is not half way in a run that had one, whatever was changed in the settings since', () => {
    const later = { ...settings, surveyAfterSession: 6 }
    expect(nextSurvey(run(8), later, true, afterSession(5))).toEqual({
      afterSessions: null,
      isInThisRun: true,
    })
    const withoutStop = { ...later, isSurveyAtBusStop: false }
    expect(nextSurvey(run(8), withoutStop, true, afterSession(5))).toEqual({
      afterSessions: 6,
      isInThisRun: false,
    })
  })

  test('that is said to come half way in this run does come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), (sessions, wanted) => {
        const own = { ...settings, surveyAfterSession: wanted }
        const said = nextSurvey(run(sessions), own, false, start.minus({ days: 1 }))
        const comes = dueSurvey(run(sessions), own, afterSession(wanted)) === 'halfWay'
        expect(said?.afterSessions ?? null).toBe(comes ? wanted : null)
      }),
    )
  })
})

test('it closes in the evening of the group’s own day, also across a clock change', () => {
  const closes = (iso: string, zone: string) =>
    surveyClosesAt(DateTime.fromISO(iso, { zone: 'utc' }), 7, zone).toISO()
  expect(closes('2027-03-24T21:30Z', 'Europe/London')).toBe('2027-03-31T20:00:00.000+01:00')
  // Already Thursday there.
  expect(closes('2027-03-24T21:30Z', 'Pacific/Auckland')).toBe('2027-04-01T20:00:00.000+13:00')
})

test('an answer counts before the closing time and not at it, and only while the survey is open', () => {
  const open = { status: 'open', closesAt: start } as const
  expect(isSurveyOpen(open, start.minus(1))).toBe(true)
  expect(isSurveyOpen(open, start)).toBe(false)
  expect(isSurveyOpen({ ...open, status: 'published' }, start.minus(1))).toBe(false)
})

test('no state leads back, and what was never asked stays so', () => {
  expect(SURVEY_TRANSITIONS).toEqual({
    open: ['published', 'withheld'],
    published: [],
    withheld: [],
    notAsked: [],
  })
})

describe('the eleven counters', () => {
  const scores = fc.array(fc.constantFrom<number>(...SCORES), { maxLength: 60 })
  const counted = (given: readonly number[]) => given.reduce(withAnswer, [...NO_ANSWERS])

  test('say how often each number was chosen, and not in which order', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const counts = counted(given)
        expect(counts).toEqual(SCORES.map((score) => given.filter((each) => each === score).length))
        expect(counted([...given].reverse())).toEqual(counts)
      }),
    )
  })

  test.each([-1, 11, 7.5, Number.NaN])('take no %d', (score) => {
    expect(() => withAnswer(NO_ANSWERS, score)).toThrow(RangeError)
  })

  test('give no result below five answers, and above it the mean and bands of exactly these', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const shown = result(counted(given))
        if (given.length < 5) {
          expect(shown).toBeNull()
          return
        }
        const band = (from: number, to: number) =>
          given.filter((score) => score >= from && score <= to).length
        expect(shown).toMatchObject({
          bands: { low: band(0, 3), middle: band(4, 6), high: band(7, 10) },
          n: given.length,
        })
        const exact = given.reduce((sum, score) => sum + score, 0) / given.length
        expect(Math.abs((shown?.mean ?? 0) - exact)).toBeLessThanOrEqual(given.length < 20 ? 0.25 : 0.0501)
      }),
    )
  })

  test('are shown to the nearest half up to nineteen answers, and to one decimal from twenty on', () => {
    expect(result(counted([8, 8, 8, 9, 9]))?.mean).toBe(8.5)
    expect(result(counted([...Array(12).fill(8), ...Array(7).fill(9)]))?.mean).toBe(8.5)
    expect(result(counted([...Array(12).fill(8), ...Array(8).fill(9)]))?.mean).toBe(8.4)
  })

  test('never give away their exact sum by the mean, and so no missing answer', () => {
    const sumsShownAs = (n: number) => {
      const means = new Map<number, number[]>()
      for (let sum = 0; sum <= 10 * n; sum += 1) {
        const low = Math.floor(sum / n)
        const counts = [...Array(n - (sum % n)).fill(low), ...Array(sum % n).fill(low + 1)]
        const mean = result(counted(counts))?.mean ?? -1
        means.set(mean, [...(means.get(mean) ?? []), sum])
      }
      return [...means.values()]
    }
    for (let n = 5; n <= 60; n += 1) {
      const exact = sumsShownAs(n).filter((sums) => sums.length < 2)
      // Twenty people who all say "not helpful at all" need no rounding to know of one another.
      expect(exact, `${n} answers`).toEqual(n === 20 ? [[0]] : [])
    }
    // With one decimal below twenty they would.
    expect(stepsOfMean(19)).toBe(2)
    expect(stepsOfMean(20)).toBe(10)
  })
})

describe('the trend', () => {
  const shown = (mean: number, n: number) => ({ mean, n })

  test.each([
    [8, 9, 'up'],
    [8, 8.5, 'same'],
    [8.5, 8.5, 'same'],
    [9, 8.5, 'same'],
    [9, 8, 'down'],
  ] as const)('of means to the nearest half from %d to %d is %s', (before, now, expected) => {
    expect(trend(shown(before, 17), shown(now, 17))).toBe(expected)
    expect(trend(shown(before, 17), shown(now, 20))).toBe(expected)
    expect(trend(shown(before, 20), shown(now, 17))).toBe(expected)
  })

  test.each([
    [8.4, 8.9, 'up'],
    [8.4, 8.8, 'same'],
    [8.9, 8.5, 'same'],
    [8.9, 8.4, 'down'],
  ] as const)('of means to one decimal from %d to %d is %s', (before, now, expected) => {
    expect(trend(shown(before, 20), shown(now, 45))).toBe(expected)
  })

  test('does not turn on one answer that differs by one', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 60 })
    fc.assert(
      fc.property(scores, ([first = 0, ...others]) => {
        const of = (score: number) => result([score, ...others].reduce(withAnswer, [...NO_ANSWERS]))
        const [before, now] = [of(first), of(first + 1)]
        if (!before || !now) throw new Error('five answers have a result')
        expect(trend(before, now)).toBe('same')
        expect(trend(now, before)).toBe('same')
      }),
    )
  })
})
