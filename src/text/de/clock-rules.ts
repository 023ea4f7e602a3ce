import type { DateTime } from 'luxon'
import type { ShiftedSession } from '../en/clock-rules.ts'
import { capital, counted, ordinal } from './count.ts'
import { dayInWords, hours, zoneInWords } from './date.ts'
import { plural } from './plural.ts'

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
  const lead = `*Die Regeln für die Uhrzeit haben sich geändert (${zoneInWords(timeZone)}).* Unsere Treffen behalten die Uhrzeiten, die wir vereinbart haben.`
  const lines = sessions.map((session) => `• ${sessionLine(session)}`)
  const calendars =
    'Erinnerungen und die Liste unserer Termine stellen sich von selbst darauf ein, Kalender nicht. Bitte alle, die unsere Kalenderdatei übernommen haben, unter der Liste der Termine auf *Kalenderdatei* zu drücken und die neue zu öffnen: Sie rückt diese Termine zurecht.'
  return [lead, ...lines, ...(sessions.length > 0 ? [calendars] : []), ...pollLine(dates, movedDates)].join(
    '\n',
  )
}

function sessionLine(session: ShiftedSession): string {
  const { number, on, wasAt, isMoved, timeZone } = session
  const which = `Unser ${ordinal(number, 'es')} Treffen`
  if (isMoved)
    return `${which} ist am ${dayInWords(on)}, ${hours(session)}: Die Uhren überspringen die Stunde, in der es lag, darum beginnt es danach.`
  return `${which} bleibt am ${dayInWords(on)}, ${hours(session)}; eine frühere Kalenderdatei zeigt ${clock(wasAt, timeZone)}.`
}

function clock(at: DateTime, timeZone: string): string {
  return at.setZone(timeZone).toFormat('HH:mm')
}

function pollLine(dates: number, movedDates: number): string[] {
  if (dates === 0) return []
  const concerned = plural(dates, {
    one: 'Einer der Termine, nach denen die Gruppe gefragt ist, ist betroffen.',
    other: `${capital(counted(dates, 'ein Termin', 'Termine'))}, nach denen die Gruppe gefragt ist, sind betroffen.`,
  })
  const moved =
    movedDates > 0
      ? plural(movedDates, {
          one: ' Einer davon fällt in eine Stunde, die die Uhren überspringen, und beginnt danach.',
          other: ` Davon fallen ${counted(movedDates, 'ein Termin', 'Termine')} in eine Stunde, die die Uhren überspringen, und beginnen danach.`,
        })
      : ''
  return [
    `${concerned}${moved} Die Nachrichten der Terminumfrage zeigen, was stimmt, und Antworten zählen wie bisher.`,
  ]
}
