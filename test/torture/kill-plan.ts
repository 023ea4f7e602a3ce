/** Which kill comes next: every crash point with every way in which Slack answers, in an order that the seed gives. */
import type { FaultKind } from '#simulator/contract.ts'
import type { Random } from '../../bench/shared/random.ts'
import { CRASH_POINTS, type CrashPoint } from './crash-point.ts'

export const ANSWERS = [
  'ok',
  'dropBefore',
  'processThenDrop',
  'processThenCut',
  'late',
  'rateLimited',
  'unavailable',
  'processThenUnavailable',
  'serverError',
  'internalError',
  'processThenFatalError',
  'notJson',
  'processThenNotJson',
] as const satisfies readonly (FaultKind | 'ok')[]
export type Answer = (typeof ANSWERS)[number]

/** At a crash point, after so many claims of the instance's own; or anywhere, so long after it was told to start or had started. */
export type Kill =
  | { at: 'point'; point: CrashPoint; answer: Answer; afterClaims: number }
  | { at: 'random'; afterMs: number; isAtWork: boolean }

export type KillPlan = { next(): Kill; putBack(kill: Kill): void }

/** The share of kills that come anywhere. */
export const AT_RANDOM = 0.3
/** Instances live for some messages, or there would be no progress. */
const CLAIMS_AT_MOST = 4
const LIFE_AT_MOST_MS = 1_500
/** The share of those that are killed anywhere once they have started; of the others many never do. */
const AT_WORK = 0.6

export function createKillPlan(random: Random, atRandom: number): KillPlan {
  let cells: [CrashPoint, Answer][] = []
  const back: Kill[] = []
  return {
    next() {
      const again = back.pop()
      if (again) return again
      if (random() < atRandom) {
        return { at: 'random', afterMs: random() * LIFE_AT_MOST_MS, isAtWork: random() < AT_WORK }
      }
      if (cells.length === 0) {
        cells = CRASH_POINTS.flatMap((point) =>
          ANSWERS.map((answer): [CrashPoint, Answer] => [point, answer]),
        )
          .map((cell) => ({ cell, place: random() }))
          .sort((a, b) => a.place - b.place)
          .map(({ cell }) => cell)
      }
      const [point, answer] = cells.pop() as [CrashPoint, Answer]
      return { at: 'point', point, answer, afterClaims: Math.floor(random() * CLAIMS_AT_MOST) }
    },
    putBack: (kill) => void back.push(kill),
  }
}
