import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { givenUpAt, givenUpBefore, keptSince, limitsAt, type OpenRun } from '#domain/retention.ts'

const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })
const NOW = at('2027-06-01T00:00Z')

const run = (change: Partial<OpenRun> = {}): OpenRun => ({
  id: 'r1',
  groupId: 'g1',
  createdAt: at('2027-01-04T09:00Z'),
  lastDateAt: at('2027-05-02T16:00Z'),
  ...change,
})

test('each kind of thing has a period of its own', () => {
  const retention = {
    eventIdDays: 1,
    deliveryDays: 2,
    apologyDays: 3,
    answerDays: 4,
    surveyDays: 5,
    auditDays: 6,
    uninstalledDays: 7,
  }
  const days = Object.entries(limitsAt(NOW, retention)).map(([kind, limit]) => [kind, limit.toISODate()])
  expect(Object.fromEntries(days)).toEqual({
    eventIds: '2027-05-31',
    deliveries: '2027-05-30',
    apologies: '2027-05-29',
    answers: '2027-05-28',
    surveys: '2027-05-27',
    audit: '2027-05-26',
    uninstalled: '2027-05-25',
  })
})

describe('a run that nobody ends', () => {
  test('counts as ended a year after its last date', () => {
    expect(givenUpAt(run()).toISO()).toBe('2028-05-02T16:00:00.000Z')
    expect(givenUpBefore([run()], at('2028-05-02T16:00:00Z'))).toEqual([])
    expect(givenUpBefore([run()], at('2028-05-02T16:00:01Z'))).toEqual(['r1'])
  })

  test('and without any date a year after it was begun', () => {
    expect(givenUpAt(run({ lastDateAt: null })).toISODate()).toBe('2028-01-04')
  })
})

describe('what was said in a group', () => {
  test('is kept since its run under way was begun', () => {
    expect(keptSince([run()], NOW)).toEqual(new Map([['g1', run().createdAt]]))
  })

  test('is not kept for a run that was given up', () => {
    expect(keptSince([run()], at('2028-06-01T00:00Z'))).toEqual(new Map())
  })

  test('is kept for the oldest of several runs under way, and for each group by its own', () => {
    const instants = fc.integer({ min: 0, max: 300 }).map((days) => at('2027-01-01T00:00Z').plus({ days }))
    const runs = fc.array(
      fc.record({
        id: fc.uuid(),
        groupId: fc.constantFrom('a', 'b', 'c'),
        createdAt: instants,
        lastDateAt: fc.constant(null),
      }),
    )
    fc.assert(
      fc.property(runs, (all) => {
        const since = keptSince(all, at('2027-12-01T00:00Z'))
        expect([...since.keys()].sort()).toEqual([...new Set(all.map(({ groupId }) => groupId))].sort())
        for (const { groupId, createdAt } of all)
          expect(since.get(groupId)?.toMillis()).toBeLessThanOrEqual(createdAt.toMillis())
        for (const [groupId, kept] of since)
          expect(all.some((each) => each.groupId === groupId && +each.createdAt === +kept)).toBe(true)
      }),
    )
  })
})
