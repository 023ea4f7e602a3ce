import type { DateTime } from 'luxon'
import type { AnswerValue } from '#domain/planner.ts'
import { counted, listed } from './count.ts'

/** A date where there is little room: "So., 7. März, 14:00". */
export function shortDay(startsAt: DateTime): string {
  const day = startsAt.setLocale('de').toLocaleString({ weekday: 'short', day: 'numeric', month: 'short' })
  return `${day}, ${startsAt.toFormat('HH:mm')}`
}

/** What a member said about a date, in a cell of the table; empty where nothing was said. */
export function gridMark(value: AnswerValue | undefined): string {
  return value ? { can: 'passt', ifNeedBe: 'zur Not', cannot: 'passt nicht' }[value] : ''
}

/** How many can come. */
export function gridNumber(values: readonly (AnswerValue | undefined)[]): string {
  return String(values.filter((value) => value === 'can' || value === 'ifNeedBe').length)
}

/** Above the table. */
export function gridLegend(): string {
  return 'Jeder Termin und was alle dazu gesagt haben. Ein leeres Feld heißt nicht beantwortet; das zählt als *passt nicht* bei allen, die zu anderen Terminen geantwortet haben. *Durchgang* nennt die Durchgänge oben, die den Termin enthalten. Das sieht nur die Koordination.'
}

/** One date in words: how many can, who only if need be, who cannot, who has said nothing. */
export function gridLine(
  when: string,
  runs: string,
  said: { can: number; ifNeedBe: string[]; cannot: string[]; silent: string[] },
): string {
  const parts = [
    said.can === 0 ? 'passt niemandem' : `passt ${counted(said.can, 'einer Person', 'Personen')}`,
    ...(said.ifNeedBe.length > 0 ? [`zur Not ${listed(said.ifNeedBe)}`] : []),
    ...(said.cannot.length > 0 ? [`passt nicht ${listed(said.cannot)}`] : []),
    ...(said.silent.length > 0 ? [`nicht beantwortet von ${listed(said.silent)}`] : []),
  ]
  return `${when}${runs ? ` (Durchgang ${runs})` : ''}: ${parts.join('; ')}.`
}

export function gridHead(): { date: string; run: string; come: string } {
  return { date: 'Termin', run: 'Durchgang', come: 'Kommen' }
}
