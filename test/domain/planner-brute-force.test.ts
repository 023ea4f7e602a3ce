import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countRuns, type PlanRules, planRuns } from '#domain/planner.ts'
import { bruteForceOptions, everyRun, type Rule } from '../support/brute-force-planner.ts'
import { heardFrom, plannerInput } from '../support/planner-arbitrary.ts'

test('every objective gives exactly the run that trying all runs gives, to the last date', () => {
  fc.assert(
    fc.property(plannerInput, ({ dates, members, rules }) => {
      const plan = planRuns(dates, members, rules)
      const runs = heardFrom({ dates, members }).length === 0 ? [] : everyRun(dates, members, rules)
      expect(plan.kind).toBe(runs.length === 0 ? 'refusal' : 'options')
      if (plan.kind === 'refusal') return
      expect(plan.options).toEqual(bruteForceOptions(dates, members, rules))
      expect(plan.runs).toBe(BigInt(runs.length))
    }),
    { numRuns: 6000 },
  )
})

test('the number of runs is the number that trying all runs gives', () => {
  fc.assert(
    fc.property(plannerInput, ({ dates, members, rules }) => {
      const runs = everyRun(dates, members, rules, ['gaps', 'alternation'])
      expect(countRuns(dates, rules)).toBe(BigInt(runs.length))
    }),
    { numRuns: 3000 },
  )
})

test('the order of dates, members and rules changes nothing', () => {
  const shuffled = plannerInput.chain((input) =>
    fc.record({
      input: fc.constant(input),
      dates: fc.shuffledSubarray(input.dates, { minLength: input.dates.length }),
      members: fc.shuffledSubarray(input.members, { minLength: input.members.length }),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ input, dates, members }) => {
      const rules = {
        ...input.rules,
        neededMemberIds: input.rules.neededMemberIds.toReversed(),
        leftOutDateIds: input.rules.leftOutDateIds.toReversed(),
        fixedDateIds: input.rules.fixedDateIds.toReversed(),
      }
      expect(planRuns(dates, members, rules)).toEqual(planRuns(input.dates, input.members, input.rules))
    }),
    { numRuns: 2000 },
  )
})

test('loosening a rule never lowers the best total', () => {
  fc.assert(
    fc.property(plannerInput, ({ dates, members, rules: { firmDateIds: _, ...others } }) => {
      // Where dates are firm, fewer changes come before a better total.
      const rules = { ...others, firmDateIds: [] }
      const best = fullest(planRuns(dates, members, rules))
      if (best === null) return
      const { min, max } = rules.gapDays
      const looser = [
        { ...rules, gapDays: { ...rules.gapDays, min: Math.max(0, min - 1) } },
        { ...rules, gapDays: { ...rules.gapDays, max: max + 1 } },
        { ...rules, alternation: 'prefer' as const },
        { ...rules, minimum: rules.minimum - 1 },
        { ...rules, neededMemberIds: rules.neededMemberIds.slice(1) },
        { ...rules, leftOutDateIds: rules.leftOutDateIds.slice(1) },
      ]
      for (const each of looser) expect(fullest(planRuns(dates, members, each))).toBeGreaterThanOrEqual(best)
    }),
    { numRuns: 1500 },
  )
})

test('a refusal names the first rule, laid on one after another, at which no run is left', () => {
  const order: Rule[] = ['gaps', 'alternation', 'minimum', 'neededMembers']
  fc.assert(
    fc.property(plannerInput, ({ dates, members, rules }) => {
      const plan = planRuns(dates, members, rules)
      if (plan.kind === 'options') return
      const { rule } = plan.blockedBy
      expect(rule === 'answers').toBe(heardFrom({ dates, members }).length === 0)
      if (rule === 'answers') return
      const kept = order.slice(0, order.indexOf(rule as Rule) + 1)
      expect(everyRun(dates, members, rules, kept)).toEqual([])
      if (rule === 'dates') {
        expect(everyRun(dates, members, nothingFixed(rules), [])).toEqual([])
      } else if (rule === 'fixedDates') {
        expect(everyRun(dates, members, rules, [])).toEqual([])
        expect(everyRun(dates, members, nothingFixed(rules), [])).not.toEqual([])
      } else {
        expect(everyRun(dates, members, rules, kept.slice(0, -1))).not.toEqual([])
      }
    }),
    { numRuns: 4000 },
  )
})

/** Fixed dates become ordinary ones, which are not left out either. */
function nothingFixed(rules: PlanRules): PlanRules {
  const leftOutDateIds = rules.leftOutDateIds.filter((id) => !rules.fixedDateIds.includes(id))
  return { ...rules, leftOutDateIds, fixedDateIds: [] }
}

function fullest(plan: ReturnType<typeof planRuns>): number | null {
  if (plan.kind === 'refusal') return null
  return Math.max(...plan.options.map((option) => option.attendances))
}
