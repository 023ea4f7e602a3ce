import { candidateSlots, daysBetween, isTimeZone } from './calendar.ts'
import type { GroupSettings } from './group.ts'
import { countRuns } from './planner.ts'

/** The settings that decide how many runs there can be. */
export type RunRules = Pick<
  GroupSettings,
  'timeZone' | 'gapMinDays' | 'gapMaxDays' | 'alternation' | 'patterns'
>

/** Where and how long the dates are looked for: local days, both included. */
export type RunWindow = { from: string; until: string; sessions: number }

/** A form that is being filled in may hold anything; beyond these there is no run to count. */
const SESSIONS_AT_MOST = 52
const DAYS_AT_MOST = 400

/**
 * How many runs the rules leave on the dates of a window if everybody could make every date, exactly; null while
 * the values make no sense, as they may in a form that is being filled in.
 */
export function possibleRuns(rules: RunRules, { from, until, sessions }: RunWindow): bigint | null {
  const { gapMinDays: min, gapMaxDays: max, alternation, timeZone } = rules
  const isSound =
    [sessions, min, max].every((value) => Number.isInteger(value) && value >= 1) &&
    sessions <= SESSIONS_AT_MOST &&
    max <= DAYS_AT_MOST &&
    min <= max &&
    rules.patterns.length > 0 &&
    isTimeZone(timeZone)
  if (!isSound || until < from || daysBetween(from, until) > DAYS_AT_MOST) return null
  const patterns = rules.patterns.map((pattern, position) => ({ ...pattern, id: String(position), position }))
  const dates = candidateSlots(patterns, { from, until }, timeZone).map(({ on, startsAt, patternId }) => ({
    id: String(startsAt.toMillis()),
    on,
    startsAt: startsAt.toMillis(),
    patternId,
  }))
  return countRuns(dates, {
    sessions,
    gapDays: { min, max },
    alternation,
    patternOrder: patterns.map(({ id }) => id),
    minimum: 0,
    neededMemberIds: [],
    leftOutDateIds: [],
    fixedDateIds: [],
    firmDateIds: [],
    giveUp: 0,
  })
}
