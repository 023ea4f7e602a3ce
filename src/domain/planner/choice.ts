import { memberBound, scoreBound } from './bounds.ts'
import type { ObjectiveName, PlannedRun } from './rules.ts'
import { scoreBelow } from './score.ts'
import { bestRun, type FoundRun, type SearchSpace } from './search.ts'

/**
 * The best run for each objective, the recommended one first; equal runs are one with all its names. Expects a
 * graph that holds at least one run and at least one answering member.
 */
export function bestRuns(problem: Omit<SearchSpace, 'bound' | 'most'>, giveUp: number): PlannedRun[] {
  const { graph, score, table, sessions } = problem
  const bound = scoreBound(graph, score, sessions)
  const space = { ...problem, bound, most: memberBound(graph, table, sessions, bound) }

  /** Asks for a run that serves the worst-served one better, again and again, until there is none. */
  function fairer(from: FoundRun, fewestAttendances: number): FoundRun {
    for (let run = from; ; ) {
      const better = bestRun(space, fewestPerMember(space, run) + 1, scoreBelow(fewestAttendances, score))
      if (!better) return run
      run = better
    }
  }

  const first = bestRun(space, 0, scoreBelow(0, score))
  if (!first) throw new Error('The rules leave no run')
  const most = total(table.attending, first.path)
  // Each objective allows all that the one before it allows, so its search goes on from there.
  const fullest = fairer(first, most)
  const balanced = fairer(fullest, most - giveUp)
  const fairest = fairer(balanced, 0)
  const byName: [ObjectiveName, FoundRun][] = [
    ['balanced', balanced],
    ['fullest', fullest],
    ['fairest', fairest],
  ]
  return collapse(
    space,
    byName.map(([name, run]) => [name, evener(space, run)]),
  )
}

/** Of the runs that equal it in fewest per member, attendances and "if need be": the one with the largest smallest session. */
function evener(space: SearchSpace, from: FoundRun): FoundRun {
  const { score, table } = space
  const atLeast = fewestPerMember(space, from)
  const above =
    total(table.attending, from.path) * score.attendanceUnit -
    (total(table.ifNeedBe, from.path) + 1) * score.ifNeedBeUnit
  for (let run = from; ; ) {
    const smallest = Math.min(...run.path.map((node) => table.attending[node] as number))
    const better = bestRun(withoutThinDates(space, smallest + 1), atLeast, above)
    if (!better) return run
    run = better
  }
}

function withoutThinDates(space: SearchSpace, smallest: number): SearchSpace {
  const { graph, table, sessions } = space
  const ofDate = space.score.ofDate.map((value, i) =>
    (table.attending[i] as number) < smallest ? -Infinity : value,
  )
  const score = { ...space.score, ofDate }
  return { ...space, score, bound: scoreBound(graph, score, sessions) }
}

function collapse(space: SearchSpace, runs: [ObjectiveName, FoundRun][]): PlannedRun[] {
  const options = new Map<string, PlannedRun>()
  for (const [name, run] of runs) {
    const key = run.path.join()
    const same = options.get(key)
    if (same) same.names.push(name)
    else options.set(key, plannedRun(space, name, run))
  }
  return [...options.values()]
}

function plannedRun(space: SearchSpace, name: ObjectiveName, run: FoundRun): PlannedRun {
  const { graph, table, sessions } = space
  const { path } = run
  const served = attendancesPerMember(space, run)
  const fewest = Math.min(...served)
  const attending = path.map((node) => table.attending[node] as number)
  const thinnest = attending.indexOf(Math.min(...attending))
  const edges = path.map((node, k) => edgeBetween(space, path[k - 1] ?? graph.root, node))
  return {
    names: [name],
    dateIds: path.map((node) => idOf(space, node)),
    attendances: total(table.attending, path),
    possibleAttendances: sessions * table.members.length,
    fewestPerMember: fewest,
    worstServedMemberIds: table.members.filter((_, m) => served[m] === fewest).map((member) => member.id),
    attendancesByMember: table.members.map((member, m) => ({
      memberId: member.id,
      attendances: served[m] as number,
    })),
    ifNeedBe: total(table.ifNeedBe, path),
    thinnest: { dateId: idOf(space, path[thinnest] as number), attending: attending[thinnest] as number },
    alternationBreaks: total(graph.edgeBreaks, edges),
    gapDeviation: total(graph.edgeDeviation, edges),
  }
}

function idOf(space: SearchSpace, node: number): string {
  return space.graph.dates[node]?.id as string
}

function edgeBetween({ graph }: SearchSpace, from: number, to: number): number {
  return graph.edgeTo.indexOf(to, graph.firstEdge[from])
}

function fewestPerMember(space: SearchSpace, run: FoundRun): number {
  return Math.min(...attendancesPerMember(space, run))
}

function attendancesPerMember({ table }: SearchSpace, run: FoundRun): number[] {
  const count = table.members.length
  return table.members.map((_, m) =>
    run.path.reduce((sum, node) => sum + (table.suits[node * count + m] as number), 0),
  )
}

function total(values: { readonly [index: number]: number }, places: readonly number[]): number {
  return places.reduce((sum, place) => sum + (values[place] as number), 0)
}
