import { plusDays } from '#domain/calendar.ts'
import type { AttendanceTable } from './attendance.ts'
import { mayFollow, type PlanGraph } from './graph.ts'
import type { CandidateDate, PlanRules, Standstill } from './rules.ts'

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
  table: AttendanceTable,
  rules: PlanRules,
): Standstill {
  const candidates = nextNodes(before, reached, rules)
  const last = reached.nodes.map((node) => before.dates[node] ?? rules.anchor)
  const from = reached.nodes.reduce((a, b) => Math.min(a, b), before.root)
  const start = from === before.root ? -1 : from
  const nextFixed = before.fixed.find((place) => place > start)
  return {
    sessions: reached.sessions,
    between: window(last, rules),
    patternIds: rules.patternOrder.filter((id) => last.some((date) => mayComeAfter(date, id, rules))),
    candidateDateIds: candidates.map((node) => (before.dates[node] as CandidateDate).id),
    mostAttending: candidates.reduce((most, node) => Math.max(most, table.attending[node] as number), 0),
    nextFixedDateId: nextFixed === undefined ? null : (before.dates[nextFixed]?.id ?? null),
  }
}

type Place = { on: string; patternId: string } | undefined

function window(last: readonly Place[], rules: PlanRules): Standstill['between'] {
  const days = last.flatMap((place) => (place ? [place.on] : [])).sort()
  const [first, final] = [days[0], days.at(-1)]
  if (first === undefined || final === undefined) return null
  return { from: plusDays(first, rules.gapDays.min), to: plusDays(final, rules.gapDays.max) }
}

function mayComeAfter(place: Place, patternId: string, rules: PlanRules): boolean {
  const order = rules.patternOrder
  const index = order.indexOf(place?.patternId ?? '')
  return rules.alternation !== 'must' || index < 0 || order[(index + 1) % order.length] === patternId
}

function nextNodes(graph: PlanGraph, reached: Reached, rules: PlanRules): number[] {
  const left = rules.sessions - reached.sessions - 1
  const next = new Set<number>()
  for (const node of reached.nodes) {
    for (let to = graph.first[node] as number; to < (graph.end[node] as number); to += 1) {
      if (mayFollow(graph, node, to)) next.add(to)
    }
  }
  return [...next].filter((node) => fixedAfter(graph, node) <= left).sort((a, b) => a - b)
}

function fixedAfter({ fixed }: PlanGraph, node: number): number {
  return fixed.filter((place) => place > node).length
}
