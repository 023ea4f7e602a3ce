import { bestCompletion, compareLists, type ScoreBound } from './bounds.ts'
import { lowestPrices, type PricedProblem } from './price.ts'
import { scoreBelow } from './score.ts'

/** What a search needs to know of the problem, prepared once. */
export type SearchSpace = PricedProblem & {
  /** The best score of a completion, members aside. */
  bound: ScoreBound
  /** What each member can still attend at most. */
  most: Int16Array
}

/** A run found by a search: its dates in order and its score. */
export type FoundRun = { path: number[]; score: number }

/**
 * Branch and bound: the run with the largest score (the earliest list of equal ones) among those that every member
 * can attend at least `atLeast` times and whose score is above `above`; null if there is none, which is then proven.
 *
 * A run is built date by date, the most promising date first. What has been built is given up as soon as it cannot
 * lead to a better run than the best so far, for one of three reasons: what it can earn at most by the members'
 * prices is too little; what it can score at most, members aside, is too little, or just as much with a later list;
 * or some member could not reach `atLeast` any more, even on the dates that suit that member best.
 */
export function bestRun(space: SearchSpace, atLeast: number, above: number): FoundRun | null {
  const { graph, table, score, sessions, bound, most } = space
  const width = graph.root + 1
  const count = table.members.length
  const attended = new Int32Array(count)
  const path: number[] = []
  let found: FoundRun | null = null
  // A run that serves every member so often has at least so many attendances.
  let bar = Math.max(above, scoreBelow(atLeast * count, score))
  if ((bound.best[sessions * width + graph.root] as number) <= bar) return null
  const prices = lowestPrices(space, atLeast, bar)

  function visit(node: number, rest: number, total: number, earned: number): void {
    const at = rest * width + node
    if (isTooLittle(earned + (prices.best[at] as number)) || isTooLittle(total + (bound.best[at] as number)))
      return
    if (leavesSomebodyShort(at) || isLater(node, rest, total + (bound.best[at] as number))) return
    if (rest === 0) {
      found = { path: [...path], score: total }
      bar = total
      return
    }
    for (const e of mostPromisingFirst(node, rest)) {
      const to = graph.edgeTo[e] as number
      const edge = score.ofEdge[e] as number
      attend(to, 1)
      path.push(to)
      visit(
        to,
        rest - 1,
        total + (score.ofDate[to] as number) + edge,
        earned + (prices.ofDate[to] as number) + edge,
      )
      path.pop()
      attend(to, -1)
    }
  }

  function isTooLittle(reachable: number): boolean {
    return found ? reachable < bar : reachable <= bar
  }

  function leavesSomebodyShort(at: number): boolean {
    for (let m = 0; m < count; m += 1) {
      if ((attended[m] as number) + (most[at * count + m] as number) < atLeast) return true
    }
    return false
  }

  function isLater(node: number, rest: number, reachable: number): boolean {
    if (!found || reachable > bar) return false
    return compareLists(graph, [...path, ...bestCompletion(graph, bound, rest, node)], found.path) >= 0
  }

  function attend(node: number, by: 1 | -1): void {
    for (let m = 0; m < count; m += 1) {
      attended[m] = (attended[m] as number) + by * (table.suits[node * count + m] as number)
    }
  }

  function mostPromisingFirst(node: number, rest: number): number[] {
    const promises: [edge: number, promise: number][] = []
    for (let e = graph.firstEdge[node] as number; e < (graph.firstEdge[node + 1] as number); e += 1) {
      const to = graph.edgeTo[e] as number
      const after = prices.best[(rest - 1) * width + to] as number
      const promise = (prices.ofDate[to] as number) + (score.ofEdge[e] as number) + after
      if (promise > -Infinity) promises.push([e, promise])
    }
    return promises.sort((a, b) => b[1] - a[1]).map(([e]) => e)
  }

  visit(graph.root, sessions, 0, -prices.owed)
  return found
}
