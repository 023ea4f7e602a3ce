/** Samples of what is said about a survey. */
import { DateTime } from 'luxon'
import type { NextSurvey, SurveyResult } from '#domain/survey.ts'
import * as survey from '#text/survey.ts'

const closing = {
  closesAt: DateTime.fromISO('2027-03-14T20:00Z', { zone: 'utc' }),
  timeZone: 'Europe/London',
}
const seven: SurveyResult = { mean: 8.5, bands: { low: 0, middle: 1, high: 6 }, n: 7 }
const twenty: SurveyResult = { mean: 8.4, bands: { low: 1, middle: 2, high: 17 }, n: 20 }
const nexts: (NextSurvey | null)[] = [
  null,
  { afterSessions: 4, isInThisRun: true },
  { afterSessions: 1, isInThisRun: true },
  { afterSessions: null, isInThisRun: true },
  { afterSessions: 4, isInThisRun: false },
  { afterSessions: null, isInThisRun: false },
]

/** Every function of the module, as in `text-sample.ts`. */
export const surveySaid = (): Record<string, Record<string, string[]>> => ({
  survey: {
    surveyLabel: [survey.surveyLabel()],
    scoreInWords: [0, 5, 10].map(survey.scoreInWords),
    surveyQuestionText: [survey.surveyQuestionText(closing)],
    surveyFormText: [survey.surveyFormText(closing)],
    surveyThanks: [survey.surveyThanks(closing)],
    surveyResultText: [seven, twenty].flatMap((result) =>
      (['up', 'same', 'down', null] as const).map((trend) => survey.surveyResultText(result, trend)),
    ),
    surveyWithheldText: [survey.surveyWithheldText()],
    tooFewText: [true, false].flatMap((isSoNow) => nexts.map((next) => survey.tooFewText(isSoNow, next))),
    nextSurveyText: nexts.map(survey.nextSurveyText),
  },
})

export const SURVEY_MODULES = { survey }
