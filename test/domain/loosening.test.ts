import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CandidateDate, type LooserRule, loosenings, type PlanRules, planRuns } from '#domain/planner.ts'
import { everyRun } from '../support/brute-force-planner.ts'
import { heardFrom, type PlannerInput, plannerInput } from '../support/planner-arbitrary.ts'

/** Problems without a run, though every fixed date is among the candidates and somebody has answered. */
const blocked = plannerInput
  .map((input) => ({ ...input, rules: { ...input.rules, firmDateIds: [] } }))
  .filter(
    ({ dates, members, rules }) =>
      heardFrom({ dates, members }).length > 0 &&
      rules.fixedDateIds.every((id) => dates.some((date) => date.id === id)) &&
      everyRun(dates, members, rules).length === 0,
  )

const hasRun = ({ dates, members }: PlannerInput, rules: PlanRules) =>
  everyRun(dates, members, rules).length > 0

const put = (rules: PlanRules, looser: readonly LooserRule[]): PlanRules =>
  Object.assign({}, rules, ...looser.map(({ rule, to }) => ({ [rule]: to })))

/** Both ends of the gaps are one rule, but two loosenings. */
const isPair = (rules: PlanRules, [first, second]: readonly LooserRule[]): boolean =>
  second !== undefined ||
  (first?.rule === 'gapDays' && first.to.min < rules.gapDays.min && first.to.max > rules.gapDays.max)

test('put in place of the rule, every loosening gives as many runs and attendances as it says', () => {
  fc.assert(
    fc.property(blocked, ({ dates, members, rules }) => {
      for (const { looser, runs, attendances, possibleAttendances } of loosenings(dates, members, rules)) {
        const plan = planRuns(dates, members, put(rules, looser))
        if (plan.kind === 'refusal') throw new Error(JSON.stringify(looser))
        expect(plan.runs).toBe(runs)
        expect(Math.max(...plan.options.map((option) => option.attendances))).toBe(attendances)
        expect(plan.options[0]?.possibleAttendances).toBe(possibleAttendances)
      }
    }),
    { numRuns: 1500 },
  )
})

/** Every way in which one rule alone can be made looser, from the smallest on. */
function everyStep({ dates }: PlannerInput, rules: PlanRules): Record<string, PlanRules[]> {
  const { gapDays, minimum, sessions, alternation } = rules
  const upTo = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
  const without = (ids: readonly string[], id: string) => ids.filter((other) => other !== id)
  const leftOut = rules.leftOutDateIds.filter((id) => dates.some((date) => date.id === id))
  return {
    widerGap: upTo(gapDays.max + 1, 80).map((max) => ({ ...rules, gapDays: { ...gapDays, max } })),
    narrowerGap: upTo(1, gapDays.min - 1)
      .reverse()
      .map((min) => ({ ...rules, gapDays: { ...gapDays, min } })),
    alternation: alternation === 'must' ? [{ ...rules, alternation: 'prefer' }] : [],
    minimum: upTo(1, minimum - 1)
      .reverse()
      .map((to) => ({ ...rules, minimum: to })),
    sessions: upTo(1, sessions - 1)
      .reverse()
      .map((to) => ({ ...rules, sessions: to })),
    leftOut: leftOut.map((id) => ({ ...rules, leftOutDateIds: without(rules.leftOutDateIds, id) })),
    needed: rules.neededMemberIds.map((id) => ({
      ...rules,
      neededMemberIds: without(rules.neededMemberIds, id),
    })),
  }
}

