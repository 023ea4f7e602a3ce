import { dayNumber } from '#domain/calendar.ts'
import type { CandidateDate, PlanRules } from './rules.ts'

/**
 * The rules as a directed graph: a node is a date, an edge leads from a session to one that may come next, and one
 * more node, the root, stands before the first session. A run is a path from the root over `sessions` dates that
 * ends at or after the last fixed date.
 *
 * Days never go back while instants go on, so what the gaps allow after a node is one stretch of dates: `first` and
 * `end` tell which. Of these, `mayFollow` says which are usable and keep the alternation. So the graph takes no more
 * room than the dates do, however many edges it has.
 */
export type PlanGraph = {
  /** Every candidate in order; the index is the number of the node. */
  dates: readonly CandidateDate[]
  /** The number of the root, one after the last date. */
  root: number
  /** What the gaps allow after node i are the nodes from first[i] up to, not including, end[i]. */
  first: Int32Array
  end: Int32Array
  /** 1 for a date that a run may use. */
  isUsable: Uint8Array
  /** The local day of each node as a number; of the root, that of the anchor, or nothing of use. */
  day: Int32Array
  /** The pattern of each node, as its place in the order of patterns; -1 for one that is not in the order. */
  pattern: Int32Array
  /** The pattern that is to follow each node; -1 where any may. */
  nextPattern: Int32Array
  mustAlternate: boolean
  /** Whether the first gap and the first alternation count from a session before the run. */
  hasAnchor: boolean
  /** The fixed dates, in order. */
  fixed: readonly number[]
}

/**
 * Candidates in the order in which they come, equal starts by id. Refuses (RangeError) an id that occurs twice, a day
 * that is none, and days that go back while instants go on, as dates of different zones might.
 */
export function inOrder(dates: readonly CandidateDate[]): CandidateDate[] {
  const ids = new Set(dates.map((date) => date.id))
  if (ids.size < dates.length) throw new RangeError('Two candidate dates have the same id')
  const ordered = [...dates].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
  for (const [i, { on }] of ordered.entries()) {
    if (Number.isNaN(dayNumber(on))) throw new RangeError(`Not a day in the form YYYY-MM-DD: ${on}`)
    if (on < (ordered[i - 1]?.on ?? on)) throw new RangeError(`A later date has an earlier day: ${on}`)
  }
  return ordered
}

/**
 * Builds the graph of `dates` (in order). `isUsable` says which dates a run may use, by their places; fixed dates
 * always are. An edge never passes over a fixed date, which is how every run comes to contain all of them.
 */
export function planGraph(
  dates: readonly CandidateDate[],
  rules: PlanRules,
  isUsable: (place: number) => boolean,
): PlanGraph {
  const { anchor, gapDays, patternOrder } = rules
  const root = dates.length
  const fixedIds = new Set(rules.fixedDateIds)
  const fixed = dates.flatMap(({ id }, i) => (fixedIds.has(id) ? [i] : []))
  const isFixed = new Set(fixed)
  const places = [...dates, anchor]
  const pattern = Int32Array.from(places, (place) => (place ? patternOrder.indexOf(place.patternId) : -1))
  const graph: PlanGraph = {
    dates,
    root,
    first: new Int32Array(root + 1),
    end: new Int32Array(root + 1),
    isUsable: Uint8Array.from(dates, (_, i) => (isFixed.has(i) || isUsable(i) ? 1 : 0)),
    day: Int32Array.from(places, (place) => (place ? dayNumber(place.on) : 0)),
    pattern,
    // A pattern that is no longer in the order expects nothing, so that a run can follow a last session whose
    // pattern the group has given up.
    nextPattern: pattern.map((place) => (place < 0 ? -1 : (place + 1) % patternOrder.length)),
    mustAlternate: rules.alternation === 'must',
    hasAnchor: anchor !== undefined,
    fixed,
  }
  const firstOn = (day: number) => lowest(0, root, (i) => (graph.day[i] as number) >= day)
  for (let i = 0; i <= root; i += 1) {
    const later = i === root ? 0 : lowest(i + 1, root, (k) => startOf(dates, k) > startOf(dates, i))
    const isFree = i === root && !anchor
    const day = graph.day[i] as number
    const first = isFree ? 0 : Math.max(later, firstOn(day + gapDays.min))
    const nextFixed = fixed.find((place) => place > i || i === root)
    const end = isFree ? root : firstOn(day + gapDays.max + 1)
    graph.first[i] = first
    graph.end[i] = Math.max(first, Math.min(end, (nextFixed ?? root) + 1))
  }
  return graph
}

/** Whether a date between first[from] and end[from] may follow: usable, and of the right pattern where that is a must. */
export function mayFollow(graph: PlanGraph, from: number, to: number): boolean {
  return graph.isUsable[to] === 1 && !(graph.mustAlternate && breaksAlternation(graph, from, to))
}

/** Whether `to` is not of the pattern that is to follow `from`. */
export function breaksAlternation(graph: PlanGraph, from: number, to: number): boolean {
  const expected = graph.nextPattern[from] as number
  return expected >= 0 && graph.pattern[to] !== expected
}

/** The local days between two consecutive sessions; null before the first session of a run without an anchor. */
export function gapBetween(graph: PlanGraph, from: number, to: number): number | null {
  if (from === graph.root && !graph.hasAnchor) return null
  return (graph.day[to] as number) - (graph.day[from] as number)
}

function startOf(dates: readonly CandidateDate[], place: number): number {
  return dates[place]?.startsAt ?? Number.NaN
}

/** The lowest number from `from` up to `to` for which it is so, if it stays so from there on; else `to`. */
function lowest(from: number, to: number, isSo: (n: number) => boolean): number {
  let low = from
  for (let high = to; low < high; ) {
    const middle = (low + high) >> 1
    if (isSo(middle)) high = middle
    else low = middle + 1
  }
  return low
}
