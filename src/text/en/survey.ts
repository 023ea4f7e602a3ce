import type { DateTime } from 'luxon'
import { type NextSurvey, SURVEY_NEEDS, type SurveyResult, stepsOfMean, type Trend } from '#domain/survey.ts'
import { counted, InWords, inWords } from './count.ts'
import { momentInWords } from './date.ts'
import { plural } from './plural.ts'

export type Closing = { closesAt: DateTime; timeZone: string }

/** The one question, above its eleven answers. */
export function surveyLabel(): string {
  return 'How helpful has the group been for you?'
}

/** An answer as it stands in the list. */
export function scoreInWords(score: number): string {
  return { 0: '0, not helpful at all', 10: '10, very helpful indeed' }[score] ?? String(score)
}

/** The private question. */
export function surveyQuestionText({ closesAt, timeZone }: Closing): string {
  return [
    `*How helpful has the group been for you?* I am asking everybody in the group this one question, from 0 (not helpful at all) to 10 (very helpful indeed). You can answer once, until ${momentInWords(closesAt, timeZone)}; no reason is asked.`,
    `${whoSees()} ${whatIsShown('Afterwards')}`,
  ].join('\n')
}

/** On the Home tab, to everybody alike while a survey is open. */
export function surveyOpenText({ closesAt, timeZone }: Closing): string {
  return `*A question to everybody:* how helpful has the group been? It is open until ${momentInWords(closesAt, timeZone)}, and who has answered is shown to nobody.`
}

/** On the form, before the question. */
export function surveyFormText({ closesAt, timeZone }: Closing): string {
  return `${whoSees()} So an answer can be given once and not be changed. ${whatIsShown(`After ${momentInWords(closesAt, timeZone)}`)}`
}

function whoSees(): string {
  return 'Nobody in the group, the convenor included, can see who answered what, nor who has answered.'
}

function whatIsShown(when: string): string {
  return `${when} the group sees the rounded mean, how many chose 0 to 3, 4 to 6 and 7 to 10, and how many answered; with fewer than ${inWords(SURVEY_NEEDS)} answers nobody sees a result, and they are forgotten.`
}

/** To somebody who has answered. */
export function surveyThanks({ closesAt, timeZone }: Closing): string {
  return `Thank you. Your answer is counted; that it was yours is not kept. If ${inWords(SURVEY_NEEDS)} or more of you answer, the result comes to the channel after ${momentInWords(closesAt, timeZone)}.`
}

const TRENDS: Record<Trend, string> = { up: 'up', same: 'about the same', down: 'down' }

/** The result, in the channel. `trend` compares it with the bus stop before, where there is something to compare. */
export function surveyResultText({ mean, bands, n }: SurveyResult, trend: Trend | null): string {
  const people = (count: number) => (count === 0 ? 'nobody' : inWords(count))
  const rounded = stepsOfMean(n) === 2 ? 'to the nearest half' : 'to one decimal'
  return [
    `*How helpful has the group been for us?* ${InWords(n)} of us answered. The mean, ${rounded}, is *${mean.toFixed(1)}*, from 0 (not helpful at all) to 10 (very helpful indeed).`,
    `0 to 3: ${people(bands.low)}; 4 to 6: ${people(bands.middle)}; 7 to 10: ${people(bands.high)}.`,
    ...(trend ? [`Compared with our last bus stop: ${TRENDS[trend]}.`] : []),
  ].join('\n')
}

/** To the convenors, when there is no result. */
export function surveyWithheldText(): string {
  return `The survey has closed with fewer than ${inWords(SURVEY_NEEDS)} answers. So nobody sees a result, you neither, and the answers are forgotten. Nothing is left to do; \`/supportgroup survey\` says when the next one comes.`
}

/** Why a small group is not asked; `isSoNow`, or was so when the last survey came. */
export function tooFewText(isSoNow: boolean, next: NextSurvey | null): string {
  if (!isSoNow)
    return `When the last survey came, the group had fewer than ${inWords(SURVEY_NEEDS)} members. No result could have been shown, so I did not ask. ${nextSurveyText(next)}`
  const condition = next ? ` I ask then if there are at least ${inWords(SURVEY_NEEDS)} of you.` : ''
  return `The group has fewer than ${inWords(SURVEY_NEEDS)} members. No result could be shown, because it would say too much about each of you, so I do not ask. ${nextSurveyText(next)}${condition}`
}

/** When the next survey comes. */
export function nextSurveyText(next: NextSurvey | null): string {
  if (!next)
    return 'By its settings this group has no survey; a convenor can change that with `/supportgroup settings`.'
  const { afterSessions, isInThisRun } = next
  const run = isInThisRun ? 'our run' : 'our next run'
  if (afterSessions === null)
    return `The next survey comes at the bus stop, after the last session of ${run}.`
  return `The next survey comes when ${counted(afterSessions, 'session')} of ${run} ${plural(afterSessions, { one: 'has', other: 'have' })} taken place.`
}
