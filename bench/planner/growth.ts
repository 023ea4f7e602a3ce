import { planRuns } from '#domain/planner.ts'
import type { Line, Report } from '../shared/report.ts'
import { median, timed } from '../shared/timing.ts'
import { time, times } from '../shared/wording.ts'
import { instanceWithRun, type Size, TWO_A_WEEK } from './instance.ts'

const FACTORS = [1, 2, 4, 8]
const INSTANCES = 7

/** How the first of a series is made larger. */
type Series = { name: string; base: Size; grown: (factor: number) => Partial<Size> }

const BASE: Size = { weeks: 26, members: 10, sessions: 8, alternation: 'prefer', patterns: TWO_A_WEEK }

/** For the most sessions the shortest gaps take nearly two years. All of a series have the same dates, so that only the sessions grow. */
const WEEKS_FOR_SESSIONS = 208

const SERIES: Series[] = [
  { name: 'dates', base: BASE, grown: (factor) => ({ weeks: BASE.weeks * factor }) },
  { name: 'members', base: BASE, grown: (factor) => ({ members: BASE.members * factor }) },
  {
    name: 'sessions',
    base: { ...BASE, weeks: WEEKS_FOR_SESSIONS },
    grown: (factor) => ({ sessions: BASE.sessions * factor }),
  },
]

export const GROWTH_CALLS = SERIES.length * FACTORS.length * INSTANCES

type Point = { factor: number; ms: number; proven: number; slowestMs: number }

/** What happens to the time when a group is twice, four and eight times as large. */
export function growth(step: () => void): Report {
  const points = (series: Series) => FACTORS.map((factor) => point(series, factor, step))
  const all = SERIES.map((series) => ({ series, points: points(series) }))
  return {
    lines: all.flatMap(({ series, points }) => lines(series, points)),
    notes: [
      `Growth: medians of ${INSTANCES} instances each; the exponent is the slope of log time over log factor.`,
    ],
    figures: Object.fromEntries(
      all.map(({ series, points }) => [series.name, { exponent: exponent(points), points }]),
    ),
    wrong: [],
  }
}

function point({ base, grown }: Series, factor: number, step: () => void): Point {
  const measured = Array.from({ length: INSTANCES }, (_, i) => {
    const { dates, members, rules } = instanceWithRun({ ...base, ...grown(factor) }, 1000 * (i + 1))
    const call = timed(() => planRuns(dates, members, rules))
    step()
    return call
  })
  const proven = measured.filter(({ answer }) => answer.kind === 'options' && answer.proof === 'optimal')
  const all = measured.map(({ ms }) => ms)
  return { factor, ms: median(all), proven: proven.length, slowestMs: Math.max(...all) }
}

function lines({ name, base, grown }: Series, points: Point[]): Line[] {
  const first = points[0]?.ms ?? Number.NaN
  return [
    ...points.map(({ factor, ms, proven, slowestMs }) => {
      const { weeks, members, sessions } = { ...base, ...grown(factor) }
      return {
        what: `${weeks} weeks × ${members} members × ${sessions} sessions`,
        ours: time(ms),
        against: `slowest ${time(slowestMs)}, ${proven} of ${INSTANCES} proven`,
        ratio: times(ms / first),
      }
    }),
    { what: `exponent of ${name}`, ours: exponent(points).toFixed(2) },
  ]
}

/** Least squares on both logarithms. */
function exponent(points: readonly Point[]): number {
  const x = points.map(({ factor }) => Math.log(factor))
  const y = points.map(({ ms }) => Math.log(ms))
  const [meanX, meanY] = [mean(x), mean(y)]
  const rise = x.map((value, i) => (value - meanX) * ((y[i] as number) - meanY))
  return mean(rise) / mean(x.map((value) => (value - meanX) ** 2))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
