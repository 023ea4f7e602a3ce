/** Every change of the clocks in the coming years and what wall times mean around it, by `Intl` alone. */
/** A moment at which a zone's clocks change; offsets are milliseconds east of UTC. */
export type ClockChange = { timeZone: string; at: number; before: number; after: number }

const DAY = 86_400_000

/** Every clock change of every zone from 2026 to the end of 2029. */
export function clockChanges(): ClockChange[] {
  return Intl.supportedValuesOf('timeZone').flatMap(changesOf)
}

/** What a wall time means on the day of a change: the earliest instant of it, or, skipped, as far after the gap. */
export function instantByIntl(change: ClockChange, wall: string): number {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`)
  const instants = [asUtc - change.before, asUtc - change.after].filter(
    (each) => wallAt(each, change.timeZone) === wall,
  )
  return instants.length > 0 ? Math.min(...instants) : asUtc - change.before
}

/** How many instants have this wall time on the day of a change. */
export function occurrences(change: ClockChange, wall: string): number {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`)
  const instants = new Set([asUtc - change.before, asUtc - change.after])
  return [...instants].filter((each) => wallAt(each, change.timeZone) === wall).length
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

function wallAt(at: number, timeZone: string): string {
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
