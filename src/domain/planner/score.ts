import type { AttendanceTable } from './attendance.ts'
import { breaksAlternation, gapBetween, type PlanGraph } from './graph.ts'
import type { PlanRules } from './rules.ts'

/**
 * One number for what adds up along a run, so that a larger number is a better run: few changes of firm dates first,
 * then attendances, then few "if need be", then few breaks of the alternation, then a small gap deviation. Each of
 * these is worth more than the most that all those after it can amount to, so comparing the numbers compares them in
 * that order.
 */
export type PlanScore = {
  /** -Infinity for a date that a run may not use. */
  ofDate: Float64Array
  /** Of a session that breaks the alternation: negative where it is preferred, -Infinity where it is a must. */
  ofBreak: number
  preferredGap: number | null
  ifNeedBeUnit: number
  attendanceUnit: number
  changeUnit: number
  /** 1 for a date that is not firm while others are; all 0 where none is, and so none can be changed. */
  isChange: Uint8Array
}

/** Half of what a number can hold exactly; the other half is for the prices of attendances. */
const LARGEST_SCORE = Number.MAX_SAFE_INTEGER / 2

/** Scores of the graph's dates and edges; refuses (RangeError) an input so large that the sum is no longer exact. */
export function planScore(graph: PlanGraph, table: AttendanceTable, rules: PlanRules): PlanScore {
  const { sessions, alternation, gapDays } = rules
  const firm = new Set(rules.firmDateIds)
  const breakUnit = sessions * largestDeviation(graph, gapDays) + 1
  const ifNeedBeUnit = breakUnit * (alternation === 'prefer' ? sessions + 1 : 1)
  const attendanceUnit = ifNeedBeUnit * (sessions * largest(table.ifNeedBe) + 1)
  const changeUnit = attendanceUnit * (sessions * table.members.length + 1)
  if (changeUnit * (firm.size > 0 ? sessions + 1 : 1) > LARGEST_SCORE) {
    throw new RangeError('Too many members, sessions and days to compare runs exactly')
  }
  const isChange = Uint8Array.from(graph.dates, ({ id }) => (firm.size > 0 && !firm.has(id) ? 1 : 0))
  const ofDate = Float64Array.from(graph.isUsable, (usable, i) =>
    usable
      ? (table.attending[i] as number) * attendanceUnit -
        (table.ifNeedBe[i] as number) * ifNeedBeUnit -
        (isChange[i] as number) * changeUnit
      : -Infinity,
  )
  return {
    ofDate,
    ofBreak: { must: -Infinity, prefer: -breakUnit, off: 0 }[alternation],
    preferredGap: gapDays.preferred ?? null,
    ifNeedBeUnit,
    attendanceUnit,
    changeUnit,
    isChange,
  }
}

/** What it adds to a run that `to` follows `from`. */
export function edgeScore(graph: PlanGraph, score: PlanScore, from: number, to: number): number {
  const ofBreak = breaksAlternation(graph, from, to) ? score.ofBreak : 0
  const gap = score.preferredGap === null ? null : gapBetween(graph, from, to)
  return gap === null ? ofBreak : ofBreak - Math.abs(gap - (score.preferredGap as number))
}

/** The score that every run with so few changes and so many attendances exceeds, and no run with more or fewer. */
export function scoreBelow(score: PlanScore, attendances: number, changes: number): number {
  return (attendances - 1) * score.attendanceUnit - changes * score.changeUnit
}

function largestDeviation(graph: PlanGraph, gapDays: PlanRules['gapDays']): number {
  const { min, max, preferred } = gapDays
  if (preferred === undefined) return 0
  const days = graph.hasAnchor ? graph.day : graph.day.subarray(0, graph.root)
  const span = days.length === 0 ? 0 : largest(days) - days.reduce((a, b) => Math.min(a, b), Infinity)
  return Math.max(Math.abs(min - preferred), Math.abs(Math.min(max, span) - preferred))
}

function largest(values: Int32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}
