import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { anchorOf, largestGapAfter } from '#domain/anchor.ts'

const at = (on: string, patternId = 'sunday') => ({
  on,
  patternId,
  startsAt: DateTime.fromISO(`${on}T14:00Z`, { zone: 'utc' }),
})

describe('the session that the next one follows', () => {
  test('is the last of the run before it, skipped or not', () => {
    const sessions = [at('2027-01-20'), at('2027-02-07'), at('2027-02-24')]
    expect(anchorOf(sessions, at('2027-02-24').startsAt)?.on).toBe('2027-02-07')
    expect(anchorOf(sessions, at('2027-03-14').startsAt)?.on).toBe('2027-02-24')
  })

  test('is none at the beginning of a run', () => {
    expect(anchorOf([], at('2027-02-24').startsAt)).toBeUndefined()
    expect(anchorOf([at('2027-02-24')], at('2027-02-24').startsAt)).toBeUndefined()
  })
})

describe('the largest gap after it', () => {
  const order = ['sunday', 'wednesday']
  const largest = (dates: ReturnType<typeof at>[], alternation: 'must' | 'prefer' = 'prefer') =>
    largestGapAfter(at('2027-01-03'), dates, { gapMaxDays: 25, alternation, patternOrder: order })

  test('is the group’s own while a date comes within it', () => {
    expect(largest([at('2027-01-24'), at('2027-01-31'), at('2027-02-07')])).toBe(25)
    expect(largest([])).toBe(25)
  })

  test('reaches to the last date where none comes so soon', () => {
    expect(largest([at('2027-01-31'), at('2027-02-10', 'wednesday')])).toBe(38)
  })

  test('does not count a date that a required alternation forbids', () => {
    const dates = [at('2027-01-24'), at('2027-02-03', 'wednesday'), at('2027-02-07')]
    expect(largest(dates, 'must')).toBe(31)
    expect(largest(dates)).toBe(25)
  })

  test('counts every date after a pattern that the group has given up', () => {
    const from = at('2027-01-03', 'monday')
    const rules = { gapMaxDays: 25, alternation: 'must', patternOrder: order } as const
    expect(largestGapAfter(from, [at('2027-01-24')], rules)).toBe(25)
    expect(largestGapAfter(from, [at('2027-02-07')], rules)).toBe(35)
  })
})
