/** The result in plain words and numbers: what was done to the bots, what came of it, and what is wrong. */
import type { BotCounts } from './bots.ts'
import type { Disturbances } from './chaos.ts'
import type { Verdict } from './check.ts'
import { CRASH_POINTS } from './crash-point.ts'
import { ANSWERS } from './kill-plan.ts'
import type { WaveResult } from './wave.ts'

/** All waves together. */
export type Total = {
  counts: BotCounts
  disturbances: Disturbances
  verdict: Verdict
  isQuiet: boolean
  missingKills: number
  vain: number
  /** Why there were fewer waves than there should have been; null when all were there. */
  failure: string | null
}

/** The kinds of what can be wrong, as they are headed in the table. */
const WRONG = {
  lost: 'lost',
  twice: 'twice',
  afterCancel: 'after a cancel',
  tally: 'tally differences',
  order: 'out of order',
  pace: 'too fast (under 1 s)',
} as const satisfies Partial<Record<keyof Verdict, string>>

type Wrong = keyof typeof WRONG

export function addUp(results: readonly WaveResult[]): Total {
  const [first, ...others] = results.map(
    ({ counts, disturbances, verdict, isQuiet, missingKills, seen }) => ({
      counts,
      disturbances,
      verdict,
      isQuiet,
      missingKills,
      vain: seen.vain,
      failure: null,
    }),
  )
  if (!first) throw new Error('there was no wave')
  return others.reduce(
    (sum, each) => ({
      counts: {
        ...addNumbers(sum.counts, each.counts),
        atPoint: addMaps(sum.counts.atPoint, each.counts.atPoint),
      },
      disturbances: addNumbers(sum.disturbances, each.disturbances),
      verdict: {
        ...addLists(sum.verdict, each.verdict),
        counts: {
          ...addNumbers(sum.verdict.counts, each.verdict.counts),
          shortestGapMs: Math.min(sum.verdict.counts.shortestGapMs, each.verdict.counts.shortestGapMs),
        },
      },
      isQuiet: sum.isQuiet && each.isQuiet,
      missingKills: sum.missingKills + each.missingKills,
      vain: sum.vain + each.vain,
      failure: null,
    }),
    first,
  )
}

/** How many things are wrong. */
export function wrongCount({ verdict, isQuiet, missingKills, failure }: Total): number {
  const unfinished = [!isQuiet, missingKills > 0, failure !== null].filter(Boolean).length
  return wrongKinds().reduce((sum, kind) => sum + verdict[kind].length, unfinished)
}

/** The whole table; at most `named` of each kind of what is wrong are named. */
export function table(total: Total, named: number): string {
  const { counts, disturbances, verdict, vain } = total
  const atPoint = [...counts.atPoint.values()].reduce((sum, each) => sum + each, 0)
  const { posts, deliveries, skipped, disclosed, crossed, answersCompared, shortestGapMs } = verdict.counts
  const lines: [string, number | string][] = [
    ['kills at a crash point', atPoint],
    ['kills anywhere', counts.atRandom],
    ['kills during a start', counts.beforeStart],
    ['starts of a bot', counts.starts],
    ['bots that ended by themselves', counts.byThemselves],
    ['graceful stops', disturbances.stopped],
    ['freezes', disturbances.frozen],
    ['crash restarts of Postgres', disturbances.postgresCrashes],
    ['connections cut', disturbances.connectionsCut],
    ['reconnections asked for', disturbances.reconnects],
    ['faults of Slack, beside those below', disturbances.faults],
    ['storms of 429', disturbances.storms],
    ['events repeated', disturbances.eventsRepeated],
    ['times events were held back', disturbances.eventsHeld],
    ['times events were lost', disturbances.eventsLost],
    ['jumps of the clock', disturbances.clockJumps],
    ['', ''],
    ['deliveries', deliveries],
    ['posts in Slack', posts],
    ['passed over', skipped],
    ['answers and numbers compared', answersCompared],
    ['presses acknowledged in vain', vain],
    ['twice as disclosed', disclosed],
    ['crossed with a cancel', crossed],
    ['shortest gap in a channel, ms', Math.round(shortestGapMs)],
    ...wrongKinds().map((kind): [string, number] => [WRONG[kind], verdict[kind].length]),
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  return [
    ...lines.map(([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(7)}`.trimEnd()),
    '',
    ...cells(counts),
    '',
    `If nothing is wrong, ${posts} posts bound the rate of what is wrong at 3/${posts} = ${(3 / posts).toExponential(1)} (95 %).`,
    ...wrongThings(total, named),
  ].join('\n')
}

/** What is wrong, a line each; at most `named` of each kind. */
export function wrongThings({ verdict, isQuiet, missingKills, failure }: Total, named: number): string[] {
  return [
    ...(isQuiet ? [] : ['It did not become quiet: something was still waiting at the end.']),
    ...(missingKills > 0 ? [`${missingKills} kills fewer than asked for: there was no time for them.`] : []),
    ...(failure ? [failure] : []),
    ...wrongKinds().flatMap((kind) => [
      ...verdict[kind].slice(0, named).map((each) => `${WRONG[kind]}: ${each}`),
      ...(verdict[kind].length > named ? [`${WRONG[kind]}: and ${verdict[kind].length - named} more`] : []),
    ]),
  ]
}

/** Kills by crash point and by the answer that Slack gave to the message, or to the next attempt at it. */
function cells({ atPoint }: BotCounts): string[] {
  const width = Math.max(...ANSWERS.map((answer) => answer.length))
  const head = [''.padEnd(width), ...CRASH_POINTS.map((point) => point.padStart(13))].join('  ')
  const rows = ANSWERS.map((answer) =>
    [
      answer.padEnd(width),
      ...CRASH_POINTS.map((point) => String(atPoint.get(`${point} ${answer}`) ?? 0).padStart(13)),
    ].join('  '),
  )
  const least = Math.min(
    ...CRASH_POINTS.flatMap((point) => ANSWERS.map((answer) => atPoint.get(`${point} ${answer}`) ?? 0)),
  )
  return [head, ...rows, `Each crash point with each answer at least ${least} times.`]
}

function wrongKinds(): Wrong[] {
  return Object.keys(WRONG) as Wrong[]
}

function addNumbers<T extends object>(a: T, b: T): T {
  const pairs = Object.entries(a).map(([name, value]) => {
    const other = b[name as keyof T]
    return [name, typeof value === 'number' && typeof other === 'number' ? value + other : value]
  })
  return Object.fromEntries(pairs) as T
}

function addLists<T extends object>(a: T, b: T): T {
  const pairs = Object.entries(a).map(([name, value]) => {
    const other = b[name as keyof T]
    return [name, Array.isArray(value) && Array.isArray(other) ? [...value, ...other] : value]
  })
  return Object.fromEntries(pairs) as T
}

function addMaps(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Map<string, number> {
  const sum = new Map(a)
  for (const [key, count] of b) sum.set(key, (sum.get(key) ?? 0) + count)
  return sum
}
