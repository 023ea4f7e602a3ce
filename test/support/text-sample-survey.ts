/** Samples of what is said about a survey. */
import { DateTime } from 'luxon'
import type { NextSurvey, PastResult, SurveyResult } from '#domain/survey.ts'
import * as picture from '#text/picture.ts'
import * as survey from '#text/survey.ts'

const closing = {
  closesAt: DateTime.fromISO('2027-03-14T20:00Z', { zone: 'utc' }),
  timeZone: 'Europe/London',
}
const seven: SurveyResult = { mean: 8.5, bands: { low: 0, middle: 1, high: 6 }, n: 7 }
const twenty: SurveyResult = { mean: 8.4, bands: { low: 1, middle: 2, high: 17 }, n: 20 }
const past: PastResult[] = [
  { ...seven, runNumber: 1, occasion: 'halfWay' },
  { ...twenty, runNumber: 1, occasion: 'busStop' },
]
const dates: picture.PicturedDate[] = [
  { on: '2027-03-07', can: 7, ifNeedBe: 1, runs: 'A B' },
  { on: '2027-03-24', can: 3, ifNeedBe: 0, runs: '' },
  { on: '2027-05-05', can: 9, ifNeedBe: 0, runs: 'A' },
]
const sessions: picture.PicturedSession[] = [
  { number: 1, on: '2027-03-07', state: 'over' },
  { number: 2, on: '2027-03-24', state: 'skipped' },
  { number: 3, on: '2027-04-11', state: 'next' },
  { number: 4, on: '2027-05-05', state: 'toCome' },
]
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
    surveyOpenText: [survey.surveyOpenText(closing)],
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
  picture: {
    trendTitle: [picture.trendTitle()],
    trendFigure: [8, 8.5].map(picture.trendFigure),
    trendWords: Object.values(picture.trendWords()),
    trendAltText: [picture.trendAltText(past)],
    datesWords: Object.values(picture.datesWords(9)),
    datesAltText: [picture.datesAltText(9, dates)],
    runWords: Object.values(picture.runWords(8).states),
    runMonth: ['2027-03-01', '2027-05-01'].map(picture.runMonth),
    runAltText: [
      { sought: 0, hasBusStop: true },
      { sought: 2, hasBusStop: false },
    ].map((end) => picture.runAltText(8, sessions, end)),
    pictureComing: [picture.pictureComing()],
    pictureNotification: [picture.pictureNotification()],
    pictureText: [picture.pictureText(picture.trendTitle())],
    pictureMissing: [true, false].map(picture.pictureMissing),
  },
})

export const SURVEY_MODULES = { survey, picture }
