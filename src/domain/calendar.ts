import { DateTime, IANAZone } from 'luxon'

/** What people agree on: a local day, a wall time and a length. The zone belongs to the group. */
export type Slot = {
  /** Local day, `YYYY-MM-DD`. */
  on: string
  /** Wall time, `HH:MM`. */
  startTime: string
  lengthMinutes: number
}

/** A recurring slot of a group. */
export type PatternSlot = {
  id: string
  /** Order of alternation, from 0. */
  position: number
  name: string
  /** 1 Monday … 7 Sunday. */
  weekday: number
  startTime: string
  lengthMinutes: number
}

/** A day on which a pattern falls, with its instants. */
export type CandidateSlot = Slot & { patternId: string; startsAt: DateTime; endsAt: DateTime }

/** What happens to a wall time on the day the clocks change. */
export type WallTimeKind = 'ordinary' | 'skipped' | 'repeated'

/**
 * The instant of a wall time in an IANA zone. A repeated hour gives its first occurrence: luxon's own
 * answer depends on the day on which it is asked, so all offsets are looked at. A skipped hour moves
 * forward by the length of the gap.
 */
export function instantOf(on: string, time: string, timeZone: string): DateTime {
  const local = DateTime.fromISO(`${on}T${time}`, { zone: timeZone })
  if (!local.isValid) throw new RangeError(`not a wall time: ${on} ${time} in ${timeZone}`)
  return DateTime.min(local, ...local.getPossibleOffsets())
}

/** Whether a wall time exists once, twice or not at all on that day. */
export function wallTimeKind(on: string, time: string, timeZone: string): WallTimeKind {
  const local = DateTime.fromISO(`${on}T${time}`, { zone: timeZone })
  if (local.toFormat('HH:mm') !== time) return 'skipped'
  return local.getPossibleOffsets().length > 1 ? 'repeated' : 'ordinary'
}

/** Start and end of a slot. The length is real time, so a slot across a clock change is still as long. */
export function instantsOf(slot: Slot, timeZone: string): { startsAt: DateTime; endsAt: DateTime } {
  const startsAt = instantOf(slot.on, slot.startTime, timeZone)
  return { startsAt, endsAt: startsAt.plus({ minutes: slot.lengthMinutes }) }
}

/** Local calendar days from one day to another, both `YYYY-MM-DD`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

const MS_A_DAY = 86_400_000

/** A local day `YYYY-MM-DD` as the number of days since 1 January 1970; NaN for what is no day of the calendar. */
export function dayNumber(on: string): number {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(on) ?? []).map(Number)
  if (year === undefined || month === undefined || date === undefined) return Number.NaN
  const at = Date.UTC(year, month - 1, date)
  const isInMonth = month >= 1 && month <= 12 && date >= 1 && at < Date.UTC(year, month, 1)
  return isInMonth ? at / MS_A_DAY : Number.NaN
}

/** The day so many days after another, both `YYYY-MM-DD`. */
export function plusDays(on: string, days: number): string {
  return isoDay(day(on).plus({ days }))
}

/** The local day of an instant in a zone, `YYYY-MM-DD`. */
export function localDay(at: DateTime, timeZone: string): string {
  return isoDay(at.setZone(timeZone))
}

/** Whether the clocks change in the zone on that local day: such a day is longer or shorter than others. */
export function isClockChange(on: string, timeZone: string): boolean {
  // From the day's first instant to that of the next: in some zones midnight itself is skipped or repeated.
  const length = instantOf(plusDays(on, 1), '00:00', timeZone).diff(instantOf(on, '00:00', timeZone))
  return length.as('hours') !== 24
}

/** Whether the name is one of the zones this machine knows; abbreviations and offsets are not. */
export function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)
}

/**
 * A zone by the name under which this machine lists it: `Asia/Kolkata`, as Slack says, may be listed by its older
 * name. Undefined for what is no zone, for abbreviations and for offsets.
 */
export function listedTimeZone(name: string): string | undefined {
  if (isTimeZone(name)) return name
  if (!name.includes('/') || !IANAZone.isValidZone(name)) return undefined
  const listed = new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone
  return isTimeZone(listed) ? listed : undefined
}

/** What tells one slot of a group from another: local day and start. */
export function slotKey(slot: Pick<Slot, 'on' | 'startTime'>): string {
  return `${slot.on} ${slot.startTime}`
}

/**
 * Every occurrence of the patterns from one local day to another, both included, by start instant.
 * `leftOut` holds the keys of slots that are not wanted. Two patterns that start at the same instant give one candidate, of the first pattern.
 */
export function candidateSlots(
  patterns: readonly PatternSlot[],
  window: { from: string; until: string; leftOut?: readonly string[] },
  timeZone: string,
): CandidateSlot[] {
  const leftOut = new Set(window.leftOut ?? [])
  const found = new Map<number, CandidateSlot>()
  const length = daysBetween(window.from, window.until)
  for (const pattern of [...patterns].sort((a, b) => a.position - b.position)) {
    const first = (pattern.weekday - day(window.from).weekday + 7) % 7
    // Each occurrence is counted from the window's first day, never from the one before, so nothing drifts.
    for (let offset = first; offset <= length; offset += 7) {
      const on = plusDays(window.from, offset)
      if (leftOut.has(slotKey({ on, startTime: pattern.startTime }))) continue
      const slot = { on, startTime: pattern.startTime, lengthMinutes: pattern.lengthMinutes }
      const instants = instantsOf(slot, timeZone)
      const key = instants.startsAt.toMillis()
      if (!found.has(key)) found.set(key, { ...slot, patternId: pattern.id, ...instants })
    }
  }
  return [...found.values()].sort((a, b) => a.startsAt.toMillis() - b.startsAt.toMillis())
}

function day(on: string): DateTime {
  return DateTime.fromISO(on, { zone: 'utc' })
}

function isoDay(at: DateTime): string {
  return at.toFormat('yyyy-MM-dd')
}
