import { bestCompletion, type Completions, compareLists } from './bounds.ts'
import { type Effort, spend as spendEffort } from './effort.ts'
import { mayFollow } from './graph.ts'
import { lowestPrices, type PricedProblem, type Prices } from './price.ts'
import { edgeScore, scoreBelow } from './score.ts'

/** What a search needs to know of the problem, prepared once. */
export type SearchSpace = PricedProblem & {
  /** The best score of a completion, members aside. */
  bound: Completions
  /** What each member can attend at most from a node on, that date included; null where that would cost too much to know. */
  most: Int16Array | null
  /** How many firm dates the runs that are looked for change; none with more is looked for. */
  changes: number
}

/** A run found by a search: its dates in order and its score. */
export type FoundRun = { path: number[]; score: number }

/** Which runs are looked for: every member can attend them `atLeast` times, and their score is above `above`. */
export type Question = {
  atLeast: number
  above: number
  /** A run that is known to be one of them; then only a better one is looked for. */
  known?: FoundRun
  /** Whether any of them will do, instead of the best. */
  isAnyEnough?: boolean
}

/** `isProven`: none is better than `run`, or there is none at all where it is null. Else the effort was used up. */
export type Answer = { run: FoundRun | null; isProven: boolean }

/** Most searches end before prices would pay for themselves. */
const LOOKS_WITHOUT_PRICES = 20_000

/** What looking at a date or a member costs in a search, beside what it costs in going through the edges in order. */
const COST_OF_A_LOOK = 5

/**
 * Branch and bound: the run with the largest score (the earliest list of equal ones) among those that are looked for.
 *
 * A run is built date by date, the most promising date first. What has been built is given up as soon as it cannot
 * lead to a better run than the best so far, for one of three reasons: what it can earn at most by the members'
 * prices is too little; what it can score at most, members aside, is too little, or just as much with a later list;
 * or some member could not reach `atLeast` any more, even on the dates that suit that member best.
 */
