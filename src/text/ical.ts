import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { DateTime } from 'luxon'
import { slotAt, wallTimeKind } from '#domain/calendar.ts'
import type { CalendarDate } from '#domain/calendar-entry.ts'
import { calendarName, holdTitle, sessionTitle } from './calendar.ts'
import { timeZoneComponent } from './ical-time-zone.ts'

/** What a calendar shows: a session by its number, and where it takes place, or a date on hold. */
export type CalendarEvent = CalendarDate & { number: number | null; place: string | null }

/** How often calendars are asked to look again. */
const LOOK_AGAIN_SECONDS = 6 * 3600

const STATUS = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
}

/**
 * Dates as iCalendar (RFC 5545 and 7986). Titles are neutral and no member is named, because calendars are shared and
 * shown on screens; where a session takes place is there as a convenor typed it. It says the same as long as nothing has changed, and always holds the group's own zone, because a calendar
 * must hold something.
 */
export function calendarText(events: readonly CalendarEvent[], timeZone: string): string {
  const calendar = ical({
    name: calendarName(),
    method: ICalCalendarMethod.PUBLISH,
    prodId: '//supportgroup//bot//EN',
    ttl: LOOK_AGAIN_SECONDS,
  })
  for (const event of events) {
    const changed = event.changedAt.toUTC().startOf('second')
    const isFree = event.number === null || event.state === 'cancelled'
    calendar.createEvent({
      id: `${event.id}@supportgroup`,
      sequence: event.sequence,
      stamp: changed,
      lastModified: changed,
      ...wallTimes(event),
      summary: event.number === null ? holdTitle() : sessionTitle(event.number),
      ...(event.place && { location: event.place }),
      status: STATUS[event.state],
      transparency: isFree ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    })
  }
  return withTimeZones(calendar.toString(), zoneSpans(events, timeZone))
}

/** A wall time that comes twice names no instant in a calendar, so such an event is given in UTC. */
function wallTimes({ startsAt, endsAt, timeZone }: CalendarDate) {
  const isClear = timeZone !== 'UTC' && [startsAt, endsAt].every((at) => !isRepeated(at, timeZone))
  return { start: startsAt.toUTC(), end: endsAt.toUTC(), ...(isClear && { timezone: timeZone }) }
}

function isRepeated(at: DateTime, timeZone: string): boolean {
  const { on, startTime } = slotAt(at, 0, timeZone)
  return wallTimeKind(on, startTime, timeZone) === 'repeated'
}

/** Always the same, so that an empty calendar is, too. */
const ANY_TIME = Date.UTC(2027, 0, 1)

type Span = { from: number; until: number }

/** From when until when each zone is needed. */
function zoneSpans(events: readonly CalendarEvent[], own: string): Map<string, Span> {
  const spans = new Map<string, Span>()
  for (const { timeZone, startsAt, endsAt } of events) {
    const { from, until } = spans.get(timeZone) ?? { from: Infinity, until: -Infinity }
    spans.set(timeZone, {
      from: Math.min(from, startsAt.toMillis()),
      until: Math.max(until, endsAt.toMillis()),
    })
  }
  if (spans.size === 0) spans.set(own, { from: ANY_TIME, until: ANY_TIME })
  return spans
}

/**
 * The library would put properties of the calendar behind its zones, where the grammar has no place for them; and it does
 * not end the last line.
 */
function withTimeZones(text: string, spans: ReadonlyMap<string, Span>): string {
  const components = [...spans].map(([timeZone, { from, until }]) => timeZoneComponent(timeZone, from, until))
  return `${text.replace(/(?=^(BEGIN:VEVENT|END:VCALENDAR)$)/m, () => components.join(''))}\r\n`
}
