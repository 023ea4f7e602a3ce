import type { PlanGraph } from './graph.ts'

/**
 * How much work a plan may still cost, in dates and members looked at. It is counted instead of timed, so that the
 * same question has the same answer on every machine and whenever a message is made anew.
 */
export type Effort = {
  left: number
  /** When less than this is left, it is told. */
  tellBelow: number
  tell(): void
}

/** About a second on a small machine. A dozen people come nowhere near it; thirty with fourteen sessions may. */
export const EFFORT = 150_000_000

/** It is told so many times at most how much of all is gone: telling it costs more than a look. */
const TOLD_TIMES = 200

/** All that a plan may cost; `told` hears now and then how large a part of it is gone. */
export function wholeEffort(told?: (share: number) => void): Effort {
  const effort: Effort = {
    left: EFFORT,
    tellBelow: told ? EFFORT : -Infinity,
    tell() {
      effort.tellBelow = effort.left - EFFORT / TOLD_TIMES
      told?.(Math.min(1, 1 - effort.left / EFFORT))
    },
  }
  return effort
}

/** Does with so much less from now on. */
export function spend(effort: Effort, work: number): void {
  effort.left -= work
  if (effort.left < effort.tellBelow) effort.tell()
}

/** What it costs to go through all edges once for each session. */
export function edgesTimesSessions(graph: PlanGraph, sessions: number): number {
  let edges = 0
  for (let node = 0; node <= graph.root; node += 1) {
    if (node < graph.root && !graph.isUsable[node]) continue
    edges += (graph.end[node] as number) - (graph.first[node] as number)
  }
  return edges * sessions
}
