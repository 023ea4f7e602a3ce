import type { AttendanceTable } from './attendance.ts'
import type { PlanGraph } from './graph.ts'
import type { PlanScore } from './score.ts'

/**
 * For every node and every number of sessions still to come after it, at [rest * (root + 1) + node]: the best that
 * those sessions can still bring if fairness is left aside.
 */
export type ScoreBound = {
  /** -Infinity where no run can be completed. */
  best: Float64Array
  /** The next date of the best completion, the earliest one of equal scores; -1 where there is none. */
  next: Int32Array
}

/** Backwards, one session at a time: a node's best completion goes on with the best completion of a node that may follow. */
export function scoreBound(graph: PlanGraph, score: PlanScore, sessions: number): ScoreBound {
  const width = graph.root + 1
  const best = new Float64Array((sessions + 1) * width).fill(-Infinity)
  const next = new Int32Array((sessions + 1) * width).fill(-1)
  const bound = { best, next }
  for (let node = Math.max(0, graph.lastFixed); node < width; node += 1) best[node] = 0
  for (let rest = 1; rest <= sessions; rest += 1) {
    // Only the root has all the sessions before it.
    for (let node = rest < sessions ? 0 : graph.root; node < width; node += 1) {
      const at = rest * width + node
      for (let e = graph.firstEdge[node] as number; e < (graph.firstEdge[node + 1] as number); e += 1) {
        const to = graph.edgeTo[e] as number
        const total =
          (score.ofDate[to] as number) +
          (score.ofEdge[e] as number) +
          (best[(rest - 1) * width + to] as number)
        if (total < (best[at] as number) || total === -Infinity) continue
        if (total === best[at] && !isEarlier(graph, bound, rest - 1, to, next[at] as number)) continue
        best[at] = total
        next[at] = to
      }
    }
  }
  return bound
}

/** The dates of the best completion of a node, in order. */
export function bestCompletion(graph: PlanGraph, bound: ScoreBound, rest: number, node: number): number[] {
  const path: number[] = []
  for (let at = node, left = rest; left > 0; left -= 1) {
    at = bound.next[left * (graph.root + 1) + at] as number
    path.push(at)
  }
  return path
}

/**
 * Compares two lists of dates of the same length: by their start instants one by one and, only if all of these are
 * equal, by their ids. Negative if the first list is the earlier one.
 */
export function compareLists(graph: PlanGraph, a: readonly number[], b: readonly number[]): number {
  let byPlace = 0
  for (let k = 0; k < a.length; k += 1) {
    const left = a[k] as number
    const right = b[k] as number
    if (left === right) continue
    const difference = startOf(graph, left) - startOf(graph, right)
    if (difference !== 0) return difference
    byPlace ||= left - right
  }
  return byPlace
}

function isEarlier(graph: PlanGraph, bound: ScoreBound, rest: number, a: number, b: number): boolean {
  const difference = startOf(graph, a) - startOf(graph, b)
  if (difference !== 0) return difference < 0
  return (
    compareLists(
      graph,
      [a, ...bestCompletion(graph, bound, rest, a)],
      [b, ...bestCompletion(graph, bound, rest, b)],
    ) < 0
  )
}

function startOf(graph: PlanGraph, node: number): number {
  return graph.dates[node]?.startsAt ?? Number.NaN
}

/**
 * How many of the sessions still to come each member can attend at most, at
 * [(rest * (root + 1) + node) * members + member]; the members may need different runs for it.
 */
export function memberBound(
  graph: PlanGraph,
  table: AttendanceTable,
  sessions: number,
  reach: ScoreBound,
): Int16Array {
  const width = graph.root + 1
  const count = table.members.length
  const most = new Int16Array((sessions + 1) * width * count)
  for (let rest = 1; rest <= sessions; rest += 1) {
    for (let node = rest < sessions ? 0 : graph.root; node < width; node += 1) {
      const at = (rest * width + node) * count
      for (let e = graph.firstEdge[node] as number; e < (graph.firstEdge[node + 1] as number); e += 1) {
        const to = graph.edgeTo[e] as number
        if (reach.best[(rest - 1) * width + to] === -Infinity) continue
        const after = ((rest - 1) * width + to) * count
        for (let m = 0; m < count; m += 1) {
          const here = (most[after + m] as number) + (table.suits[to * count + m] as number)
          if (here > (most[at + m] as number)) most[at + m] = here
        }
      }
    }
  }
  return most
}