export function bestRun(space: SearchSpace, question: Question, effort: Effort): Answer {
  const { graph, table, score, sessions, bound, most } = space
  const { atLeast } = question
  const width = graph.root + 1
  const count = table.members.length
  const attended = new Int32Array(count)
  const path: number[] = []
  let found = question.known ?? null
  // A run that serves every member so often has at least so many attendances.
  let bar = found?.score ?? Math.max(question.above, scoreBelow(score, atLeast * count, space.changes))
  // For every number of sessions still to come one list, used again by each visit.
  const longest = graph.end.reduce(
    (most, end, node) => Math.max(most, end - (graph.first[node] as number)),
    0,
  )
  const promisesBefore = Array.from({ length: sessions + 1 }, () => new Float64Array(longest))
  let lastShort = 0
  let looksLeft = 0
  let isOver = false

  /** Whether the search came to an end by itself: everything was looked at or given up, or any run was enough. */
  function search(prices: Earning & { owed: number }, mostLooks: number): boolean {
    looksLeft = mostLooks
    isOver = false
    visit(prices, graph.root, sessions, 0, -prices.owed)
    return !isOver || isAnswered()
  }

  function visit(prices: Earning, node: number, rest: number, total: number, earned: number): void {
    if (rest === 0) {
      if (everybodyIsServed()) keep({ path: [...path], score: total })
      return
    }
    const from = graph.first[node] as number
    const stretch = (graph.end[node] as number) - from
    const promises = promisesAfter(prices, node, rest, earned)
    spend(stretch + count)
    while (!isOver) {
      const next = largest(promises, stretch)
      if (next < 0 || isTooLittle(promises[next] as number)) return
      promises[next] = -Infinity
      const to = from + next
      const edge = edgeScore(graph, score, node, to)
      const sum = total + (score.ofDate[to] as number) + edge
      if (leadsNowhere(to, rest - 1, sum)) continue
      attend(to, 1)
      path.push(to)
      visit(prices, to, rest - 1, sum, earned + (prices.ofDate[to] as number) + edge)
      path.pop()
      attend(to, -1)
    }
  }

  function keep(run: FoundRun): void {
    found = run
    bar = run.score
    if (isAnswered()) isOver = true
  }

  function isAnswered(): boolean {
    return question.isAnyEnough === true && found !== null
  }

  function spend(work: number): void {
    looksLeft -= work
    spendEffort(effort, work * COST_OF_A_LOOK)
    if (looksLeft <= 0 || effort.left <= 0) isOver = true
  }

  /** A run that only equals the best so far may still be an earlier list of dates. */
  function isTooLittle(reachable: number): boolean {
    return found ? reachable < bar : reachable <= bar
  }

  function leadsNowhere(to: number, rest: number, total: number): boolean {
    const at = rest * width + to
    const reachable = total + (bound.best[at] as number)
    spend(1)
    return isTooLittle(reachable) || leavesSomebodyShort(at) || isLater(to, rest, reachable)
  }

  function leavesSomebodyShort(at: number): boolean {
    if (!most) return false
    // Whoever was short last is likely to be short again.
    if ((attended[lastShort] as number) + (most[at * count + lastShort] as number) < atLeast) return true
    for (let m = 0; m < count; m += 1) {
      if ((attended[m] as number) + (most[at * count + m] as number) >= atLeast) continue
      lastShort = m
      return true
    }
    return false
  }

  function everybodyIsServed(): boolean {
    return attended.every((times) => times >= atLeast)
  }

  /** Of all completions with that score, members aside, the best completion is the earliest list. */
  function isLater(to: number, rest: number, reachable: number): boolean {
    if (!found || reachable > bar) return false
    return compareLists(graph, [...path, to, ...bestCompletion(graph, bound, rest, to)], found.path) >= 0
  }

  function attend(node: number, by: 1 | -1): void {
    for (let m = 0; m < count; m += 1) {
      attended[m] = (attended[m] as number) + by * (table.suits[node * count + m] as number)
    }
  }

  /** What a run can earn in all if it goes on with each date of the stretch that the gaps allow. */
  function promisesAfter(prices: Earning, node: number, rest: number, earned: number): Float64Array {
    const promises = promisesBefore[rest] as Float64Array
    const from = graph.first[node] as number
    const end = graph.end[node] as number
    for (let to = from; to < end; to += 1) {
      const after = (prices.ofDate[to] as number) + (prices.best[(rest - 1) * width + to] as number)
      promises[to - from] = mayFollow(graph, node, to)
        ? earned + after + edgeScore(graph, score, node, to)
        : -Infinity
    }
    return promises
  }

  /** Keeps the best-earning run of some prices if it is one that is looked for, and better; answers whether that is enough. */
  function consider(candidate: number[], attendances: Int32Array): boolean {
    if (attendances.some((times) => times < atLeast)) return false
    const run = { path: candidate, score: scoreOf(space, candidate) }
    if (run.score > bar) keep(run)
    return isAnswered()
  }

  const plain = { ofDate: score.ofDate, best: bound.best, owed: 0 }
  if (search(plain, LOOKS_WITHOUT_PRICES)) return { run: found, isProven: true }
  const prices = lowestPrices(space, atLeast, bar, effort, consider)
  const isProven = isAnswered() || isTooLittle(prices.upper) || search(prices, Infinity)
  return { run: found, isProven }
}

/** What every date earns, and the completions that earn most. */
type Earning = Pick<Prices, 'ofDate' | 'best'>

function scoreOf({ graph, score }: SearchSpace, path: readonly number[]): number {
  return path.reduce(
    (sum, node, k) =>
      sum + (score.ofDate[node] as number) + edgeScore(graph, score, path[k - 1] ?? graph.root, node),
    0,
  )
}

/** The place of the largest of the first `length` values; -1 if there is none. */
function largest(values: Float64Array, length: number): number {
  let place = length === 0 ? -1 : 0
  for (let i = 1; i < length; i += 1) {
    if ((values[i] as number) > (values[place] as number)) place = i
  }
  return place
}
