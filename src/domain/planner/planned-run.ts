import { breaksAlternation, gapBetween } from './graph.ts'
import { attendancesPerMember, type PricedProblem } from './price.ts'
import type { ObjectiveName, PlannedRun } from './rules.ts'

/** The runs as they are told, in the given order; equal ones are one with all its names. */
export function plannedRuns(
  problem: PricedProblem,
  runs: readonly (readonly [ObjectiveName, readonly number[]])[],
): PlannedRun[] {
  const options = new Map<string, PlannedRun>()
  for (const [name, path] of runs) {
    const same = options.get(path.join())
    if (same) same.names.push(name)
    else options.set(path.join(), plannedRun(problem, name, path))
  }
  return [...options.values()]
}

function plannedRun(problem: PricedProblem, name: ObjectiveName, path: readonly number[]): PlannedRun {
  const { graph, table, score, sessions } = problem
  const served = attendancesPerMember(table, path)
  const fewest = Math.min(...served)
  const idOf = (node: number) => graph.dates[node]?.id as string
  const attending = path.map((node) => table.attending[node] as number)
  const thinnest = attending.indexOf(Math.min(...attending))
  const edges = path.map((node, k) => [path[k - 1] ?? graph.root, node] as const)
  const gaps = edges.map(([from, to]) => gapBetween(graph, from, to)).filter((gap) => gap !== null)
  const { preferredGap } = score
  return {
    names: [name],
    dateIds: path.map(idOf),
    attendances: sum(attending),
    possibleAttendances: sessions * table.members.length,
    fewestPerMember: fewest,
    worstServedMemberIds: table.members.filter((_, m) => served[m] === fewest).map((member) => member.id),
    attendancesByMember: table.members.map((member, m) => ({
      memberId: member.id,
      attendances: served[m] as number,
    })),
    ifNeedBe: sum(path.map((node) => table.ifNeedBe[node] as number)),
    thinnest: { dateId: idOf(path[thinnest] as number), attending: attending[thinnest] as number },
    alternationBreaks:
      score.ofBreak === 0 ? 0 : edges.filter(([from, to]) => breaksAlternation(graph, from, to)).length,
    gapDeviation: preferredGap === null ? 0 : sum(gaps.map((gap) => Math.abs(gap - preferredGap))),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