test('of every single rule the smallest loosening that helps is told, and none that does not', () => {
  fc.assert(
    fc.property(blocked, (input) => {
      const { dates, members, rules } = input
      const told = loosenings(dates, members, rules).filter(({ looser }) => !isPair(rules, looser))
      const helping = Object.entries(everyStep(input, rules)).flatMap(([name, steps]) => {
        const first = steps.find((step) => hasRun(input, step))
        return first ? [{ name, first }] : []
      })
      expect(told.length).toBe(helping.length)
      for (const [i, { name, first }] of helping.entries()) {
        const after = put(rules, told[i]?.looser ?? [])
        // One left-out date or one needed member is as small a step as another.
        if (name === 'leftOut') expect(after.leftOutDateIds.length).toBe(first.leftOutDateIds.length)
        else if (name === 'needed') expect(after.neededMemberIds.length).toBe(first.neededMemberIds.length)
        else expect(after).toEqual(first)
      }
    }),
    { numRuns: 300 },
  )
})

test('pairs of rules are told only if no single one helps, and then neither is enough alone', () => {
  let pairs = 0
  fc.assert(
    fc.property(blocked, (input) => {
      const { dates, members, rules } = input
      const told = loosenings(dates, members, rules)
      if (!told.some(({ looser }) => isPair(rules, looser))) return
      pairs += 1
      for (const { looser } of told) {
        expect(isPair(rules, looser)).toBe(true)
        if (looser.length === 2) {
          for (const one of looser) expect(hasRun(input, put(rules, [one]))).toBe(false)
        }
      }
      const single = Object.values(everyStep(input, rules)).flat()
      expect(single.some((step) => hasRun(input, step))).toBe(false)
    }),
    { numRuns: 2000, seed: 7 },
  )
  expect(pairs).toBeGreaterThan(20)
})

const RULES: PlanRules = {
  sessions: 3,
  gapDays: { min: 7, max: 7 },
  alternation: 'off',
  patternOrder: ['sunday'],
  minimum: 1,
  neededMemberIds: [],
  leftOutDateIds: [],
  fixedDateIds: [],
  firmDateIds: [],
  giveUp: 2,
}

function days(...on: string[]): CandidateDate[] {
  return on.map((day) => ({ id: day, on: day, startsAt: Date.parse(`${day}T14:00Z`), patternId: 'sunday' }))
}

test('a later end is told with the first day that helps, as dates that nobody has been asked about', () => {
  const dates = days('2027-03-07', '2027-03-14')
  const members = [{ id: 'ana', answers: new Map(dates.map(({ id }) => [id, 'can' as const])) }]
  const later = days('2027-03-19', '2027-03-21', '2027-03-28')
  expect(loosenings(dates, members, { ...RULES, minimum: 1 }, later)).toEqual([
    { looser: [{ rule: 'sessions', to: 2 }], runs: 1n, attendances: 2, possibleAttendances: 2 },
    { looser: [{ rule: 'until', to: '2027-03-21' }], runs: 1n, attendances: 2, possibleAttendances: 3 },
  ])
})

test('of several left-out dates the one that brings the most attendances comes back', () => {
  const dates = days('2027-03-07', '2027-03-14', '2027-03-21', '2027-03-28')
  const members = ['ana', 'ben'].map((id, m) => ({
    id,
    answers: new Map(
      dates.map((date, i) => [date.id, m === 0 || i > 0 ? ('can' as const) : ('cannot' as const)]),
    ),
  }))
  const rules = { ...RULES, leftOutDateIds: ['2027-03-07', '2027-03-28'] }
  expect(loosenings(dates, members, rules)).toContainEqual({
    looser: [{ rule: 'leftOutDateIds', to: ['2027-03-07'] }],
    runs: 1n,
    attendances: 6,
    possibleAttendances: 6,
  })
})

test('where there is a run, or nobody has answered, nothing is told', () => {
  const dates = days('2027-03-07', '2027-03-14', '2027-03-21')
  const ana = { id: 'ana', answers: new Map(dates.map(({ id }) => [id, 'can' as const])) }
  expect(loosenings(dates, [ana], RULES)).toEqual([])
  expect(loosenings(dates, [{ id: 'ana', answers: new Map() }], { ...RULES, sessions: 9 })).toEqual([])
})
