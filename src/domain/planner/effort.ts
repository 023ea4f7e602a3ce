import type { PlanGraph } from './graph.ts'

/**
 * How much work a plan may still cost, in dates and members looked at. It is counted instead of timed, so that the
 * same question has the same answer on every machine and whenever a message is made anew.
 */
export type Effort = { left: number }

/** About a second on a small machine. A dozen people come nowhere near it; thirty with fourteen sessions may. */
export const EFFORT = 150_000_000

/** What it costs to go through all edges once for each session. */
export function edgesTimesSessions(graph: PlanGraph, sessions: number): number {
  let edges = 0
  for (let node = 0; node <= graph.root; node += 1) {
    if (node < graph.root && !graph.isUsable[node]) continue
    edges += (graph.end[node] as number) - (graph.first[node] as number)
  }
  return edges * sessions
}
