import type { DateTime } from 'luxon'
import type { AnswerValue } from '#domain/planner.ts'
import { counted, listed } from './count.ts'

/** A date where there is little room: "Sun 7 Mar, 14:00". */
export function shortDay(startsAt: DateTime): string {
  const day = startsAt.setLocale('en-GB').toLocaleString({ weekday: 'short', day: 'numeric', month: 'short' })
  return `${day}, ${startsAt.toFormat('HH:mm')}`
}

/** What a member said about a date, in a cell of the table; empty where nothing was said. */
export function gridMark(value: AnswerValue | undefined): string {
  return value ? { can: 'can', ifNeedBe: 'if need be', cannot: 'cannot' }[value] : ''
}

/** How many can come. */
export function gridNumber(values: readonly (AnswerValue | undefined)[]): string {
  return String(values.filter((value) => value === 'can' || value === 'ifNeedBe').length)
}

/** Above the table. */
export function gridLegend(): string {
  return 'Every date and what everybody said. An empty field means not answered, which counts as *cannot* for whoever answered other dates. *Run* names the runs above that hold the date. Only you and the other convenors see this.'
}

/** One date in words: how many can, who only if need be, who cannot, who has said nothing. */
export function gridLine(
  when: string,
  runs: string,
  said: { can: number; ifNeedBe: string[]; cannot: string[]; silent: string[] },
): string {
  const parts = [
    `${counted(said.can, 'person', 'people')} can`,
    ...(said.ifNeedBe.length > 0 ? [`${listed(said.ifNeedBe)} if need be`] : []),
    ...(said.cannot.length > 0 ? [`${listed(said.cannot)} cannot`] : []),
    ...(said.silent.length > 0 ? [`not answered: ${listed(said.silent)}`] : []),
  ]
  return `${when}${runs ? ` (run ${runs})` : ''}: ${parts.join('; ')}.`
}

/** Above the columns of the table, before those of the members. */
export function gridHead(): { date: string; run: string; come: string } {
  return { date: 'Date', run: 'Run', come: 'Come' }
}
