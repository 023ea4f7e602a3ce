import { offsetAt, type ZoneChange, zoneChanges } from '#domain/zone-change.ts'

/** So far around what is needed, so that both of a zone's offsets are there. */
const MARGIN_MS = 400 * 86_400_000

/**
 * A zone as iCalendar wants it for events in a span of time (epoch milliseconds), with one part for each change of its
 * clocks. It is made of the zone data of this process, so that it never contradicts the instants.
 */
export function timeZoneComponent(timeZone: string, from: number, until: number): string {
  const changes = zoneChanges(timeZone, from - MARGIN_MS, until + MARGIN_MS)
  const before = changes[0]?.before ?? offsetAt(timeZone, from)
  // What holds before the first change: since long ago, as far as these events are concerned.
  const parts = [{ at: 0, before, after: before }, ...changes].map(part)
  return lines(['BEGIN:VTIMEZONE', `TZID:${timeZone}`]) + parts.join('') + lines(['END:VTIMEZONE'])
}

function part({ at, before, after }: ZoneChange): string {
  const kind = after > before ? 'DAYLIGHT' : 'STANDARD'
  return lines([
    `BEGIN:${kind}`,
    `DTSTART:${wallTime(at, before)}`,
    `TZOFFSETFROM:${offset(before)}`,
    `TZOFFSETTO:${offset(after)}`,
    `END:${kind}`,
  ])
}

/** What clocks would have shown by the offset from before the change: `20270328T010000`. */
function wallTime(at: number, before: number): string {
  return new Date(at + before * 60_000).toISOString().slice(0, 19).replace(/[-:]/g, '')
}

/** `+0545` */
function offset(minutes: number): string {
  const size = Math.abs(minutes)
  const digits = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'))
  return `${minutes < 0 ? '-' : '+'}${digits.join('')}`
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\r\n`).join('')
}
