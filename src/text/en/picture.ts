import { DateTime } from 'luxon'
import type { PastResult } from '#domain/survey.ts'
import { capital, inWords } from './count.ts'
import { monthInWords } from './date.ts'
import { runTitle, stillSought } from './session.ts'

/** A session in the picture of a run: its local day, and how far it is. */
export type PicturedSession = { number: number; on: string; state: 'over' | 'next' | 'toCome' | 'skipped' }

/** Above the results of surveys, and the name of the picture in Slack. */
export function trendTitle(): string {
  return 'How helpful the group has been, from 0 to 10'
}

/** A mean beside its mark. */
export function trendFigure(mean: number): string {
  return mean.toFixed(1)
}

/** Beside the rows below the line, and what its marks mean. */
export function trendWords(): { run: string; answers: string; busStop: string; halfWay: string } {
  return { run: 'Run', answers: 'Answers', busStop: 'bus stop', halfWay: 'half way' }
}

/** What a screen reader says of the picture: everything that can be seen in it. */
export function trendAltText(results: readonly PastResult[]): string {
  const { busStop, halfWay } = trendWords()
  const parts = results.map(
    ({ mean, n, runNumber, occasion }) =>
      `run ${runNumber}, ${occasion === 'busStop' ? busStop : halfWay}: ${trendFigure(mean)} (${n} answers)`,
  )
  return `${trendTitle()}. A line from survey to survey; ${parts.join('; ')}.`
}

/** What the marks of a run mean, and above it. */
export function runWords(sessionsWanted: number): {
  title: string
  states: Record<PicturedSession['state'], string>
  busStop: string
} {
  const states = { over: 'over', next: 'next', toCome: 'to come', skipped: 'skipped' }
  return { title: runTitle(sessionsWanted), states, busStop: 'bus stop' }
}

/** A month by its first day, in few letters. */
export function runMonth(first: string): string {
  return inEnglish(first, { month: 'short' })
}

/** What a screen reader says of that picture. `sought` are the dates that are still being looked for. */
export function runAltText(
  sessionsWanted: number,
  sessions: readonly PicturedSession[],
  { sought, hasBusStop }: { sought: number; hasBusStop: boolean },
): string {
  const { title, states } = runWords(sessionsWanted)
  const parts = (['over', 'next', 'toCome', 'skipped'] as const).flatMap((state) => {
    const these = sessions.filter((session) => session.state === state)
    const days = these.map(
      ({ number, on }) => `${number} (${inEnglish(on, { day: 'numeric', month: 'short' })})`,
    )
    return these.length > 0 ? [`${capital(states[state])}: ${days.join(', ')}.`] : []
  })
  const end = [
    ...(sought > 0 ? [stillSought(sought)] : []),
    ...(hasBusStop ? ['After the last one comes the bus stop.'] : []),
  ]
  return `${title}, on a line of days. ${[...parts, ...end].join(' ')}`
}

function inEnglish(on: string, format: Intl.DateTimeFormatOptions): string {
  return DateTime.fromISO(on, { zone: 'utc', locale: 'en-GB' }).toLocaleString(format)
}

/** A date in the picture of a poll: how many can, how many only if need be, and the runs on offer that hold it. */
export type PicturedDate = { on: string; can: number; ifNeedBe: number; runs: string }

/** Above the dates of a poll, and what its marks mean. */
export function datesWords(everybody: number): {
  title: string
  can: string
  ifNeedBe: string
  rest: string
  run: string
} {
  return {
    title: `How many of ${inWords(everybody)} can come`,
    can: 'can',
    ifNeedBe: 'if need be',
    rest: 'cannot, or not answered',
    run: 'in run A',
  }
}

/** What a screen reader says of that picture, month by month. */
export function datesAltText(everybody: number, dates: readonly PicturedDate[]): string {
  const months = Map.groupBy(dates, ({ on }) => monthInWords(`${on.slice(0, 7)}-01`))
  const parts = [...months].map(([month, these]) => `${month}: ${these.map(dateFigures).join(', ')}`)
  return `${datesWords(everybody).title}, a bar for each date. After the day stands how many can, after + how many if need be, in brackets the runs that hold it. ${parts.join('; ')}.`
}

function dateFigures({ on, can, ifNeedBe, runs }: PicturedDate): string {
  return `${Number(on.slice(8))}: ${can}${ifNeedBe > 0 ? `+${ifNeedBe}` : ''}${runs ? ` (${runs})` : ''}`
}

/** To whoever asked for a picture. */
export function pictureComing(): string {
  return 'I am sending you the picture privately.'
}

/** What Slack notifies of: it says nothing of the group, because it may be read on a locked telephone. */
export function pictureNotification(): string {
  return 'Here is the picture that you asked for.'
}

/** Above the picture, in a private message. */
export function pictureText(inWords: string): string {
  return `${pictureNotification()} In words: ${inWords}`
}

/** When Slack would not take a picture. */
export function pictureMissing(isForbidden: boolean): string {
  return isForbidden
    ? 'I may not send files in this workspace, so there is no picture. The words above say the same.'
    : 'The picture could not be sent. Please press the button again in a minute; the words above say the same.'
}
