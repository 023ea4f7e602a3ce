import type { DateTime } from 'luxon'
import { instantOf, localDay, plusDays } from './calendar.ts'
import type { GroupSettings } from './group.ts'
import type { Transitions } from './life-cycle.ts'
import { isRunOver, type RunProgress, sessionsHeld, sessionsToCome } from './session.ts'

export type SurveyOccasion = 'halfWay' | 'busStop'
export type SurveyStatus = 'open' | 'published' | 'withheld' | 'notAsked'

/**
 * A survey is asked and closes once, with a result or without; or there are too few to be asked. Nothing leads back,
 * so that no result is ever shown again with one more answer in it, or one fewer.
 */
export const SURVEY_TRANSITIONS: Transitions<SurveyStatus> = {
  open: ['published', 'withheld'],
  published: [],
  withheld: [],
  notAsked: [],
}

/** A result needs this many answers; a group with fewer members is not asked. */
export const SURVEY_NEEDS = 5

/** 0, not helpful at all, to 10, very helpful indeed. */
export const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** What a survey begins with, and is left with when too few answered: nobody chose any of the eleven. */
export const NO_ANSWERS: readonly number[] = SCORES.map(() => 0)

/** The group's settings, as far as surveys depend on them. */
type SurveySettings = Pick<GroupSettings, 'surveyAfterSession' | 'isSurveyAtBusStop' | 'sessionsPerRun'>

/**
 * Which survey of a run is due: at the bus stop once the run is over; until then the one half way, as soon as so
 * many sessions took place as the group wants. One that would come only with the end of the run never comes.
 */
export function dueSurvey(run: RunProgress, settings: SurveySettings, now: DateTime): SurveyOccasion | null {
  if (isRunOver(run, now)) return settings.isSurveyAtBusStop ? 'busStop' : null
  const { surveyAfterSession } = settings
  return surveyAfterSession > 0 && sessionsHeld(run, now) >= surveyAfterSession ? 'halfWay' : null
}

/** When a group is asked next: when so many sessions took place, or at the bus stop where that is null. */
export type NextSurvey = { afterSessions: number | null; isInThisRun: boolean }

/**
 * When a group is asked next, by its present settings; null when they allow no survey. A run has one survey half way at
 * most: where it was asked, `wasAskedHalfWay`, settings that were changed afterwards bring no other.
 */
export function nextSurvey(
  run: RunProgress | null,
  settings: SurveySettings,
  wasAskedHalfWay: boolean,
  now: DateTime,
): NextSurvey | null {
  const { surveyAfterSession, isSurveyAtBusStop, sessionsPerRun } = settings
  const inRun = (held: number, sessions: number, isInThisRun: boolean): NextSurvey | null => {
    const wasAsked = isInThisRun && wasAskedHalfWay
    if (!wasAsked && surveyAfterSession > held && surveyAfterSession < sessions)
      return { afterSessions: surveyAfterSession, isInThisRun }
    return isSurveyAtBusStop ? { afterSessions: null, isInThisRun } : null
  }
  const held = run ? sessionsHeld(run, now) : 0
  const inThis = run && !isRunOver(run, now) ? inRun(held, held + sessionsToCome(run, now), true) : null
  return inThis ?? inRun(0, sessionsPerRun, false)
}

/** At what hour of the group a survey closes. */
const CLOSES_TIME = '20:00'

/** When a survey that opens now closes: so many local days later, in the evening. */
export function surveyClosesAt(now: DateTime, surveyDays: number, timeZone: string): DateTime {
  return instantOf(plusDays(localDay(now, timeZone), surveyDays), CLOSES_TIME, timeZone)
}

/** Whether an answer given now counts; deadlines are kept to the moment. */
export function isSurveyOpen(survey: { status: SurveyStatus; closesAt: DateTime }, now: DateTime): boolean {
  return survey.status === 'open' && now < survey.closesAt
}

/** The eleven counters with one more answer. */
export function withAnswer(counts: readonly number[], score: number): number[] {
  if (!SCORES.some((each) => each === score)) throw new RangeError('no score of the survey')
  return SCORES.map((each) => (counts[each] ?? 0) + (each === score ? 1 : 0))
}

/** What is shown of a survey: its mean, rounded; how many chose 0–3, 4–6 and 7–10; how many answered. */
export type SurveyResult = {
  mean: number
  bands: { low: number; middle: number; high: number }
  n: number
}

/** What was shown of a survey, and of which run it was. */
export type PastResult = SurveyResult & { runNumber: number; occasion: SurveyOccasion }

/** From this many answers on the mean is shown to one decimal. */
const ANSWERS_FOR_DECIMALS = 20

/**
 * What may be shown of the counters; null with fewer than five answers. Below twenty answers the mean is rounded to
 * the nearest half: one decimal would then be as good as the exact sum, and whoever knows what all the others
 * answered, because they told each other, could work out the one answer that is missing. The bands still tell them
 * in which of the three it lies.
 */
export function result(counts: readonly number[]): SurveyResult | null {
  const among = (from: number, to: number) =>
    counts.slice(from, to + 1).reduce((sum, count) => sum + count, 0)
  const n = among(0, 10)
  if (n < SURVEY_NEEDS) return null
  const sum = counts.reduce((total, count, score) => total + count * score, 0)
  const steps = stepsOfMean(n)
  return {
    mean: Math.round((sum * steps) / n) / steps,
    bands: { low: among(0, 3), middle: among(4, 6), high: among(7, 10) },
    n,
  }
}

/** Into how many steps a point is divided where the mean of so many answers is shown: halves, or tenths. */
export function stepsOfMean(n: number): 2 | 10 {
  return n < ANSWERS_FOR_DECIMALS ? 2 : 10
}

export type Trend = 'up' | 'same' | 'down'

/**
 * How the mean shown at a bus stop compares with that of the stop before. Only what was published is compared, so that
 * a trend tells nothing more. A mean to the nearest half stands for anything within a quarter, and one answer can move
 * it by a half; so where either is such a mean a change is a whole point, and where both have a decimal half a point.
 */
export function trend(before: ShownMean, now: ShownMean): Trend {
  const isCoarse = [before, now].some(({ n }) => stepsOfMean(n) === 2)
  // In tenths: the difference of two decimals is seldom exact.
  const tenths = Math.round((now.mean - before.mean) * 10)
  if (Math.abs(tenths) < (isCoarse ? 10 : 5)) return 'same'
  return tenths > 0 ? 'up' : 'down'
}

type ShownMean = Pick<SurveyResult, 'mean' | 'n'>
