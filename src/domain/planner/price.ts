import type { AttendanceTable } from './attendance.ts'
import { bestCompletion, bestCompletions } from './bounds.ts'
import { type Effort, edgesTimesSessions, spend } from './effort.ts'
import type { PlanGraph } from './graph.ts'
import type { PlanScore } from './score.ts'

/** What prices are computed from. */
export type PricedProblem = { graph: PlanGraph; table: AttendanceTable; score: PlanScore; sessions: number }

/**
 * Lagrangian relaxation. Every member's attendance is given a price, and a run earns, besides its score, the price
 * of each attendance above `atLeast` and loses it for each one below. A run that serves every member `atLeast` times
 * earns at least its score; so what the best-earning run of all earns, served or not, is above the score of every
 * run that we look for. Any prices are valid; good ones make the bound low.
 */
export type Prices = {
  /** A date's score and the prices of those who can attend it. Whole numbers, so that nothing is rounded. */
  ofDate: Float64Array
  /** The most that the sessions still to come can earn, at [rest * (root + 1) + node]. */
  best: Float64Array
  /** The prices of `atLeast` attendances of every member. */
  owed: number
  /** No run that serves every member has a score above it. */
  upper: number
  /** The best-earning run, by its dates. */
  path: number[]
}

/** More steps make the bound hardly lower. */
const STEPS = 20

/**
 * Looks for prices with a low upper bound by the subgradient method: a member whom the best-earning run serves too
 * seldom becomes dearer, one whom it serves more than enough becomes cheaper. Stops as soon as the bound is not
 * above `bar`, because then there is no run with a better score. `consider` is shown every best-earning run, which may be
 * one that is looked for, and answers whether that is enough.
 */
export function lowestPrices(
  problem: PricedProblem,
  atLeast: number,
  bar: number,
  effort: Effort,
  consider: (path: number[], attendances: Int32Array) => boolean,
): Prices {
  const count = problem.table.members.length
  const cost = edgesTimesSessions(problem.graph, problem.sessions)
  // So that the sum of all prices takes a quarter of what a number can hold exactly; scores take half.
  const dearest = Math.floor(Number.MAX_SAFE_INTEGER / (4 * problem.sessions * count))
  let ofMember = new Float64Array(count)
  let tried = pricesFor(problem, ofMember, atLeast)
  let lowest = tried
  let stride = 1
  for (let step = 0; step < STEPS && lowest.upper > bar && effort.left > 0; step += 1) {
    spend(effort, cost)
    const attendances = attendancesPerMember(problem.table, tried.path)
    if (consider(tried.path, attendances)) break
    const surplus = attendances.map((times) => times - atLeast)
    const norm = surplus.reduce(
      (sum, by, m) => (by < 0 || (ofMember[m] as number) > 0 ? sum + by * by : sum),
      0,
    )
    // Nobody is served too seldom, and nobody has a price that could fall.
    if (norm === 0) break
    const move = (stride * (tried.upper - bar)) / norm
    ofMember = ofMember.map((price, m) =>
      Math.min(dearest, Math.max(0, Math.round(price - move * (surplus[m] as number)))),
    )
    tried = pricesFor(problem, ofMember, atLeast)
    if (tried.upper < lowest.upper) lowest = tried
    else stride *= 0.7
  }
  return lowest
}

/** How often each member can attend a run, in the order of the table. */
export function attendancesPerMember(table: AttendanceTable, path: readonly number[]): Int32Array {
  const count = table.members.length
  const attendances = new Int32Array(count)
  for (const node of path) {
    for (let m = 0; m < count; m += 1) {
      attendances[m] = (attendances[m] as number) + (table.suits[node * count + m] as number)
    }
  }
  return attendances
}

function pricesFor(problem: PricedProblem, ofMember: Float64Array, atLeast: number): Prices {
  const { graph, score, sessions } = problem
  const ofDate = datePrices(problem, ofMember)
  const completions = bestCompletions(graph, score, ofDate, sessions)
  const owed = atLeast * ofMember.reduce((sum, price) => sum + price, 0)
  const earned = completions.best[sessions * (graph.root + 1) + graph.root] as number
  const path = bestCompletion(graph, completions, sessions, graph.root)
  return { ofDate, best: completions.best, owed, upper: earned - owed, path }
}

function datePrices({ score, table }: PricedProblem, ofMember: Float64Array): Float64Array {
  const count = ofMember.length
  return score.ofDate.map((value, i) => {
    let sum = value
    for (let m = 0; m < count; m += 1) {
      sum += (ofMember[m] as number) * (table.suits[i * count + m] as number)
    }
    return sum
  })
}
