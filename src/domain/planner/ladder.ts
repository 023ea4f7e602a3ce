import { daysBetween } from '#domain/calendar.ts'
import type { CandidateDate, LooserRule, PlanRules } from './rules.ts'

/** One rule, made looser step by step; the steps of a level are equally large. */
export type Ladder = {
  levels: LooserRule[][]
  /** Whether every level allows all that the ones below it allow. */
  isRising: boolean
}

type MakeLadder = (dates: readonly CandidateDate[], laterIds: ReadonlySet<string>, rules: PlanRules) => Ladder

/** The rules in the order in which their loosenings are told. */
export const LADDERS: readonly MakeLadder[] = [
  widerGap,
  narrowerGap,
  noMust,
  lowerMinimum,
  fewerSessions,
  laterEnd,
  leftOutDateBack,
  memberNotNeeded,
]

/** The rules with one of them replaced; of two loosenings of the gaps both count. */
export function looserRules(rules: PlanRules, { rule, to }: LooserRule): PlanRules {
  if (rule === 'until') return rules
  if (rule !== 'gapDays') return { ...rules, [rule]: to }
  const min = Math.min(rules.gapDays.min, to.min)
  const max = Math.max(rules.gapDays.max, to.max)
  return { ...rules, gapDays: { ...rules.gapDays, min, max } }
}

function widerGap(
  dates: readonly CandidateDate[],
  _: ReadonlySet<string>,
  { gapDays, anchor }: PlanRules,
): Ladder {
  const first = anchor?.on ?? dates[0]?.on
  const last = dates.at(-1)?.on
  const longest = first && last ? daysBetween(first, last) : 0
  const levels = range(gapDays.max + 1, longest).map((max): LooserRule[] => [
    { rule: 'gapDays', to: { ...gapDays, max } },
  ])
  return { levels, isRising: true }
}

/** Down to one day: nobody wants two sessions on one day. */
function narrowerGap(_: readonly CandidateDate[], __: ReadonlySet<string>, { gapDays }: PlanRules): Ladder {
  const levels = range(1, gapDays.min - 1).map((min): LooserRule[] => [
    { rule: 'gapDays', to: { ...gapDays, min } },
  ])
  return { levels: levels.reverse(), isRising: true }
}

function noMust(_: readonly CandidateDate[], __: ReadonlySet<string>, { alternation }: PlanRules): Ladder {
  return { levels: alternation === 'must' ? [[{ rule: 'alternation', to: 'prefer' }]] : [], isRising: true }
}

/** Down to one: a session that nobody can attend is none. */
function lowerMinimum(_: readonly CandidateDate[], __: ReadonlySet<string>, { minimum }: PlanRules): Ladder {
  const levels = range(1, minimum - 1).map((to): LooserRule[] => [{ rule: 'minimum', to }])
  return { levels: levels.reverse(), isRising: true }
}

/** A shorter run may have no room for the fixed dates, so a level need not allow what the ones below it do. */
function fewerSessions(_: readonly CandidateDate[], __: ReadonlySet<string>, rules: PlanRules): Ladder {
  const least = Math.max(1, new Set(rules.fixedDateIds).size)
  const levels = range(least, rules.sessions - 1).map((to): LooserRule[] => [{ rule: 'sessions', to }])
  return { levels: levels.reverse(), isRising: false }
}

function laterEnd(dates: readonly CandidateDate[], laterIds: ReadonlySet<string>): Ladder {
  const days = new Set(dates.filter(({ id }) => laterIds.has(id)).map(({ on }) => on))
  return { levels: [...days].map((to) => [{ rule: 'until', to }]), isRising: true }
}

function leftOutDateBack(dates: readonly CandidateDate[], _: ReadonlySet<string>, rules: PlanRules): Ladder {
  const leftOut = dates.filter(
    ({ id }) => rules.leftOutDateIds.includes(id) && !rules.fixedDateIds.includes(id),
  )
  const steps = leftOut.map(
    ({ id }): LooserRule => ({
      rule: 'leftOutDateIds',
      to: rules.leftOutDateIds.filter((other) => other !== id),
    }),
  )
  return { levels: steps.length > 0 ? [steps] : [], isRising: true }
}

function memberNotNeeded(_: readonly CandidateDate[], __: ReadonlySet<string>, rules: PlanRules): Ladder {
  const steps = [...new Set(rules.neededMemberIds)].sort().map(
    (id): LooserRule => ({
      rule: 'neededMemberIds',
      to: rules.neededMemberIds.filter((other) => other !== id),
    }),
  )
  return { levels: steps.length > 0 ? [steps] : [], isRising: true }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}
