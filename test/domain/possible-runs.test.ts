import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { possibleRuns } from '#domain/possible-runs.ts'

const rules = { ...DEFAULT_SETTINGS, timeZone: 'Europe/London' }
const window = { from: '2027-01-18', until: '2027-06-30', sessions: 8 }

describe('how many runs the rules leave', () => {
  test('is a handful where the slots must alternate within 14 to 21 days, and thousands within 10 to 25', () => {
    const strict = { ...rules, alternation: 'must' as const, gapMinDays: 14, gapMaxDays: 21 }
    const few = possibleRuns(strict, window)
    // Sunday to Wednesday is 17 days and Wednesday to Sunday 18: one gap each way, so a run is known by its first date.
    expect(few).toBe(12n)
    const many = possibleRuns({ ...strict, gapMinDays: 10, gapMaxDays: 25 }, window)
    expect(Number(many)).toBeGreaterThan(1000)
  })

  test('is one date after the other for a single session', () => {
    expect(possibleRuns(rules, { from: '2027-01-18', until: '2027-01-31', sessions: 1 })).toBe(4n)
  })

  test.each([
    ['no number of sessions', rules, { ...window, sessions: Number.NaN }],
    ['gaps the wrong way round', { ...rules, gapMinDays: 26 }, window],
    ['no slot', { ...rules, patterns: [] }, window],
    ['a zone that is none', { ...rules, timeZone: 'Mars' }, window],
    ['days the wrong way round', rules, { ...window, until: '2027-01-01' }],
  ])('is unknown for %s', (_, some, days) => {
    expect(possibleRuns(some, days)).toBeNull()
  })
})
