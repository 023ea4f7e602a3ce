import { daysBetween } from '#domain/calendar.ts'
import type { CandidateDate, PlanRules } from './rules.ts'

/**
 * The rules as a directed graph: a node is a date that a run may use, an edge leads from a session to one that may
 * come next, and one more node, the root, stands before the first session. A run is a path from the root over
 * `sessions` dates that ends at or after the last fixed date.
 */
export type PlanGraph = {
  /** Every candidate in order; the index is the number of the node. */
  dates: readonly CandidateDate[]
  /** The number of the root, one after the last date. */
  root: number
  /** The edges of node i are those from firstEdge[i] up to, not including, firstEdge[i + 1]. */
  firstEdge: Int32Array
  edgeTo: Int32Array
  /** 1 where the edge breaks the alternation. */
  edgeBreaks: Uint8Array
  /** |gap - preferred gap| in days. */
  edgeDeviation: Int32Array
  /** -1 if no date is fixed. */
  lastFixed: number
}

/** Candidates in the order in which they come, equal starts by id; refuses (RangeError) an id that occurs twice. */
export function inOrder(dates: readonly CandidateDate[]): CandidateDate[] {
  const ids = new Set(dates.map((date) => date.id))
  if (ids.size < dates.length) throw new RangeError('Two candidate dates have the same id')
  return [...dates].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
}

/**
 * Builds the graph of `dates` (in order). `isUsable` says which dates a run may use; fixed dates always are. An edge
 * never passes over a fixed date, which is how every run comes to contain all of them.
 */
export function planGraph(
  dates: readonly CandidateDate[],
  rules: PlanRules,
  isUsable: (date: CandidateDate) => boolean,
): PlanGraph {
  const fixedIds = new Set(rules.fixedDateIds)
  const isFixed = dates.map((date) => fixedIds.has(date.id))
  const usable = dates.map((date, i) => isFixed[i] || isUsable(date))
  const day = dayNumbers(dates)
  const edges = { to: [] as number[], breaks: [] as number[], deviation: [] as number[] }

  function addEdge(from: { day: number; patternId: string }, to: number): void {
    const date = dates[to] as CandidateDate
    const gap = (day[to] as number) - from.day
    if (!usable[to] || gap < rules.gapDays.min || gap > rules.gapDays.max) return
    const isBreak = breaksAlternation(from.patternId, date.patternId, rules.patternOrder)
    if (isBreak && rules.alternation === 'must') return
    edges.to.push(to)
    edges.breaks.push(isBreak && rules.alternation === 'prefer' ? 1 : 0)
    edges.deviation.push(Math.abs(gap - (rules.gapDays.preferred ?? gap)))
  }

  function addEdgesFrom(from: { day: number; patternId: string; startsAt: number }, first: number): void {
    for (let to = first; to < dates.length; to += 1) {
      // Two days are left for local days that run behind the instants, which happens only across zones.
      if ((day[to] as number) - from.day > rules.gapDays.max + 2) return
      if ((dates[to] as CandidateDate).startsAt > from.startsAt) addEdge(from, to)
      if (isFixed[to]) return
    }
  }

  function addEdgesFromRoot(): void {
    if (rules.anchor) {
      const anchorDay = dayNumber(rules.anchor.on)
      addEdgesFrom({ day: anchorDay, patternId: rules.anchor.patternId, startsAt: -Infinity }, 0)
      return
    }
    const firstFixed = isFixed.indexOf(true)
    for (let to = 0; to < dates.length && (firstFixed < 0 || to <= firstFixed); to += 1) {
      if (!usable[to]) continue
      edges.to.push(to)
      edges.breaks.push(0)
      edges.deviation.push(0)
    }
  }

  const firstEdge = new Int32Array(dates.length + 2)
  for (const [i, date] of dates.entries()) {
    firstEdge[i] = edges.to.length
    if (usable[i]) addEdgesFrom({ ...date, day: day[i] as number }, i + 1)
  }
  firstEdge[dates.length] = edges.to.length
  addEdgesFromRoot()
  firstEdge[dates.length + 1] = edges.to.length
  return {
    dates,
    root: dates.length,
    firstEdge,
    edgeTo: Int32Array.from(edges.to),
    edgeBreaks: Uint8Array.from(edges.breaks),
    edgeDeviation: Int32Array.from(edges.deviation),
    lastFixed: isFixed.lastIndexOf(true),
  }
}

/**
 * Whether `next` breaks the order after `previous`. A pattern that is no longer in the order expects nothing, so
 * that a run can follow a last session whose pattern the group has given up.
 */
function breaksAlternation(previous: string, next: string, order: readonly string[]): boolean {
  const place = order.indexOf(previous)
  return place >= 0 && order[(place + 1) % order.length] !== next
}

function dayNumbers(dates: readonly CandidateDate[]): number[] {
  const known = new Map<string, number>()
  return dates.map(({ on }) => {
    const number = known.get(on) ?? dayNumber(on)
    known.set(on, number)
    return number
  })
}

function dayNumber(on: string): number {
  const number = daysBetween('1970-01-01', on)
  if (Number.isNaN(number)) throw new RangeError(`Not a day in the form YYYY-MM-DD: ${on}`)
  return number
}
