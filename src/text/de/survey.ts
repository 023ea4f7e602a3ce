import { type NextSurvey, SURVEY_NEEDS, type SurveyResult, stepsOfMean, type Trend } from '#domain/survey.ts'
import type { Closing } from '../en/survey.ts'
import { capital, counted, inWords } from './count.ts'
import { momentInWords } from './date.ts'
import { plural } from './plural.ts'

/** The one question, above its eleven answers. */
export function surveyLabel(): string {
  return 'Wie hilfreich war die Gruppe für dich?'
}

/** An answer as it stands in the list. */
export function scoreInWords(score: number): string {
  return { 0: '0, gar nicht hilfreich', 10: '10, wirklich sehr hilfreich' }[score] ?? String(score)
}

const SCALE = 'von 0 (gar nicht hilfreich) bis 10 (wirklich sehr hilfreich)'

/** The private question. */
export function surveyQuestionText({ closesAt, timeZone }: Closing): string {
  return [
    `*Wie hilfreich war die Gruppe für dich?* Ich stelle allen in der Gruppe diese eine Frage, ${SCALE}. Du kannst einmal antworten, bis ${momentInWords(closesAt, timeZone)}; nach einem Grund wird nicht gefragt.`,
    `${whoSees()} ${whatIsShown('Danach')}`,
  ].join('\n')
}

/** On the Home tab, to everybody alike while a survey is open. */
export function surveyOpenText({ closesAt, timeZone }: Closing): string {
  return `*Eine Frage an alle:* Wie hilfreich war die Gruppe? Antworten kannst du bis ${momentInWords(closesAt, timeZone)}; wer geantwortet hat, sieht niemand.`
}

/** On the form, before the question. */
export function surveyFormText({ closesAt, timeZone }: Closing): string {
  return `${whoSees()} Darum lässt sich die Antwort nur einmal geben und nicht ändern. ${whatIsShown(`Nach dem Ende (${momentInWords(closesAt, timeZone)})`)}`
}

function whoSees(): string {
  return 'Niemand in der Gruppe, auch nicht die Koordination, kann sehen, wer was geantwortet hat, und auch nicht, wer geantwortet hat.'
}

function whatIsShown(when: string): string {
  return `${when} sieht die Gruppe den gerundeten Mittelwert, wie viele 0 bis 3, 4 bis 6 und 7 bis 10 gewählt haben und wie viele geantwortet haben; bei weniger als ${counted(SURVEY_NEEDS, 'einer Antwort', 'Antworten')} sieht niemand ein Ergebnis, und sie werden vergessen.`
}

/** To somebody who has answered. */
export function surveyThanks({ closesAt, timeZone }: Closing): string {
  return `Danke. Deine Antwort ist gezählt; dass sie von dir war, wird nicht gespeichert. Wenn mindestens ${inWords(SURVEY_NEEDS)} von euch antworten, kommt das Ergebnis nach dem Ende (${momentInWords(closesAt, timeZone)}) in den Kanal.`
}

const TRENDS: Record<Trend, string> = { up: 'höher', same: 'etwa gleich', down: 'niedriger' }

/** The result, in the channel. `trend` compares it with the bus stop before, where there is something to compare. */
export function surveyResultText({ mean, bands, n }: SurveyResult, trend: Trend | null): string {
  const people = (count: number) => (count === 0 ? 'niemand' : counted(count, 'eine Person', 'Personen'))
  const rounded = stepsOfMean(n) === 2 ? 'auf halbe Punkte gerundet' : 'auf eine Nachkommastelle gerundet'
  const figure = mean.toLocaleString('de', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const answered = plural(n, {
    one: 'Eine Person hat',
    other: `${capital(counted(n, 'eine Person', 'Personen'))} haben`,
  })
  return [
    `*Wie hilfreich war die Gruppe für uns?* ${answered} geantwortet. Der Mittelwert, ${rounded}, ist *${figure}*, ${SCALE}.`,
    `0 bis 3: ${people(bands.low)}; 4 bis 6: ${people(bands.middle)}; 7 bis 10: ${people(bands.high)}.`,
    ...(trend ? [`Verglichen mit unserer letzten Haltestelle: ${TRENDS[trend]}.`] : []),
  ].join('\n')
}

/** To the convenors, when there is no result. */
export function surveyWithheldText(): string {
  return `Die Rückmeldung ist mit weniger als ${counted(SURVEY_NEEDS, 'einer Antwort', 'Antworten')} zu Ende gegangen. Darum sieht niemand ein Ergebnis, auch du nicht, und die Antworten sind vergessen. Es ist nichts mehr zu tun; \`/supportgroup survey\` sagt, wann die nächste kommt.`
}

/** Why a small group is not asked; `isSoNow`, or was so when the last survey came. */
export function tooFewText(isSoNow: boolean, next: NextSurvey | null): string {
  const fewer = `weniger als ${counted(SURVEY_NEEDS, 'ein Mitglied', 'Mitglieder')}`
  if (!isSoNow)
    return `Als die letzte Rückmeldung anstand, hatte die Gruppe ${fewer}. Es hätte sich kein Ergebnis zeigen lassen, darum habe ich nicht gefragt. ${nextSurveyText(next)}`
  const condition = next ? ` Ich frage dann, wenn ihr mindestens ${inWords(SURVEY_NEEDS)} seid.` : ''
  return `Die Gruppe hat ${fewer}. Es ließe sich kein Ergebnis zeigen, weil es zu viel über jede einzelne Person sagen würde, darum frage ich nicht. ${nextSurveyText(next)}${condition}`
}

/** When the next survey comes. */
export function nextSurveyText(next: NextSurvey | null): string {
  if (!next)
    return 'Nach ihren Einstellungen hat diese Gruppe keine Rückmeldung; die Koordination kann das mit `/supportgroup settings` ändern.'
  const { afterSessions, isInThisRun } = next
  const run = isInThisRun ? 'unseres Durchgangs' : 'unseres nächsten Durchgangs'
  if (afterSessions === null)
    return `Die nächste Rückmeldung kommt an der Haltestelle, nach dem letzten Treffen ${run}.`
  const over = plural(afterSessions, {
    one: `ein Treffen ${run} stattgefunden hat`,
    other: `${counted(afterSessions, 'ein Treffen')} ${run} stattgefunden haben`,
  })
  return `Die nächste Rückmeldung kommt, wenn ${over}.`
}
