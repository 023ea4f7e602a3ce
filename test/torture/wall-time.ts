/** An oracle for wall times that uses nothing but `Intl`: it knows no library of the bot's. */

const formats = new Map<string, Intl.DateTimeFormat>()

/** What clocks in a zone show at an instant (epoch milliseconds), `YYYY-MM-DDTHH:MM`. */
export function wallTimeAt(atMs: number, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]))
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

/**
 * The instant at which clocks in a zone show this, epoch milliseconds. Of two the first; what the clocks leave out comes
 * as much later as they leave out.
 */
export function instantOfWall(wall: string, timeZone: string): number {
  const asUtc = Date.parse(`${wall}Z`)
  // What holds a day before and a day after is all that can hold on the day itself.
  const before = asUtc - offsetAt(asUtc - DAY_MS, timeZone)
  const after = asUtc - offsetAt(asUtc + DAY_MS, timeZone)
  const right = [before, after].filter((atMs) => wallTimeAt(atMs, timeZone) === wall)
  return right.length > 0 ? Math.min(...right) : before
}

/** By how much clocks in a zone are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(atMs: number, timeZone: string): number {
  const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS
  return Date.parse(`${wallTimeAt(minute, timeZone)}Z`) - minute
}

/** The day so many days after another, `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

export const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000
