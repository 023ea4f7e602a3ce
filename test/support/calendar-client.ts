/** A calendar that is not ours: it reads with another library, and keeps what it has heard. */
import ICAL from 'ical.js'

/** An event as the other library understands it, with nothing but what is in the same text. */
export type ReadEvent = {
  uid: string
  sequence: number
  stamp: string
  start: string
  end: string
  summary: string
  status: string
  isFree: boolean
  place: string | null
  properties: string[]
}

/** The events of a calendar; zones are known by its own components alone. */
export function eventsIn(text: string): ReadEvent[] {
  ICAL.TimezoneService.reset()
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      sequence: event.sequence,
      stamp: String(component.getFirstPropertyValue('dtstamp')),
      start: new Date(event.startDate.toUnixTime() * 1000).toISOString(),
      end: new Date(event.endDate.toUnixTime() * 1000).toISOString(),
      summary: event.summary,
      status: String(component.getFirstPropertyValue('status')),
      isFree: component.getFirstPropertyValue('transp') === 'TRANSPARENT',
      place: component.getFirstPropertyValue('location')?.toString() ?? null,
      properties: component.getAllProperties().map(({ name }) => name),
    }
  })
}

/**
 * A calendar that never forgets an event because it is absent: it takes what has a higher sequence, or the same and is
 * stamped later. `complaints` are sequences that fell, and differences of which it could not have heard.
 */
export function calendarClient() {
  const events = new Map<string, ReadEvent>()
  const complaints: string[] = []
  const take = (text: string) => {
    for (const event of eventsIn(text)) {
      const known = events.get(event.uid)
      if (known && event.sequence < known.sequence) complaints.push(`${event.uid} fell`)
      if (!known || isNewer(event, known)) events.set(event.uid, event)
      else if (shown(event) !== shown(known)) complaints.push(`${event.uid} changed unheard`)
    }
  }
  /** What it shows that is not cancelled, as `SUMMARY STATUS START`, in order of time. */
  const shows = () =>
    [...events.values()]
      .filter(({ status }) => status !== 'CANCELLED')
      .sort((a, b) => a.start.localeCompare(b.start))
      .map(({ summary, status, start }) => `${summary} ${status} ${start.slice(0, 16)}`)
  return { events, complaints, take, shows }
}

function isNewer(event: ReadEvent, known: ReadEvent): boolean {
  return event.sequence > known.sequence || (event.sequence === known.sequence && event.stamp > known.stamp)
}

function shown({ start, end, summary, status, place }: ReadEvent): string {
  return [start, end, summary, status, place].join(' ')
}
