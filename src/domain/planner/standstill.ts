import { plusDays } from '#domain/calendar.ts'
import type { PlanGraph } from './graph.ts'
import type { CandidateDate, PlannerMember, PlanRules, Standstill } from './rules.ts'
import { attending } from './usable.ts'

/** The most sessions that a run can get to, and the nodes on which it can then be. */
export type Reached = { sessions: number; nodes: readonly number[] }

/**
 * How far runs get in a graph, session by session from the root. A date is not gone to if the fixed dates after it
 * would no longer find room, so whoever gets to all the sessions has a whole run.
 */
export function reachedBy(graph: PlanGraph, rules: PlanRules): Reached {
  let reached: Reached = { sessions: 0, nodes: [graph.root] }
  while (reached.sessions < rules.sessions) {
    const nodes = nextNodes(graph, reached, rules)
    if (nodes.length === 0) break
    reached = { sessions: reached.sessions + 1, nodes }
  }
  return reached
}

/** Describes where runs come to a stand; `before` is the graph of the rules before the blocking one. */
export function standstill(
  reached: Reached,
  before: PlanGraph,
  members: readonly PlannerMember[],
  rules: PlanRules,
): Standstill {
  const candidates = nextNodes(before, reached, rules).map((node) => before.dates[node] as CandidateDate)
  const last = reached.nodes.map((node) => before.dates[node] ?? rules.anchor)
  const from = Math.min(...reached.nodes)
  const start = from === before.root ? -1 : from
  const nextFixed = before.dates.find((date, i) => i > start && rules.fixedDateIds.includes(date.id))
  return {
    sessions: reached.sessions,
    between: window(last, rules),
    patternIds: rules.patternOrder.filter((id) => last.some((date) => mayFollow(date, id, rules))),
    candidateDateIds: candidates.map((date) => date.id),
    mostAttending: Math.max(0, ...candidates.map((date) => attending(members, date))),
    nextFixedDateId: nextFixed?.id ?? null,
  }
}

type Place = { on: string; patternId: string } | undefined

function window(last: readonly Place[], rules: PlanRules): Standstill['between'] {
  const days = last.flatMap((place) => (place ? [place.on] : [])).sort()
  const [first, final] = [days[0], days.at(-1)]
  if (first === undefined || final === undefined) return null
  return { from: plusDays(first, rules.gapDays.min), to: plusDays(final, rules.gapDays.max) }
}

function mayFollow(place: Place, patternId: string, rules: PlanRules): boolean {
  const order = rules.patternOrder
  const index = order.indexOf(place?.patternId ?? '')
  return rules.alternation !== 'must' || index < 0 || order[(index + 1) % order.length] === patternId
}

function nextNodes(graph: PlanGraph, reached: Reached, rules: PlanRules): number[] {
  const left = rules.sessions - reached.sessions - 1
  const next = new Set<number>()
  for (const node of reached.nodes) {
    for (let e = graph.firstEdge[node] as number; e < (graph.firstEdge[node + 1] as number); e += 1) {
      next.add(graph.edgeTo[e] as number)
    }
  }
  return [...next].filter((node) => fixedAfter(graph, node, rules) <= left).sort((a, b) => a - b)
}

function fixedAfter(graph: PlanGraph, node: number, rules: PlanRules): number {
  return graph.dates.filter((date, i) => i > node && rules.fixedDateIds.includes(date.id)).length
}
