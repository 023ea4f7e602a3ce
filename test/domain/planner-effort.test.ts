import { expect, test } from 'vitest'
import { type CandidateDate, type PlannerMember, type PlanRules, planRuns } from '#domain/planner.ts'

const RULES: PlanRules = {
  sessions: 12,
  gapDays: { min: 3, max: 30 },
  alternation: 'off',
  patternOrder: ['sunday'],
  minimum: 1,
  neededMemberIds: [],
  leftOutDateIds: [],
  fixedDateIds: [],
  firmDateIds: [],
  giveUp: 2,
}

test('beyond the effort the fullest run is still the fullest, how fair a run can be has a proven bound, and it is told how the effort goes', () => {
  // Ninety dates, fifty members of random tastes: more than any group, and too many to compare all runs.
  const dates = Array.from({ length: 90 }, (_, i) => {
    const on = new Date(Date.UTC(2027, 0, 3 + i * 2)).toISOString().slice(0, 10)
    return { id: on, on, startsAt: Date.parse(on), patternId: 'sunday' }
  })
  let seed = 12
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const members = Array.from({ length: 50 }, (_, m) => ({
    id: `m${m}`,
    answers: new Map(dates.map(({ id }) => [id, random() < 0.55 ? ('can' as const) : ('cannot' as const)])),
  }))
  const plan = planRuns(dates, members, RULES)
  if (plan.kind === 'refusal' || plan.proof === 'optimal') throw new Error('Not beyond the effort')
  const fairest = plan.options.find(({ names }) => names.includes('fairest'))
  expect(plan.proof.upperBound).toBeGreaterThanOrEqual(fairest?.fewestPerMember ?? Infinity)
  expect(plan.proof.upperBound * 50).toBeLessThanOrEqual(fullestTotal(dates, members, RULES))
  const fullest = plan.options.find(({ names }) => names.includes('fullest'))
  expect(fullest?.attendances).toBe(fullestTotal(dates, members, RULES))
  const told: number[] = []
  expect(planRuns(dates, members, RULES, (share) => told.push(share))).toEqual(plan)
  expect(told.length).toBeGreaterThan(50)
  expect(told.length).toBeLessThanOrEqual(201)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.at(-1)).toBeCloseTo(1, 1)
  expect(told.filter((share) => share < 0 || share > 1)).toEqual([])
})

/** The largest total, session by session, written down as simply as can be. */
function fullestTotal(
  dates: CandidateDate[],
  members: PlannerMember[],
  { sessions, gapDays }: PlanRules,
): number {
  const attending = dates.map(({ id }) => members.filter(({ answers }) => answers.get(id) === 'can').length)
  let best = attending
  for (let session = 2; session <= sessions; session += 1) {
    best = best.map((_, i) => {
      const before = dates.flatMap(({ startsAt }, k) => {
        const gap = ((dates[i] as CandidateDate).startsAt - startsAt) / 86_400_000
        return gap >= gapDays.min && gap <= gapDays.max ? [best[k] as number] : []
      })
      return (attending[i] as number) + Math.max(-Infinity, ...before)
    })
  }
  return Math.max(...best)
}
