/** Instants in words, always in the zone of the person who looks; the browser's own zone plays no part. */

const LOCALE = 'en-GB'
const DAY = 86_400_000

type Parts = Intl.DateTimeFormatOptions

const WITHOUT_YEAR: Parts = { day: 'numeric', month: 'long' }
const FULL: Parts = { ...WITHOUT_YEAR, year: 'numeric' }
const SHORT: Parts = { day: 'numeric', month: 'short', year: 'numeric' }
const LONG: Parts = { ...FULL, weekday: 'long' }
const TIME: Parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/** The pretty forms say today, tomorrow or yesterday where they can, and otherwise the form named here. */
const PRETTY: Record<string, Parts> = {
  date_pretty: FULL,
  date_short_pretty: SHORT,
  date_long_pretty: LONG,
  day_divider_pretty: LONG,
}

const PLAIN: Record<string, Parts> = {
  date: FULL,
  date_short: SHORT,
  date_long: LONG,
  date_long_full: FULL,
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { day: '2-digit', month: '2-digit', year: 'numeric' },
  time: TIME,
  time_secs: { ...TIME, second: '2-digit' },
}

/**
 * Fills Slack's date tokens, such as `{date_short_pretty} at {time}`, for a reader in `zone` (IANA) at
 * `now`. A token that Slack does not know stays as it is written.
 */
export function formatSlackDate(unix: number, format: string, zone: string, now: Date): string {
  const at = new Date(unix * 1000)
  return format.replace(/\{([a-z_]+)\}/g, (whole, token: string, place: number) => {
    const pretty = PRETTY[token]
    if (pretty) {
      const near = nearDay(at, zone, now)
      return near ? (place === 0 ? near : near.toLowerCase()) : inZone(at, pretty, zone)
    }
    if (token === 'ago') return ago(at, now)
    // The international form with dashes is the Swedish one.
    if (token === 'date_num') return at.toLocaleDateString('sv-SE', { timeZone: zone })
    const plain = PLAIN[token]
    return plain ? inZone(at, plain, zone) : whole
  })
}

/** `Sunday 7 March 2027`, in `zone`. */
export function longDay(at: Date, zone: string): string {
  return inZone(at, LONG, zone)
}

/** `14:05`, in `zone`. */
export function clockTime(at: Date, zone: string): string {
  return inZone(at, TIME, zone)
}

/** `Today`, `Tomorrow`, `Yesterday`, or the long day, in `zone`. */
export function dayName(at: Date, zone: string, now: Date): string {
  return nearDay(at, zone, now) ?? longDay(at, zone)
}

/** The instant of a Slack message timestamp such as `1804345200.000100`. */
export function instantOf(ts: string): Date {
  return new Date(Number.parseFloat(ts) * 1000)
}

/** The name of a zone for readers, such as `UK time` or `New York time`. */
export function zoneName(zone: string): string {
  if (zone === 'Europe/London') return 'UK time'
  return `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time`
}

function inZone(at: Date, parts: Parts, zone: string): string {
  // en-GB puts a comma after the weekday in some versions of its data, and none in others.
  return at.toLocaleString(LOCALE, { ...parts, timeZone: zone }).replace(/^(\p{L}+),/u, '$1')
}

function nearDay(at: Date, zone: string, now: Date): string | undefined {
  const dayNumber = (date: Date) => Date.parse(date.toLocaleDateString('sv-SE', { timeZone: zone })) / DAY
  const names: Record<number, string> = { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' }
  return names[dayNumber(at) - dayNumber(now)]
}

function ago(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const units = { day: 86_400, hour: 3_600, minute: 60, second: 1 } as const
  const unit = (Object.keys(units) as (keyof typeof units)[]).find((name) => Math.abs(seconds) >= units[name])
  const words = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })
  return unit ? words.format(Math.trunc(seconds / units[unit]), unit) : words.format(0, 'second')
}
