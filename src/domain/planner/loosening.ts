import { dayNumber } from '#domain/calendar.ts'
import { type AttendanceTable, attendanceTable } from './attendance.ts'
import { bestCompletion, bestCompletions } from './bounds.ts'
import { countPaths } from './count.ts'
import { inOrder, type PlanGraph, planGraph } from './graph.ts'
import { LADDERS, type Ladder, looserRules } from './ladder.ts'
import type { CandidateDate, Loosening, LooserRule, PlannerMember, PlanRules } from './rules.ts'
import { planScore } from './score.ts'
import { reachedBy } from './standstill.ts'
import { dateRules } from './usable.ts'

/**
 * What would give a run where the rules leave none: of every rule the smallest loosening that does, in the order of
 * the ladders; only if no single rule helps, pairs of rules, those with the most attendances first. Of loosenings of
 * equal size, such as one of several left-out dates, the one with the most attendances. Empty when there is a run,
 * when nobody has answered, or when a fixed date is not among the candidates.
 *
 * `laterDates` are dates after the last candidate that could be asked about. Nobody has answered them, so the rules
 * about members do not apply to them; a run of such dates alone is not told. Throws as `planRuns` does.
 */
export function loosenings(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
  rules: PlanRules,
  laterDates: readonly CandidateDate[] = [],
): Loosening[] {
  const ordered = inOrder([...dates, ...laterDates])
  const isKnown = rules.fixedDateIds.every((id) => dates.some((date) => date.id === id))
  const question: Question = {
    dates: ordered,
    laterIds: new Set(laterDates.map((date) => date.id)),
    table: attendanceTable(ordered, members),
    rules,
  }
  if (!isKnown || question.table.members.length === 0 || fits(question, [])) return []
  const ladders = LADDERS.map((ladder) => ladder(question.dates, question.laterIds, rules)).filter(
    ({ levels }) => levels.length > 0,
  )
  const single = ladders
    .flatMap((ladder) => {
      const steps = smallest(ladder, (step) => fits(question, [step]))
      return bestOf(
        question,
        steps.map((step) => [step]),
      )
    })
    .filter(usesKnownDates)
  if (single.length > 0) return single
  return pairsOf(ladders)
    .flatMap(([a, b]) => bestOf(question, smallestPairs(question, a, b)))
    .filter(usesKnownDates)
    .sort((a, b) => b.attendances - a.attendances)
}

/** A run of later dates alone would be another poll. */
function usesKnownDates({ looser, attendances }: Loosening): boolean {
  return attendances > 0 || looser.every(({ rule }) => rule !== 'until')
}

type Question = {
  dates: readonly CandidateDate[]
  laterIds: ReadonlySet<string>
  table: AttendanceTable
  rules: PlanRules
}

/** The lowest level with a step that will do, and all its steps that will. */
function smallest({ levels, isRising }: Ladder, willDo: (step: LooserRule) => boolean): LooserRule[] {
  let low = 0
  if (isRising) {
    // What a level allows, all levels above it allow too, so the lowest one is found by halving.
    for (let high = levels.length; low < high; ) {
      const middle = (low + high) >> 1
      if (levels[middle]?.some(willDo)) high = middle
      else low = middle + 1
    }
  } else {
    while (low < levels.length && !levels[low]?.some(willDo)) low += 1
  }
  return (levels[low] ?? []).filter(willDo)
}

/** First as little as possible of the one rule with as much as need be of the other, then as little of the other. */
function smallestPairs(question: Question, first: Ladder, second: Ladder): LooserRule[][] {
  const loosest = second.isRising ? second.levels.slice(-1).flat() : second.levels.flat()
  const ofFirst = smallest(first, (a) => loosest.some((b) => fits(question, [a, b])))
  return ofFirst.flatMap((a) => smallest(second, (b) => fits(question, [a, b])).map((b) => [a, b]))
}

function pairsOf(ladders: readonly Ladder[]): [Ladder, Ladder][] {
  return ladders.flatMap((a, i) => ladders.slice(i + 1).map((b): [Ladder, Ladder] => [a, b]))
}

/** The one of these that brings the most attendances, the first of equal ones. */
function bestOf(question: Question, candidates: readonly LooserRule[][]): Loosening[] {
  const judged = candidates.map((looser) => judge(question, looser))
  const best = judged.reduce<Loosening | undefined>(
    (most, each) => (most && most.attendances >= each.attendances ? most : each),
    undefined,
  )
  return best ? [best] : []
}

function judge(question: Question, looser: readonly LooserRule[]): Loosening {
  const { table } = question
  const { rules, graph } = loosened(question, looser)
  const score = planScore(graph, table, rules)
  const best = bestCompletions(graph, score, score.ofDate, rules.sessions)
  const path = bestCompletion(graph, best, rules.sessions, graph.root)
  return {
    looser: merged(looser),
    runs: countPaths(graph, rules.sessions),
    attendances: path.reduce((sum, node) => sum + (table.attending[node] as number), 0),
    possibleAttendances: rules.sessions * table.members.length,
  }
}

function fits(question: Question, looser: readonly LooserRule[]): boolean {
  const { rules, graph } = loosened(question, looser)
  return reachedBy(graph, rules).sessions === rules.sessions
}

function loosened(question: Question, looser: readonly LooserRule[]): { rules: PlanRules; graph: PlanGraph } {
  const { dates, laterIds, table } = question
  const rules = looser.reduce(looserRules, question.rules)
  const until = looser.find((step) => step.rule === 'until')?.to
  const lastDay = until === undefined ? -Infinity : dayNumber(until)
  const { isOffered, suitsMinimum, suitsNeeded } = dateRules(dates, table, rules)
  const graph = planGraph(dates, rules, (place) => {
    const date = dates[place] as CandidateDate
    if (laterIds.has(date.id)) return dayNumber(date.on) <= lastDay
    return isOffered(place) && suitsMinimum(place) && suitsNeeded(place)
  })
  return { rules, graph }
}

/** Both ends of the gaps are one rule. */
function merged(looser: readonly LooserRule[]): LooserRule[] {
  const [a, b] = looser
  if (a?.rule !== 'gapDays' || b?.rule !== 'gapDays') return [...looser]
  return [
    {
      rule: 'gapDays',
      to: { ...a.to, min: Math.min(a.to.min, b.to.min), max: Math.max(a.to.max, b.to.max) },
    },
  ]
}
