import { type Alternation, type Plan, planRuns } from '#domain/planner.ts'
import { atLeast, atMost, type Report } from '../shared/report.ts'
import { median, timed } from '../shared/timing.ts'
import { time, times } from '../shared/wording.ts'
import { allowedRuns } from './allowed-runs.ts'
import { type HighsAnswer, highs } from './highs.ts'
import { type Instance, instanceWithRun, type Size, TWO_A_WEEK } from './instance.ts'

const INSTANCES = 100
/** Before the first figure counts. */
const WARMING = 8
export const COMPARISONS = WARMING + INSTANCES
const OBJECTIVES = 3
const THEIR_OBJECTIVES = 2

type Compared = {
  seed: number
  size: Omit<Size, 'patterns'>
  /** Of one call, which answers all the objectives. */
  ourMs: number
  isProven: boolean
  fullest: { ours: number | null; highs: number | null; highsMs: number }
  fairest: { ours: number | null; highs: number | null; highsMs: number }
}

/** The same questions to the planner and to a solver of integer programs: equal optima, and how long each takes. */
export async function againstHighs(step: () => void): Promise<Report> {
  const ask = await highs()
  const compare = (instance: Instance) => {
    const both = compared(instance, ask(allowedRuns(instance)))
    step()
    return both
  }
  const instances = Array.from({ length: INSTANCES }, (_, i) => instanceWithRun(sizeOf(i), 1000 * (i + 1)))
  // Both have been compiled before the first figure counts.
  for (const instance of instances.slice(0, WARMING)) compare(instance)
  return report(instances.map(compare))
}

/** All eight sizes in turn, and each kind of alternation for every size. */
function sizeOf(i: number): Size {
  const alternations: Alternation[] = ['must', 'prefer', 'off']
  return {
    weeks: i & 1 ? 52 : 26,
    members: i & 2 ? 15 : 10,
    sessions: i & 4 ? 16 : 8,
    alternation: alternations[Math.floor(i / 8) % alternations.length] as Alternation,
    patterns: TWO_A_WEEK,
  }
}

function compared({ seed, size, dates, members, rules }: Instance, theirs: HighsAnswer): Compared {
  const { ms, answer } = timed(() => planRuns(dates, members, rules))
  const { patterns: _, ...named } = size
  const { fullest, fairest } = optima(answer)
  return {
    seed,
    size: named,
    ourMs: ms,
    isProven: answer.kind === 'options' && answer.proof === 'optimal',
    fullest: { ours: fullest, highs: theirs.fullest.value, highsMs: theirs.fullest.ms },
    fairest: { ours: fairest, highs: theirs.fairest.value, highsMs: theirs.fairest.ms },
  }
}

function optima(plan: Plan): { fullest: number | null; fairest: number | null } {
  const options = plan.kind === 'options' ? plan.options : []
  const fullest = options.find(({ names }) => names.includes('fullest'))
  const fairest = options.find(({ names }) => names.includes('fairest'))
  return { fullest: fullest?.attendances ?? null, fairest: fairest?.fewestPerMember ?? null }
}

function theirMs({ fullest, fairest }: Compared): number {
  return fullest.highsMs + fairest.highsMs
}

function report(all: Compared[]): Report {
  const perCall = median(all.map((each) => theirMs(each) / each.ourMs))
  const ratio = median(all.map((each) => theirMs(each) / THEIR_OBJECTIVES / (each.ourMs / OBJECTIVES)))
  const perObjective = median(all.map(({ ourMs }) => ourMs / OBJECTIVES))
  const wrong = all.flatMap(disagreements)
  const agreeing = INSTANCES - new Set(wrong.map(({ seed }) => seed)).size
  const slowest = all.reduce((a, b) => (a.ourMs > b.ourMs ? a : b))
  return {
    lines: [
      {
        what: `a call, all objectives (median of ${INSTANCES})`,
        ours: time(median(all.map(({ ourMs }) => ourMs))),
        against: `HiGHS, fullest and fairest: ${time(median(all.map(theirMs)))}`,
        ratio: times(perCall),
        goal: atMost(2 * OBJECTIVES, 'ms', perObjective * OBJECTIVES),
      },
      {
        what: 'an objective (mean of each)',
        ours: time(perObjective),
        against: `HiGHS: ${time(median(all.map(theirMs)) / THEIR_OBJECTIVES)}`,
        ratio: times(ratio),
        goal: atLeast(300, '×', ratio),
      },
      ...(['fullest', 'fairest'] as const).map((name) => ({
        what: `${name}`,
        ours: time(perObjective),
        against: `HiGHS: ${time(median(all.map((each) => each[name].highsMs)))}`,
        ratio: times(median(all.map((each) => each[name].highsMs / (each.ourMs / OBJECTIVES)))),
      })),
      {
        what: 'the slowest call',
        ours: time(slowest.ourMs),
        against: `HiGHS: ${time(theirMs(slowest))}`,
        ratio: times(theirMs(slowest) / slowest.ourMs),
      },
      {
        what: 'instances with the same optima',
        ours: `${agreeing}, ${all.filter(({ isProven }) => isProven).length} proven`,
        against: `HiGHS: ${INSTANCES}`,
        goal: atLeast(INSTANCES, '', agreeing),
      },
    ],
    notes: [
      'A call of the planner answers three objectives with all their tie-breaks; HiGHS answers two, without any. So the ratio of a call favours HiGHS.',
      'An objective of ours is a third of a call, one of theirs half of both solves.',
      `The slowest call has the seed ${slowest.seed}: ${slowest.size.weeks} weeks, ${slowest.size.members} members, ${slowest.size.sessions} sessions, alternation "${slowest.size.alternation}".`,
    ],
    figures: { ratio, perCall, msPerObjective: perObjective, instances: all },
    wrong: wrong.map(({ sentence }) => sentence),
  }
}

function disagreements({ seed, size, fullest, fairest }: Compared): { seed: number; sentence: string }[] {
  return Object.entries({ fullest, fairest })
    .filter(([, { ours, highs }]) => ours === null || ours !== highs)
    .map(([name, { ours, highs }]) => ({
      seed,
      sentence: `seed ${seed}, ${JSON.stringify(size)}: ${name} is ${ours ?? 'refused'} by ours, ${highs ?? 'not solved'} by HiGHS`,
    }))
}
