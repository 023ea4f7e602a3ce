import { bestCompletion, bestCompletions, mostPerMember } from './bounds.ts'
import { EFFORT, type Effort, edgesTimesSessions } from './effort.ts'
import { plannedRuns } from './planned-run.ts'
import { attendancesPerMember, type PricedProblem } from './price.ts'
import type { ObjectiveName, PlannedRun, Proof } from './rules.ts'
import { scoreBelow } from './score.ts'
import { bestRun, type FoundRun, type SearchSpace } from './search.ts'

/** What each member can attend at most is worth knowing if it costs no more than this share of all the effort. */
const SHARE_FOR_MEMBERS = 0.1

/** A run and how far it is known to be the best: no run that is allowed serves the worst-served one more than `upper` times. */
type Judged = { run: FoundRun; upper: number; isProven: boolean }

/** Where a search looks, how often everybody can be served at most, and how much it may cost. */
type Limits = { space: SearchSpace; highest: number; effort: Effort }

/**
 * The best run for each objective, the recommended one first. Expects a graph that holds at least one run and at
 * least one answering member, and `wholeEffort`.
 */
export function bestRuns(
  problem: PricedProblem,
  giveUp: number,
  effort: Effort,
): { options: PlannedRun[]; proof: Proof } {
  const { space, first } = spaceOf(problem)
  const most = sum(problem.table.attending, first.path)
  const highest = highestFewest(space, most)
  // Each objective allows all that the one before it allows, so its search goes on from there.
  const fullest = fairer({ space, highest, effort }, { run: first, upper: highest, isProven: true }, most)
  const balanced = fairer({ space, highest, effort }, fullest, most - giveUp)
  const fairest = fairer({ space, highest, effort }, balanced, 0)
  const byName: [ObjectiveName, Judged][] = [
    ['balanced', balanced],
    ['fullest', fullest],
    ['fairest', fairest],
  ]
  // What is best in several ways is evened once.
  const evened = new Map(
    [...new Set(byName.map(([, { run }]) => run))].map((run) => [run, evener(space, run, effort)]),
  )
  const isProven = byName.every(([, judged]) => judged.isProven && evened.get(judged.run)?.isProven)
  return {
    options: plannedRuns(
      problem,
      byName.map(([name, { run }]) => [name, (evened.get(run)?.run ?? run).path]),
    ),
    proof: isProven ? 'optimal' : { upperBound: fairest.upper },
  }
}

function spaceOf(problem: PricedProblem): { space: SearchSpace; first: FoundRun } {
  const { graph, table, score, sessions } = problem
  const bound = bestCompletions(graph, score, score.ofDate, sessions)
  const cost = edgesTimesSessions(graph, sessions) * table.members.length
  const most = cost <= EFFORT * SHARE_FOR_MEMBERS ? mostPerMember(graph, table, sessions, bound) : null
  const path = bestCompletion(graph, bound, sessions, graph.root)
  const first = { path, score: bound.best[sessions * (graph.root + 1) + graph.root] as number }
  const changes = path.filter((node) => score.isChange[node] === 1).length
  return { space: { ...problem, bound, most, changes }, first }
}

/**
 * Of the runs with at least so many attendances the best one for the worst-served. Asks for a run that serves
 * everybody once more, again and again, until there is none; then for the best that serves everybody so often.
 */
function fairer({ space, highest, effort }: Limits, from: Judged, fewestAttendances: number): Judged {
  const above = scoreBelow(space.score, fewestAttendances, space.changes)
  for (let run = from.run; ; ) {
    const fewest = fewestPerMember(space, run)
    const { run: better, isProven } =
      fewest < highest
        ? bestRun(space, { atLeast: fewest + 1, above, isAnyEnough: true }, effort)
        : { run: null, isProven: true }
    if (better) {
      run = better
      continue
    }
    const upper = isProven ? fewest : highest
    // What does not serve everybody more often than before is no better than what was the best before.
    if (run === from.run) return { run, upper, isProven: isProven && from.isProven }
    const best = bestRun(space, { atLeast: fewest, above, known: run }, effort)
    return { run: best.run ?? run, upper, isProven: isProven && best.isProven }
  }
}

/**
 * How often everybody can be served at most: no more often than a member is on average in the run with the most
 * attendances, nor more often than any member in a run made for that member alone.
 */
function highestFewest({ table, most, graph, sessions }: SearchSpace, attendances: number): number {
  const count = table.members.length
  const average = Math.floor(attendances / count)
  const root = (sessions * (graph.root + 1) + graph.root) * count
  return most ? Math.min(average, ...most.subarray(root, root + count)) : average
}

/** Of the runs that equal it in fewest per member, attendances and "if need be": the one with the largest smallest session. */
function evener(space: SearchSpace, from: FoundRun, effort: Effort): Omit<Judged, 'upper'> {
  const { score, table, changes } = space
  const atLeast = fewestPerMember(space, from)
  const above =
    sum(table.attending, from.path) * score.attendanceUnit -
    (sum(table.ifNeedBe, from.path) + 1) * score.ifNeedBeUnit -
    changes * score.changeUnit
  for (let run = from; ; ) {
    const smallest = Math.min(...run.path.map((node) => table.attending[node] as number))
    const { run: better, isProven } = bestRun(
      withoutThinDates(space, smallest + 1),
      { atLeast, above },
      effort,
    )
    if (!better) return { run, isProven }
    run = better
  }
}

function withoutThinDates(space: SearchSpace, smallest: number): SearchSpace {
  const { graph, table, sessions } = space
  const ofDate = space.score.ofDate.map((value, i) =>
    (table.attending[i] as number) < smallest ? -Infinity : value,
  )
  const score = { ...space.score, ofDate }
  return { ...space, score, bound: bestCompletions(graph, score, ofDate, sessions) }
}

function fewestPerMember({ table }: SearchSpace, run: FoundRun): number {
  return Math.min(...attendancesPerMember(table, run.path))
}

function sum(values: Int32Array, places: readonly number[]): number {
  return places.reduce((total, place) => total + (values[place] as number), 0)
}
