import type { AttendanceTable } from './attendance.ts'
import { type PlanGraph, planGraph } from './graph.ts'
import type { BlockedBy, CandidateDate, PlanRules, Standstill } from './rules.ts'
import { reachedBy, standstill } from './standstill.ts'
import { dateRules } from './usable.ts'

/**
 * Which rule blocks when no run is left. The rules are laid on one after another, in the order of `BlockedBy`; the
 * first one at which no run is left is named, with the figures for a sentence. So dropping that rule and those
 * after it would give a run, and dropping only those after it would not. Expects dates in order.
 */
export function blockedBy(
  dates: readonly CandidateDate[],
  table: AttendanceTable,
  rules: PlanRules,
): BlockedBy {
  if (table.members.length === 0) return { rule: 'answers' }
  return tooFewDates(dates, rules) ?? unusableFixedDates(dates, rules) ?? firstEmptyStage(dates, table, rules)
}

/** Sessions that start at the same instant cannot follow one another, so such dates count once. */
function tooFewDates(dates: readonly CandidateDate[], rules: PlanRules): BlockedBy | null {
  const leftOut = dates.filter(
    ({ id }) => rules.leftOutDateIds.includes(id) && !rules.fixedDateIds.includes(id),
  )
  const kept = dates.filter((date) => !leftOut.includes(date))
  const available = new Set(kept.map((date) => date.startsAt)).size
  if (available >= rules.sessions) return null
  return { rule: 'dates', sessions: rules.sessions, available, leftOut: leftOut.length }
}

function unusableFixedDates(dates: readonly CandidateDate[], rules: PlanRules): BlockedBy | null {
  const fixedIds = [...new Set(rules.fixedDateIds)]
  const fixed = dates.filter((date) => fixedIds.includes(date.id))
  const missingDateIds = fixedIds.filter((id) => !fixed.some((date) => date.id === id)).sort()
  const clashingDateIds = fixed
    .filter((date) => fixed.some((other) => other !== date && other.startsAt === date.startsAt))
    .map((date) => date.id)
  if (fixedIds.length <= rules.sessions && missingDateIds.length + clashingDateIds.length === 0) return null
  return {
    rule: 'fixedDates',
    sessions: rules.sessions,
    fixed: fixedIds.length,
    missingDateIds,
    clashingDateIds,
  }
}

type Stage = {
  rules: PlanRules
  isUsable: (place: number) => boolean
  refuse: (at: Standstill) => BlockedBy
}

function firstEmptyStage(
  dates: readonly CandidateDate[],
  table: AttendanceTable,
  rules: PlanRules,
): BlockedBy {
  let before: PlanGraph | null = null
  for (const stage of stages(dates, table, rules)) {
    const graph = planGraph(dates, stage.rules, stage.isUsable)
    const reached = reachedBy(graph, rules)
    if (reached.sessions < rules.sessions) {
      return stage.refuse(standstill(reached, before ?? graph, table, stage.rules))
    }
    before = graph
  }
  throw new Error('No rule blocks: there is a run')
}

function stages(dates: readonly CandidateDate[], table: AttendanceTable, rules: PlanRules): Stage[] {
  const { sessions, gapDays, minimum } = rules
  const { isOffered, suitsMinimum, suitsNeeded } = dateRules(dates, table, rules)
  const memberIds = [...new Set(rules.neededMemberIds)].sort()
  const silentNeededIds = memberIds.filter((id) => table.silentMemberIds.includes(id))
  return [
    {
      rules: { ...rules, alternation: 'off' },
      isUsable: isOffered,
      refuse: (at) => ({
        rule: 'gaps',
        sessions,
        gapDays: { min: gapDays.min, max: gapDays.max },
        standstill: at,
      }),
    },
    {
      rules,
      isUsable: isOffered,
      refuse: (at) => ({
        rule: 'alternation',
        sessions,
        patternOrder: [...rules.patternOrder],
        standstill: at,
      }),
    },
    {
      rules,
      isUsable: (place) => isOffered(place) && suitsMinimum(place),
      refuse: (at) => ({ rule: 'minimum', sessions, minimum, standstill: at }),
    },
    {
      rules,
      isUsable: (place) => isOffered(place) && suitsMinimum(place) && suitsNeeded(place),
      refuse: (at) => ({
        rule: 'neededMembers',
        sessions,
        memberIds,
        silentMemberIds: silentNeededIds,
        standstill: at,
      }),
    },
  ]
}
