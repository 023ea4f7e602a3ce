import type { PlanGraph } from './graph.ts'

/**
 * How many runs of `sessions` dates the graph holds, exactly. Backwards, one session at a time: as many runs
 * continue from a date as continue from all the dates that may follow it.
 */
export function countPaths(graph: PlanGraph, sessions: number): bigint {
  let ways = Array.from({ length: graph.root + 1 }, (_, node): bigint => (node >= graph.lastFixed ? 1n : 0n))
  for (let rest = 1; rest <= sessions; rest += 1) {
    const longer: bigint[] = []
    for (let node = 0; node <= graph.root; node += 1) {
      let sum = 0n
      for (let e = graph.firstEdge[node] as number; e < (graph.firstEdge[node + 1] as number); e += 1) {
        sum += ways[graph.edgeTo[e] as number] as bigint
      }
      longer.push(sum)
    }
    ways = longer
  }
  return ways[graph.root] as bigint
}
