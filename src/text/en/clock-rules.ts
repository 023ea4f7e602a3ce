import type { DateTime } from 'luxon'
import { InWords, ordinal } from './count.ts'
import { dayInWords, hours, type When, zoneInWords } from './date.ts'
import { plural } from './plural.ts'

/** A session that begins at another instant by new clock rules; `wasAt` is when it began by the old ones. */
export type ShiftedSession = When & { number: number; wasAt: DateTime; isMoved: boolean }

/**
 * To a convenor, when a government has changed the clock rules and the bot has learnt of it. `dates` of a poll are
 * concerned as well, and `movedDates` of them fall into an hour that is skipped now.
 */
export function clockRulesChangedText(
  timeZone: string,
  sessions: readonly ShiftedSession[],
  dates: number,
  movedDates: number,
): string {
  const lead = `*The clock rules of ${zoneInWords(timeZone)} have changed.* Our sessions keep the times on the clock that we agreed on.`
  const lines = sessions.map((session) => `• ${sessionLine(session)}`)
  const calendars =
    'Reminders and the run card follow by themselves; calendars do not. Please ask everybody who put our calendar file into theirs to press *Calendar file* under the run card and to open the new one: it puts these dates right.'
  return [lead, ...lines, ...(sessions.length > 0 ? [calendars] : []), ...pollLine(dates, movedDates)].join(
    '\n',
  )
}

function sessionLine(session: ShiftedSession): string {
  const { number, on, wasAt, isMoved } = session
  const which = `Our ${ordinal(number)} session`
  if (isMoved)
    return `${which} is on ${dayInWords(on)}, ${hours(session)}: the clocks skip the hour that it had, so it begins after that.`
  const before = `a calendar file from before shows ${wasAt.setZone(session.timeZone).toFormat('HH:mm')}`
  return `${which} stays on ${dayInWords(on)}, ${hours(session)}; ${before}.`
}

function pollLine(dates: number, movedDates: number): string[] {
  if (dates === 0) return []
  const moved =
    movedDates > 0
      ? ` ${InWords(movedDates)} of them ${plural(movedDates, { one: 'falls', other: 'fall' })} into an hour that the clocks skip, and ${plural(movedDates, { one: 'begins', other: 'begin' })} after it.`
      : ''
  return [
    `${InWords(dates)} of the dates that the group is asked about ${plural(dates, { one: 'is', other: 'are' })} concerned.${moved} The messages of the poll show what is right, and answers count as before.`,
  ]
}
