import type { AttendanceTable } from './attendance.ts'
import { mayFollow, type PlanGraph } from './graph.ts'
import { edgeScore, type PlanScore } from './score.ts'

/**
 * For every node and every number of sessions still to come after it, at [rest * (root + 1) + node]: the best that
 * those sessions can still bring.
 */
export type Completions = {
  /** -Infinity where no run can be completed. */
  best: Float64Array
  /** The next date of the best completion, the earliest list of equal scores; -1 where there is none. */
  next: Int32Array
}

/**
 * Backwards, one session at a time: a node's best completion goes on with the best completion of a node that may
 * follow. `ofDate` is what each date is worth: its score, or its score with the prices of those who can attend it.
 */
export function bestCompletions(
  graph: PlanGraph,
  score: PlanScore,
  ofDate: Float64Array,
  sessions: number,
): Completions {
  const width = graph.root + 1
  const best = new Float64Array((sessions + 1) * width).fill(-Infinity)
  const next = new Int32Array((sessions + 1) * width).fill(-1)
  const completions = { best, next }
  const gain = new Float64Array(graph.root)
  // A run may end on any date from the last fixed one on; that an unusable date is none is seen from what it is worth.
  const lastFixed = graph.fixed.at(-1) ?? 0
  for (let node = lastFixed; node < width; node += 1) best[node] = 0
  for (let rest = 1; rest <= sessions; rest += 1) {
    const before = (rest - 1) * width
    for (let to = 0; to < graph.root; to += 1)
      gain[to] = (ofDate[to] as number) + (best[before + to] as number)
    // Only the root has all the sessions before it.
    const last = rest === sessions ? graph.root : graph.root - 1
    for (let node = rest === sessions ? graph.root : 0; node <= last; node += 1) {
      if (node < graph.root && !graph.isUsable[node]) continue
      let most = -Infinity
      let chosen = -1
      const end = graph.end[node] as number
      for (let to = graph.first[node] as number; to < end; to += 1) {
        const reachable = gain[to] as number
        // An edge never raises a score, so a date that promises less than the best so far needs no closer look.
        if (reachable < most || reachable === -Infinity) continue
        const total = reachable + edgeScore(graph, score, node, to)
        if (total < most || total === -Infinity) continue
        if (total === most && !isEarlier(graph, completions, rest - 1, to, chosen)) continue
        most = total
        chosen = to
      }
      best[rest * width + node] = most
      next[rest * width + node] = chosen
    }
  }
  return completions
}

/** The dates of the best completion of a node, in order. */
export function bestCompletion(
  graph: PlanGraph,
  { next }: Completions,
  rest: number,
  node: number,
): number[] {
  const path: number[] = []
  for (let at = node, left = rest; left > 0; left -= 1) {
    at = next[left * (graph.root + 1) + at] as number
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

/** Whether the best completion that begins with `a` is an earlier list than the one that begins with `b`. */
function isEarlier(graph: PlanGraph, completions: Completions, rest: number, a: number, b: number): boolean {
  const difference = startOf(graph, a) - startOf(graph, b)
  if (difference !== 0) return difference < 0
  const from = (node: number) => [node, ...bestCompletion(graph, completions, rest, node)]
  return compareLists(graph, from(a), from(b)) < 0
}

function startOf(graph: PlanGraph, node: number): number {
  return graph.dates[node]?.startsAt ?? Number.NaN
}

/**
 * How many of a node's own session and those still to come after it each member can attend at most, at
 * [(rest * (root + 1) + node) * members + member]; the members may need different runs for it.
 */
export function mostPerMember(
  graph: PlanGraph,
  table: AttendanceTable,
  sessions: number,
  reach: Completions,
): Int16Array {
  const width = graph.root + 1
  const count = table.members.length
  const most = new Int16Array((sessions + 1) * width * count)
  most.set(table.suits)
  for (let rest = 1; rest <= sessions; rest += 1) {
    for (let node = rest < sessions ? 0 : graph.root; node < width; node += 1) {
      if (reach.best[rest * width + node] === -Infinity) continue
      const at = (rest * width + node) * count
      for (let to = graph.first[node] as number; to < (graph.end[node] as number); to += 1) {
        const after = (rest - 1) * width + to
        if (reach.best[after] === -Infinity || !mayFollow(graph, node, to)) continue
        for (let m = 0; m < count; m += 1) {
          const there = most[after * count + m] as number
          if (there > (most[at + m] as number)) most[at + m] = there
        }
      }
      for (let m = 0; m < count && node < graph.root; m += 1) {
        most[at + m] = (most[at + m] as number) + (table.suits[node * count + m] as number)
      }
    }
  }
  return most
}
