import { attendanceTable } from './planner/attendance.ts'
import { bestRuns } from './planner/choice.ts'
import { countPaths } from './planner/count.ts'
import { wholeEffort } from './planner/effort.ts'
import { inOrder, planGraph } from './planner/graph.ts'
import { blockedBy } from './planner/refusal.ts'
import type { CandidateDate, Plan, PlannerMember, PlanRules } from './planner/rules.ts'
import { planScore } from './planner/score.ts'
import { dateRules } from './planner/usable.ts'

export { loosenings } from './planner/loosening.ts'
export type {
  Alternation,
  AnswerValue,
  BlockedBy,
  CandidateDate,
  Loosening,
  LooserRule,
  ObjectiveName,
  Plan,
  PlannedRun,
  PlannerMember,
  PlanRules,
  Proof,
  Standstill,
} from './planner/rules.ts'

/**
 * Chooses whole runs of sessions, exactly: at most three, the recommended one first, or says which rule blocks.
 *
 * Every option keeps all hard rules: number of sessions, gaps in local days, alternation when it is `must`, minimum,
 * needed members, dates left out, fixed dates. Of those runs, with T attendances in all and W for the member who is
 * served worst:
 * - **fullest** has the largest T, then the largest W;
 * - **balanced** (recommended) has the largest W of all runs whose T is at most `giveUp` below the largest, then the
 *   largest T;
 * - **fairest** has the largest W, then the largest T;
 * and after these each has the fewest attendances that are only "if need be", the largest smallest session, the
 * fewest breaks of a preferred alternation, the smallest gap deviation, and the earliest list of dates. So the answer
 * does not depend on the order of the input, and runs that are best in several ways are given once.
 *
 * **Method.** A run is a path through a layered directed graph: its layers are the first, second, … session, and an
 * edge leads to each date that may come next (`planner/graph.ts`).
 * 1. *Dynamic programming* backwards through the layers (Bellman 1957) counts the runs (`planner/count.ts`) and gives
 *    the best completion of every partial run, members aside (`planner/bounds.ts`): this is the largest T. All that adds
 *    up along a run is put into one number whose places are changes of firm dates, T, "if need be", breaks and deviation
 *    (`planner/score.ts`).
 * 2. *Fairness* is lexicographic max-min with an epsilon-constraint (Haimes, Lasdon and Wismer 1971): of the runs
 *    that keep T above a floor (the largest T; that less `giveUp`; none), ask for one that serves everybody once more
 *    than the best run so far, until it is proven that there is none (`planner/choice.ts`). The smallest session is
 *    raised in the same way.
 * 3. Each such question is a longest path with side constraints, one per member, answered by *branch and bound*
 *    (Land and Doig 1960) with a *Lagrangian relaxation bound* (Handler and Zang 1980; Carlyle, Royset and Wood 2008)
 *    in `planner/search.ts` and `planner/price.ts`. What the bounds cut off cannot be better, so the result is proven.
 *
 * How much work this may cost is counted (`planner/effort.ts`), and `told` hears now and then how large a part of
 * that is gone. A dozen people come nowhere near the limit; beyond it the
 * options are the best that were found, the fullest still has the largest T, and `proof` says how fair a run can be.
 * Where firm dates are given, only runs that keep the most of them are compared by T and W.
 *
 * Attending means "can" or "if need be"; a date that an answering member left open counts as "cannot". Members who
 * answered none of the dates count nowhere and are listed. When nobody has answered, or no run keeps the rules, the
 * plan is a refusal (`planner/refusal.ts`), and `loosenings` says what would help. Throws a RangeError for two dates or
 * members of one id, for days that are no days or go back while instants go on, for a number of sessions that is not a
 * whole number from 1, for a `giveUp` that is not one from 0, and for so many members, sessions and days that runs
 * could not be compared exactly.
 */
export function planRuns(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
  rules: PlanRules,
  told?: (share: number) => void,
): Plan {
  const ordered = checked(dates, members, rules)
  const table = attendanceTable(ordered, members)
  const { silentMemberIds } = table
  const { isOffered, suitsMinimum, suitsNeeded } = dateRules(ordered, table, rules)
  const graph = planGraph(
    ordered,
    rules,
    (place) => isOffered(place) && suitsMinimum(place) && suitsNeeded(place),
  )
  const hasRun = table.members.length > 0 && !hasMissingFixedDate(dates, rules)
  const runs = hasRun ? countPaths(graph, rules.sessions) : 0n
  if (runs === 0n) return { kind: 'refusal', blockedBy: blockedBy(ordered, table, rules), silentMemberIds }
  const score = planScore(graph, table, rules)
  const best = bestRuns({ graph, table, score, sessions: rules.sessions }, rules.giveUp, wholeEffort(told))
  return { kind: 'options', ...best, runs, silentMemberIds }
}

/**
 * How many runs the rules leave before anybody has answered, exactly: number of sessions, gaps, alternation, dates
 * left out and fixed dates. Minimum and needed members play no part.
 */
export function countRuns(dates: readonly CandidateDate[], rules: PlanRules): bigint {
  const ordered = checked(dates, [], rules)
  if (hasMissingFixedDate(dates, rules)) return 0n
  const { isOffered } = dateRules(ordered, attendanceTable(ordered, []), rules)
  return countPaths(planGraph(ordered, rules, isOffered), rules.sessions)
}

/** No run contains a fixed date that is not among the candidates. */
function hasMissingFixedDate(dates: readonly CandidateDate[], rules: PlanRules): boolean {
  const ids = new Set(dates.map((date) => date.id))
  return rules.fixedDateIds.some((id) => !ids.has(id))
}

function checked(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
  rules: PlanRules,
): CandidateDate[] {
  if (!Number.isInteger(rules.sessions) || rules.sessions < 1) {
    throw new RangeError(`Not a number of sessions: ${rules.sessions}`)
  }
  if (!Number.isInteger(rules.giveUp) || rules.giveUp < 0) {
    throw new RangeError(`Not a number of attendances to give up: ${rules.giveUp}`)
  }
  if (new Set(members.map((member) => member.id)).size < members.length) {
    throw new RangeError('Two members have the same id')
  }
  return inOrder(dates)
}
