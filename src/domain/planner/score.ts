import type { AttendanceTable } from './attendance.ts'
import type { PlanGraph } from './graph.ts'

/**
 * One number for what adds up along a run, so that a larger number is a better run: attendances first, then few
 * "if need be", then few breaks of the alternation, then a small gap deviation. Each of these is worth more than
 * the most that all those after it can amount to, so comparing the numbers compares them in that order.
 */
export type PlanScore = {
  ofDate: Float64Array
  /** Never above 0. */
  ofEdge: Float64Array
  attendanceUnit: number
  ifNeedBeUnit: number
}

/** Half of what a number can hold exactly; the other half is for the prices of attendances. */
const LARGEST_SCORE = Number.MAX_SAFE_INTEGER / 2

/** Scores of the graph's dates and edges; refuses (RangeError) an input so large that the sum is no longer exact. */
export function planScore(graph: PlanGraph, table: AttendanceTable, sessions: number): PlanScore {
  const breakUnit = sessions * largest(graph.edgeDeviation) + 1
  const ifNeedBeUnit = breakUnit * (sessions * largest(graph.edgeBreaks) + 1)
  const attendanceUnit = ifNeedBeUnit * (sessions * largest(table.ifNeedBe) + 1)
  if (attendanceUnit * (sessions * table.members.length + 1) > LARGEST_SCORE) {
    throw new RangeError('Too many members, sessions and days to compare runs exactly')
  }
  return {
    ofDate: Float64Array.from(
      table.attending,
      (attending, i) => attending * attendanceUnit - (table.ifNeedBe[i] as number) * ifNeedBeUnit,
    ),
    ofEdge: Float64Array.from(
      graph.edgeTo,
      (_, e) => -(graph.edgeBreaks[e] as number) * breakUnit - (graph.edgeDeviation[e] as number),
    ),
    attendanceUnit,
    ifNeedBeUnit,
  }
}

/** The score that every run with so many attendances exceeds, and no run with fewer. */
export function scoreBelow(attendances: number, score: PlanScore): number {
  return (attendances - 1) * score.attendanceUnit
}

function largest(values: Iterable<number>): number {
  let most = 0
  for (const value of values) most = Math.max(most, value)
  return most
}
