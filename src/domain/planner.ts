import { attendanceTable, splitBySilence } from './plan-attendance.ts'
import { bestRuns } from './plan-choice.ts'
import { countPaths } from './plan-count.ts'
import { inOrder, planGraph } from './plan-graph.ts'
import { blockedBy } from './plan-refusal.ts'
import type { CandidateDate, Plan, PlannerMember, PlanRules } from './plan-rules.ts'
import { planScore } from './plan-score.ts'
import { dateRules } from './plan-usable.ts'

export type {
  Alternation,
  AnswerValue,
  BlockedBy,
  CandidateDate,
  ObjectiveName,
  Plan,
  PlannedRun,
  PlannerMember,
  PlanRules,
  Standstill,
} from './plan-rules.ts'

export function planRuns(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
  rules: PlanRules,
): Plan {
  const ordered = inOrder(dates)
  const { answering, silentMemberIds } = splitBySilence(ordered, members)
  const { isOffered, suitsMinimum, suitsNeeded } = dateRules(answering, rules)
  const graph = planGraph(
    ordered,
    rules,
    (date) => isOffered(date) && suitsMinimum(date) && suitsNeeded(date),
  )
  const runs =
    answering.length === 0 || hasMissingFixedDate(dates, rules) ? 0n : countPaths(graph, rules.sessions)
  if (runs === 0n) {
    return {
      kind: 'refusal',
      blockedBy: blockedBy(ordered, { answering, silentMemberIds }, rules),
      silentMemberIds,
    }
  }
  const table = attendanceTable(ordered, answering)
  const problem = { graph, table, score: planScore(graph, table, rules.sessions), sessions: rules.sessions }
  return { kind: 'options', options: bestRuns(problem, rules.giveUp), runs, silentMemberIds }
}

/**
 * How many runs the rules leave before anybody has answered, exactly: number of sessions, gaps, alternation, dates
 * left out and fixed dates. Minimum and needed members play no part.
 */
export function countRuns(dates: readonly CandidateDate[], rules: PlanRules): bigint {
  if (hasMissingFixedDate(dates, rules)) return 0n
  const { isOffered } = dateRules([], rules)
  return countPaths(planGraph(inOrder(dates), rules, isOffered), rules.sessions)
}

/** No run contains a fixed date that is not among the candidates. */
function hasMissingFixedDate(dates: readonly CandidateDate[], rules: PlanRules): boolean {
  const ids = new Set(dates.map((date) => date.id))
  return rules.fixedDateIds.some((id) => !ids.has(id))
}
