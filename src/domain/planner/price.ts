import type { AttendanceTable } from './attendance.ts'
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
}

/** More steps make the bound hardly lower. */
const STEPS = 40

/**
 * Looks for prices with a low upper bound by the subgradient method: a member whom the best-earning run serves too
 * seldom becomes dearer, one whom it serves more than enough becomes cheaper. Stops as soon as the bound is not
 * above `bar`, because then there is no run with a better score.
 */
export function lowestPrices(problem: PricedProblem, atLeast: number, bar: number): Prices {
  const count = problem.table.members.length
  // So that the sum of all prices stays within what a number can hold exactly.
  const dearest = Math.floor(Number.MAX_SAFE_INTEGER / (4 * problem.sessions * count))
  let ofMember = new Float64Array(count)
  let tried = pricesFor(problem, ofMember, atLeast)
  let lowest = tried
  let stride = 1
  for (let step = 0; step < STEPS && lowest.upper > bar; step += 1) {
    const surplus = bestEarning(problem, tried).map((attendances) => attendances - atLeast)
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

function pricesFor(problem: PricedProblem, ofMember: Float64Array, atLeast: number): Prices {
  const { graph, score, sessions } = problem
  const width = graph.root + 1
  const ofDate = datePrices(problem, ofMember)
  const best = new Float64Array((sessions + 1) * width).fill(-Infinity)
  best.fill(0, Math.max(0, graph.lastFixed), width)
  for (let rest = 1; rest <= sessions; rest += 1) {
    const before = (rest - 1) * width
    for (let node = rest < sessions ? 0 : graph.root; node < width; node += 1) {
      let most = -Infinity
      const end = graph.firstEdge[node + 1] as number
      for (let e = graph.firstEdge[node] as number; e < end; e += 1) {
        const to = graph.edgeTo[e] as number
        const sum = (ofDate[to] as number) + (score.ofEdge[e] as number) + (best[before + to] as number)
        if (sum > most) most = sum
      }
      best[rest * width + node] = most
    }
  }
  const owed = atLeast * ofMember.reduce((sum, price) => sum + price, 0)
  return { ofDate, best, owed, upper: (best[sessions * width + graph.root] as number) - owed }
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

/** How often the best-earning run serves each member. */
function bestEarning({ graph, table, score, sessions }: PricedProblem, prices: Prices): number[] {
  const width = graph.root + 1
  const count = table.members.length
  const attendances = new Array<number>(count).fill(0)
  let node = graph.root
  for (let rest = sessions; rest > 0; rest -= 1) {
    const earned = prices.best[rest * width + node]
    let e = graph.firstEdge[node] as number
    const sum = (to: number) =>
      (prices.ofDate[to] as number) +
      (score.ofEdge[e] as number) +
      (prices.best[(rest - 1) * width + to] as number)
    while (sum(graph.edgeTo[e] as number) !== earned) e += 1
    node = graph.edgeTo[e] as number
    for (let m = 0; m < count; m += 1) {
      attendances[m] = (attendances[m] as number) + (table.suits[node * count + m] as number)
    }
  }
  return attendances
}
