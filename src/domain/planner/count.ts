import type { PlanGraph } from './graph.ts'

/**
 * How many runs of `sessions` dates the graph holds, exactly. Backwards, one session at a time: as many runs
 * continue from a date as continue from all the dates that may follow it. These are one stretch of dates, or those of
 * one pattern in it, so two sums from the first date on give the number, whatever the stretch is.
 */
export function countPaths(graph: PlanGraph, sessions: number): bigint {
  const patterns = Math.max(0, ...graph.nextPattern) + 1
  const lastFixed = graph.fixed.at(-1) ?? 0
  let ways = Array.from(graph.isUsable, (usable, node): bigint => (usable && node >= lastFixed ? 1n : 0n))
  for (let rest = 1; ; rest += 1) {
    const ofAll = sumsFromFirst(ways)
    const ofPattern = graph.mustAlternate
      ? Array.from({ length: patterns }, (_, which) =>
          sumsFromFirst(ways.map((way, node) => (graph.pattern[node] === which ? way : 0n))),
        )
      : []
    const goingOn = (node: number): bigint => {
      // Where any pattern may follow, -1 names none of the lists.
      const sums = ofPattern[graph.nextPattern[node] as number] ?? ofAll
      return (sums[graph.end[node] as number] as bigint) - (sums[graph.first[node] as number] as bigint)
    }
    if (rest === sessions) return goingOn(graph.root)
    ways = ways.map((_, node) => (graph.isUsable[node] ? goingOn(node) : 0n))
  }
}

/** At i, the sum of the values before i. */
function sumsFromFirst(values: readonly bigint[]): bigint[] {
  const sums = [0n]
  for (const value of values) sums.push((sums.at(-1) as bigint) + value)
  return sums
}
