import type { AttendanceTable } from './plan-attendance.ts'
import { bestCompletion, compareLists, type ScoreBound } from './plan-bounds.ts'
import type { PlanGraph } from './plan-graph.ts'
import { pricedBound } from './plan-multiplier.ts'
import type { PlanScore } from './plan-score.ts'

/** What a search needs to know of the problem, prepared once. */
export type SearchSpace = {
  graph: PlanGraph
  table: AttendanceTable
  score: PlanScore
  sessions: number
  /** What each member can still attend at most. */
  most: Int16Array
}

/** A run found by a search: its dates in order and its score. */
export type FoundRun = { path: number[]; score: number }

/**
 * Branch and bound: the run with the largest score (the earliest list of equal ones) among those that every member
 * can attend at least `atLeast` times and whose score is above `above`; null if there is none.
 *
 * A run is built date by date. What has been built is given up as soon as it cannot lead to a better run: because
 * some member could no longer reach `atLeast`, even on the dates that suit that member best, or because the best
 * completion without regard to members does not beat the best run so far.
 */
export function bestRun(
  space: SearchSpace,
  bound: ScoreBound,
  atLeast: number,
  above: number,
  smallest = 0,
): FoundRun | null {
  const root = space.sessions * (space.graph.root + 1) + space.graph.root
  if ((bound.best[root] as number) <= above) return null
  const priced = pricedBound(space.graph, space.score, space.table, space.sessions, smallest, atLeast, above)
  const { graph, table, score, sessions, most } = space
  const width = graph.root + 1
  const count = table.members.length
  const attended = new Int32Array(count)
  const path: number[] = []
  let found: FoundRun | null = null
  let bar = above
  stats.searches++

  function isHopeless(node: number, rest: number, total: number, pt: number): boolean {
    if (pt - priced.allowance + (priced.best[rest * width + node] as number) < bar) return true
    if (!found && pt - priced.allowance + (priced.best[rest * width + node] as number) <= bar) return true
    const at = rest * width + node
    const reachable = total + (bound.best[at] as number)
    if (reachable < bar || (reachable === bar && !found) || reachable === -Infinity) return true
    for (let m = 0; m < count; m += 1) {
      if ((attended[m] as number) + (most[at * count + m] as number) < atLeast) return true
    }
    if (reachable > bar || !found) return false
    return compareLists(graph, [...path, ...bestCompletion(graph, bound, rest, node)], found.path) >= 0
  }

  function visit(node: number, rest: number, total: number, pt: number): void {
    if (++stats.nodes > 3e6) throw new Error('cap ' + atLeast)
    if (isHopeless(node, rest, total, pt)) return
    if (rest === 0) {
      found = { path: [...path], score: total }
      bar = total
      return
    }
    for (const e of mostPromisingFirst(node, rest)) {
      const to = graph.edgeTo[e] as number
      step(to, 1)
      path.push(to)
      visit(
        to,
        rest - 1,
        total + (score.ofDate[to] as number) + (score.ofEdge[e] as number),
        pt + (priced.ofDate[to] as number) + (score.ofEdge[e] as number),
      )
      path.pop()
      step(to, -1)
    }
  }

  function step(to: number, by: 1 | -1): void {
    for (let m = 0; m < count; m += 1) {
      attended[m] = (attended[m] as number) + by * (table.suits[to * count + m] as number)
    }
  }

  function mostPromisingFirst(node: number, rest: number): number[] {
    const edges: number[] = []
    for (let e = graph.firstEdge[node] as number; e < (graph.firstEdge[node + 1] as number); e += 1) {
      if (promise(e, rest) > -Infinity) edges.push(e)
    }
    return edges.sort((a, b) => promise(b, rest) - promise(a, rest) || a - b)
  }

  function promise(e: number, rest: number): number {
    const to = graph.edgeTo[e] as number
    return (
      (priced.ofDate[to] as number) +
      (score.ofEdge[e] as number) +
      (priced.best[(rest - 1) * width + to] as number)
    )
  }

  visit(graph.root, sessions, 0, 0)
  return found
}
export const stats = { nodes: 0, searches: 0 }
