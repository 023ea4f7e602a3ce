import { attendanceTable, canAttend, splitBySilence } from './plan-attendance.ts'
import { bestRuns } from './plan-choice.ts'
import { countPaths } from './plan-count.ts'
import { inOrder, planGraph } from './plan-graph.ts'
import type { CandidateDate, Plan, PlannerMember, PlanRules } from './plan-rules.ts'
import { planScore } from './plan-score.ts'

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
  const leftOut = new Set(rules.leftOutDateIds)
  const needed = new Set(rules.neededMemberIds)
  const neededMembers = answering.filter((m) => needed.has(m.id))
  const graph = planGraph(ordered, rules, (date) => {
    if (leftOut.has(date.id)) return false
    if (neededMembers.length < needed.size) return false
    return (
      answering.filter((m) => canAttend(m, date.id)).length >= rules.minimum &&
      neededMembers.every((m) => canAttend(m, date.id))
    )
  })
  const runs = countPaths(graph, rules.sessions)
  if (runs === 0n || answering.length === 0)
    return { kind: 'refusal', blockedBy: { rule: 'answers' }, silentMemberIds }
  const table = attendanceTable(ordered, answering)
  const score = planScore(graph, table, rules.sessions)
  return {
    kind: 'options',
    options: bestRuns({ graph, table, score, sessions: rules.sessions }, rules.giveUp),
    runs,
    silentMemberIds,
  }
}

export function countRuns(dates: readonly CandidateDate[], rules: PlanRules): bigint {
  const leftOut = new Set(rules.leftOutDateIds)
  return countPaths(
    planGraph(inOrder(dates), rules, (date) => !leftOut.has(date.id)),
    rules.sessions,
  )
}
