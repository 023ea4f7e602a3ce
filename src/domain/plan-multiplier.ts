import type { AttendanceTable } from './plan-attendance.ts'
import type { PlanGraph } from './plan-graph.ts'
import type { PlanScore } from './plan-score.ts'

/**
 * A price for each member's attendance. A run that every member can attend at least `atLeast` times gains by prices:
 * its score plus the price of every attendance above `atLeast` is at least its score. So the largest priced total of
 * any run, members or not, bounds the score of every such run from above.
 */
export type PricedBound = {
  /** Score and prices together, per date. */
  ofDate: Float64Array
  /** The largest priced total of the sessions still to come, at [rest * (root + 1) + node]. */
  best: Float64Array
  /** What `atLeast` attendances of every member cost. */
  allowance: number
}

const ROUNDS = 40

export function pricedBound(
  graph: PlanGraph,
  score: PlanScore,
  table: AttendanceTable,
  sessions: number,
  smallest: number,
  atLeast: number,
  above: number,
): PricedBound {
  const count = table.members.length
  const prices = new Float64Array(count)
  let bestPriced = price(graph, score, table, sessions, smallest, atLeast, prices)
  let lowest = Infinity
  let scale = 1
  for (let round = 0; round < ROUNDS; round += 1) {
    const priced = price(graph, score, table, sessions, smallest, atLeast, prices)
    const upper = (priced.best[sessions * (graph.root + 1) + graph.root] as number) - priced.allowance
    if (upper < lowest) {
      lowest = upper
      bestPriced = priced
    } else scale *= 0.7
    if (lowest <= above) break
    const attended = attendedOnBest(graph, score, priced, table, sessions, smallest)
    let norm = 0
    for (let m = 0; m < count; m += 1) {
      const short = atLeast - (attended[m] as number)
      if (short > 0 || (prices[m] as number) > 0) norm += short * short
    }
    if (norm === 0) break
    const target = above === -Infinity ? 0 : above
    const step = (scale * (upper - target)) / norm
    for (let m = 0; m < count; m += 1) {
      prices[m] = Math.max(0, Math.round((prices[m] as number) + step * (atLeast - (attended[m] as number))))
    }
  }
  return bestPriced
}

function price(
  graph: PlanGraph,
  score: PlanScore,
  table: AttendanceTable,
  sessions: number,
  smallest: number,
  atLeast: number,
  prices: Float64Array,
): PricedBound {
  const count = table.members.length
  const width = graph.root + 1
  const ofDate = Float64Array.from(score.ofDate)
  for (let i = 0; i < graph.root; i += 1) {
    if ((table.attending[i] as number) < smallest) {
      ofDate[i] = -Infinity
      continue
    }
    for (let m = 0; m < count; m += 1)
      if (table.suits[i * count + m]) ofDate[i] = (ofDate[i] as number) + (prices[m] as number)
  }
  const best = new Float64Array((sessions + 1) * width).fill(-Infinity)
  for (let node = Math.max(0, graph.lastFixed); node < width; node += 1) best[node] = 0
  for (let rest = 1; rest <= sessions; rest += 1) {
    const before = (rest - 1) * width
    for (let node = rest < sessions ? 0 : graph.root; node < width; node += 1) {
      let most = -Infinity
      const end = graph.firstEdge[node + 1] as number
      for (let e = graph.firstEdge[node] as number; e < end; e += 1) {
        const to = graph.edgeTo[e] as number
        const total = (ofDate[to] as number) + (score.ofEdge[e] as number) + (best[before + to] as number)
        if (total > most) most = total
      }
      best[rest * width + node] = most
    }
  }
  return { ofDate, best, allowance: atLeast * prices.reduce((a, b) => a + b, 0) }
}

function attendedOnBest(
  graph: PlanGraph,
  score: PlanScore,
  priced: PricedBound,
  table: AttendanceTable,
  sessions: number,
  smallest: number,
): Int32Array {
  const count = table.members.length
  const width = graph.root + 1
  const attended = new Int32Array(count)
  let node = graph.root
  for (let rest = sessions; rest > 0; rest -= 1) {
    const want = priced.best[rest * width + node] as number
    for (let e = graph.firstEdge[node] as number; ; e += 1) {
      const to = graph.edgeTo[e] as number
      if (
        (priced.ofDate[to] as number) +
          (score.ofEdge[e] as number) +
          (priced.best[(rest - 1) * width + to] as number) ===
        want
      ) {
        node = to
        break
      }
    }
    for (let m = 0; m < count; m += 1)
      attended[m] = (attended[m] as number) + (table.suits[node * count + m] as number)
  }
  return attended
}
