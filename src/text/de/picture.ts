import { DateTime } from 'luxon'
import type { PastResult } from '#domain/survey.ts'
import type { PicturedDate, PicturedSession } from '../en/picture.ts'
import { capital, inWords } from './count.ts'
import { monthInWords } from './date.ts'
import { runTitle, stillSought } from './session.ts'

export function trendTitle(): string {
  return 'Wie hilfreich die Gruppe war, von 0 bis 10'
}

export function trendFigure(mean: number): string {
  return mean.toLocaleString('de', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}

export function trendWords(): { run: string; answers: string; busStop: string; halfWay: string } {
  return { run: 'Durchgang', answers: 'Antworten', busStop: 'Haltestelle', halfWay: 'in der Mitte' }
}

export function trendAltText(results: readonly PastResult[]): string {
  const { busStop, halfWay } = trendWords()
  const parts = results.map(
    ({ mean, n, runNumber, occasion }) =>
      `Durchgang ${runNumber}, ${occasion === 'busStop' ? busStop : halfWay}: ${trendFigure(mean)} (${n} Antworten)`,
  )
  return `${trendTitle()}. Eine Linie von Rückmeldung zu Rückmeldung; ${parts.join('; ')}.`
}

export function runWords(sessionsWanted: number): {
  title: string
  states: Record<PicturedSession['state'], string>
  busStop: string
} {
  const states = { over: 'vorbei', next: 'als Nächstes', toCome: 'kommt noch', skipped: 'fällt aus' }
  return { title: runTitle(sessionsWanted), states, busStop: 'Haltestelle' }
}

export function runMonth(first: string): string {
  return inGerman(first, { month: 'short' })
}

export function runAltText(
  sessionsWanted: number,
  sessions: readonly PicturedSession[],
  { sought, hasBusStop }: { sought: number; hasBusStop: boolean },
): string {
  const { title, states } = runWords(sessionsWanted)
  const parts = (['over', 'next', 'toCome', 'skipped'] as const).flatMap((state) => {
    const these = sessions.filter((session) => session.state === state)
    const days = these.map(
      ({ number, on }) => `${number} (${inGerman(on, { day: 'numeric', month: 'short' })})`,
    )
    return these.length > 0 ? [`${capital(states[state])}: ${days.join(', ')}.`] : []
  })
  const end = [
    ...(sought > 0 ? [stillSought(sought)] : []),
    ...(hasBusStop ? ['Nach dem letzten kommt die Haltestelle.'] : []),
  ]
  return `${title}, auf einer Linie von Tagen. ${[...parts, ...end].join(' ')}`
}

function inGerman(on: string, format: Intl.DateTimeFormatOptions): string {
  return DateTime.fromISO(on, { zone: 'utc', locale: 'de' }).toLocaleString(format)
}

export function datesWords(everybody: number): {
  title: string
  can: string
  ifNeedBe: string
  rest: string
  run: string
} {
  return {
    title: `Wie vielen von ${inWords(everybody)} es passt`,
    can: 'passt',
    ifNeedBe: 'zur Not',
    rest: 'passt nicht, oder nicht beantwortet',
    run: 'in Durchgang A',
  }
}

export function datesAltText(everybody: number, dates: readonly PicturedDate[]): string {
  const months = Map.groupBy(dates, ({ on }) => monthInWords(`${on.slice(0, 7)}-01`))
  const parts = [...months].map(([month, these]) => `${month}: ${these.map(dateFigures).join(', ')}`)
  return `${datesWords(everybody).title}, ein Balken für jeden Termin. Nach dem Tag steht, wie vielen er passt, nach + wie vielen zur Not, in Klammern die Durchgänge, die ihn enthalten. ${parts.join('; ')}.`
}

function dateFigures({ on, can, ifNeedBe, runs }: PicturedDate): string {
  return `${Number(on.slice(8))}: ${can}${ifNeedBe > 0 ? `+${ifNeedBe}` : ''}${runs ? ` (${runs})` : ''}`
}

export function pictureComing(): string {
  return 'Ich schicke dir das Bild als private Nachricht.'
}

export function pictureNotification(): string {
  return 'Hier ist das Bild, um das du gebeten hast.'
}

export function pictureText(inWords: string): string {
  return `${pictureNotification()} In Worten: ${inWords}`
}

export function pictureMissing(isForbidden: boolean): string {
  return isForbidden
    ? 'Ich darf in diesem Workspace keine Dateien schicken, darum gibt es kein Bild. Die Worte darüber sagen dasselbe.'
    : 'Das Bild ließ sich nicht schicken. Bitte drücke in einer Minute noch einmal auf den Knopf; die Worte darüber sagen dasselbe.'
}
