/** Every change of the clocks in the coming years and what wall times mean around it, by `Intl` alone. */
/** A moment at which a zone's clocks change; offsets are milliseconds east of UTC. */
export type ClockChange = { timeZone: string; at: number; before: number; after: number }

const DAY = 86_400_000

/** Every clock change of every zone from 2026 to the end of 2029. */
export function clockChanges(): ClockChange[] {
  return Intl.supportedValuesOf('timeZone').flatMap(changesOf)
}

/** The instants that have this wall time around a change, in order: one, two where it is repeated, none where skipped. */
export function instantsByIntl({ timeZone, before, after }: ClockChange, wall: string): number[] {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`)
  const instants = [...new Set([asUtc - before, asUtc - after])]
  return instants.filter((each) => wallAt(each, timeZone) === wall).sort((a, b) => a - b)
}

/** What a wall time means around a change: the earliest instant of it, or, skipped, as far after the gap. */
export function instantByIntl(change: ClockChange, wall: string): number {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`)
  return instantsByIntl(change, wall)[0] ?? asUtc - change.before
}

/** A wall time so many days earlier or later, by the calendar alone. */
export function onOtherDay(wall: string, days: number): string {
  return new Date(Date.parse(`${wall.replace(' ', 'T')}Z`) + days * DAY)
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ')
}

/** The wall times around a change, from so many hours before it to as many after, each so many minutes. */
export function wallTimesAround(change: ClockChange, hours = 3, everyMinutes = 15): string[] {
  const local = change.at + change.before
  return Array.from({ length: Math.floor((2 * hours * 60) / everyMinutes) + 1 }, (_, index) =>
    new Date(local + (index * everyMinutes - hours * 60) * 60_000)
      .toISOString()
      .slice(0, 16)
      .replace('T', ' '),
  )
}

/** Morocco changes its clocks twice within forty days, nobody more often, so looking every ten days misses none. */
function changesOf(timeZone: string): ClockChange[] {
  const found: ClockChange[] = []
  const until = Date.UTC(2030, 0, 1)
  for (let start = Date.UTC(2026, 0, 1); start < until; start += 10 * DAY) {
    let [low, high] = [start, start + 10 * DAY]
    const [before, after] = [offset(low, timeZone), offset(high, timeZone)]
    if (before === after) continue
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000
      if (offset(middle, timeZone) === before) low = middle
      else high = middle
    }
    found.push({ timeZone, at: high, before, after })
  }
  return found
}

/** What clocks show at an instant: `2027-03-28 14:00`. */
export function wallAt(at: number, timeZone: string): string {
  return new Date(at + offset(at, timeZone)).toISOString().slice(0, 16).replace('T', ' ')
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The zone's distance from UTC at a full minute. */
function offset(at: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    formats.set(timeZone, format)
  }
  const [, day, month, year, hour, minute] =
    /(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(format.format(at))?.map(Number) ?? []
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute) - at
}
