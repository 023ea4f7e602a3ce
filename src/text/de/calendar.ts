import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { DateTime } from 'luxon'
import type { CalendarSession } from '../en/calendar.ts'

/**
 * The sessions of a run as an iCalendar file (RFC 5545). Titles are neutral and nobody is named, because
 * calendars are shared and shown on screens. `now` stamps the file.
 */
export function runCalendar(sessions: readonly CalendarSession[], now: DateTime): string {
  const calendar = ical({
    name: 'Treffen',
    method: ICalCalendarMethod.PUBLISH,
    prodId: '//supportgroup//bot//DE',
  })
  for (const session of sessions) {
    calendar.createEvent({
      id: `${session.id}@supportgroup`,
      stamp: now.toUTC(),
      start: session.startsAt.toUTC(),
      end: session.endsAt.toUTC(),
      summary: `Treffen ${session.number}`,
      status: session.status === 'firm' ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    })
  }
  return calendar.toString()
}
