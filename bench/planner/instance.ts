import { candidateSlots, type PatternSlot, plusDays } from '#domain/calendar.ts'
import type { Alternation, AnswerValue, CandidateDate, PlannerMember, PlanRules } from '#domain/planner.ts'
import { type Random, seededRandom } from '../shared/random.ts'
import { allowedRuns } from './allowed-runs.ts'
import { mostAttendances } from './longest-path.ts'

/** One question to the planner. Its size and its seed make it again. */
export type Instance = {
  size: Size
  seed: number
  dates: CandidateDate[]
  members: PlannerMember[]
  rules: PlanRules
}

export type Size = {
  weeks: number
  members: number
  sessions: number
  alternation: Alternation
  patterns: readonly PatternSlot[]
}

const FIRST_DAY = '2027-01-03'
const TIME_ZONE = 'Europe/London'
const IF_NEED_BE = 0.12

/** A first evening and an afternoon, as the groups have them for whom the bot was made. */
export const TWO_A_WEEK: readonly PatternSlot[] = [
  { id: 'sunday', position: 0, weekday: 7, startTime: '14:00', lengthMinutes: 120 },
  { id: 'wednesday', position: 1, weekday: 3, startTime: '18:30', lengthMinutes: 120 },
]

/** The instance of this seed; where its rules leave no run, that of the first seed after it whose rules do. */
export function instanceWithRun(size: Size, firstSeed: number): Instance {
  for (let seed = firstSeed; ; seed += 1) {
    const instance = instanceOf(size, seed)
    // By the benchmark's own reckoning, so that a planner that wrongly refuses is found out, not avoided.
    if (mostAttendances(allowedRuns(instance)) !== null) return instance
  }
}

export function instanceOf(size: Size, seed: number): Instance {
  const random = seededRandom(seed)
  const until = plusDays(FIRST_DAY, size.weeks * 7 - 1)
  const slots = candidateSlots(size.patterns, { from: FIRST_DAY, until }, TIME_ZONE)
  const dates = slots.map(({ on, startsAt, patternId }, i) => ({
    id: `date-${i}`,
    on,
    startsAt: startsAt.toMillis(),
    patternId,
  }))
  const members = Array.from({ length: size.members }, (_, m) => ({
    id: `member-${m}`,
    answers: answersTo(dates, random),
  }))
  const rules: PlanRules = {
    sessions: size.sessions,
    gapDays: { min: 10, max: 25, preferred: 17 },
    alternation: size.alternation,
    patternOrder: [...new Set(size.patterns.map(({ id }) => id))],
    minimum: 3,
    neededMemberIds: [],
    leftOutDateIds: [],
    fixedDateIds: [],
    firmDateIds: [],
    giveUp: 2,
  }
  return { size, seed, dates, members, rules }
}

/** Some people can nearly always, others seldom: it is they who make fairness hard. */
function answersTo(dates: readonly CandidateDate[], random: Random): PlannerMember['answers'] {
  const can = 0.35 + 0.4 * random()
  const answer = (drawn: number): AnswerValue =>
    drawn < can ? 'can' : drawn < can + IF_NEED_BE ? 'ifNeedBe' : 'cannot'
  return new Map(dates.map(({ id }) => [id, answer(random())]))
}
