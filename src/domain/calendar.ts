import { DateTime, IANAZone } from 'luxon'
import { remembering } from './remembering.ts'

/** What people agree on: a local day, a wall time and a length. The zone belongs to the group. */
export type Slot = {
  /** Local day, `YYYY-MM-DD`. */
  on: string
  /** Wall time, `HH:MM`. */
  startTime: string
  lengthMinutes: number
  /** Where the clocks go back and the wall time comes twice, whether the second is meant. */
  isSecondTime?: boolean
}

/** A recurring slot of a group. */
export type PatternSlot = {
  id: string
  /** Order of alternation, from 0. */
  position: number
  /** 1 Monday … 7 Sunday. */
  weekday: number
  startTime: string
  lengthMinutes: number
}

/** A day on which a pattern falls, with its instants. */
export type CandidateSlot = Slot & { patternId: string; startsAt: DateTime; endsAt: DateTime }

/** What happens to a wall time on the day the clocks change. */
export type WallTimeKind = 'ordinary' | 'skipped' | 'repeated'

/** A local day, `YYYY-MM-DD`, and a wall time, `HH:MM`. */
export type WallTime = { on: string; time: string }

/**
 * The instant of a wall time in an IANA zone. A repeated hour gives its first occurrence, or the second where that is
 * meant; a skipped hour moves forward by the length of the gap. Throws a RangeError for what is no wall time.
 */
export function instantOf(on: string, time: string, timeZone: string, isSecondTime = false): DateTime {
  const { instants, moved } = instantsOfWall(on, time, timeZone)
  const millis = (isSecondTime ? instants.at(-1) : instants[0]) ?? moved.forward
  return DateTime.fromMillis(millis, { zone: timeZone })
}

/** Whether a wall time exists once, twice or not at all on that day. */
export function wallTimeKind(on: string, time: string, timeZone: string): WallTimeKind {
  return (
    (['skipped', 'ordinary', 'repeated'] as const)[instantsOfWall(on, time, timeZone).instants.length] ??
    'ordinary'
  )
}

/** The wall times nearest to a skipped one that exist and are as far from it as the gap is long: before it and after. */
export function besideGap(on: string, time: string, timeZone: string): { before: WallTime; after: WallTime } {
  const { back, forward } = instantsOfWall(on, time, timeZone).moved
  return { before: wallTimeOf(back, timeZone), after: wallTimeOf(forward, timeZone) }
}

/** What clocks in a zone show at an instant. */
const wallTimeOf = remembering((at: number, timeZone: string): Readonly<WallTime> => {
  const local = DateTime.fromMillis(at, { zone: timeZone })
  return { on: isoDay(local), time: local.toFormat('HH:mm') }
})

/** Far enough from a wall time taken for UTC to lie on both sides of it in every zone, also where a whole day is skipped. */
const REACH_MS = 36 * 3_600_000

/**
 * The instants (epoch milliseconds) at which clocks show a wall time, in order: one; none in a gap; two where an hour is
 * repeated. `moved` is what it becomes when it is read with the offset from before the change, and with that from after.
 * Only offsets are asked for, because luxon resolves a repeated hour by the offset of the day on which it is asked. Each
 * takes a tenth of a millisecond, and the dates of a run are shown to many people many times.
 */
const instantsOfWall = remembering((on: string, time: string, timeZone: string) => {
  const zone = IANAZone.create(timeZone)
  const [, hour, minute] = (/^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []).map(Number)
  const asUtc = dayNumber(on) * MS_A_DAY + ((hour ?? Number.NaN) * 60 + (minute ?? Number.NaN)) * 60_000
  if (!zone.isValid || Number.isNaN(asUtc))
    throw new RangeError(`not a wall time: ${on} ${time} in ${timeZone}`)
  const offsetMs = (at: number) => zone.offset(at) * 60_000
  const [forward, back] = [asUtc - offsetMs(asUtc - REACH_MS), asUtc - offsetMs(asUtc + REACH_MS)]
  const isShownAt = (at: number) => at + offsetMs(at) === asUtc
  const instants = [...new Set([forward, back])].filter(isShownAt).sort((a, b) => a - b)
  return { instants, moved: { forward, back } }
})

/** Start and end of a slot. The length is real time, so a slot across a clock change is still as long. */
export function instantsOf(slot: Slot, timeZone: string): { startsAt: DateTime; endsAt: DateTime } {
  const startsAt = instantOf(slot.on, slot.startTime, timeZone, slot.isSecondTime)
  return { startsAt, endsAt: startsAt.plus({ minutes: slot.lengthMinutes }) }
}

/**
 * A slot as clocks really show it when it begins: one that falls into a gap begins as much later as the gap is long, so
 * that nobody is told a time that does not exist. Every other slot is itself.
 */
export function realSlot<S extends Slot>(slot: S, timeZone: string): S {
  if (wallTimeKind(slot.on, slot.startTime, timeZone) !== 'skipped') return slot
  const { on, time } = besideGap(slot.on, slot.startTime, timeZone).after
  return { ...slot, on, startTime: time }
}

/** The slot of a length that begins at an instant, by the clocks of a zone. */
export function slotAt(startsAt: DateTime, lengthMinutes: number, timeZone: string): Required<Slot> {
  const { on, time } = wallTimeOf(startsAt.toMillis(), timeZone)
  const isSecondTime = startsAt > instantOf(on, time, timeZone)
  return { on, startTime: time, lengthMinutes, isSecondTime }
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

/**
 * The same wall time so many local days after an instant, or before it where `days` is negative. Counted on the
 * calendar and read anew: the hour may be skipped or repeated on that day, and midnight may lie in the gap.
 */
export function sameTimeAfter(at: DateTime, days: number, timeZone: string): DateTime {
  const { on, time } = wallTimeOf(at.toMillis(), timeZone)
  return instantOf(plusDays(on, days), time, timeZone)
}

/** Whether the clocks change in the zone on that local day: such a day is longer or shorter than others. */
export function isClockChange(on: string, timeZone: string): boolean {
  // From the day's first instant to that of the next: in some zones midnight itself is skipped or repeated.
  const length = instantOf(plusDays(on, 1), '00:00', timeZone).diff(instantOf(on, '00:00', timeZone))
  return length.as('hours') !== 24
}

const LISTED = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])

/** Whether the name is one of the zones this machine knows; abbreviations and offsets are not. */
export function isTimeZone(name: string): boolean {
  return LISTED.has(name)
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
 * Every occurrence of the patterns from one local day to another, both included, by start instant. One that falls into
 * a gap is given as it will be, after the gap; of a repeated hour it is the first. `leftOut` holds the keys of slots that are not wanted. Two patterns that start at the same instant give one candidate, of the first pattern.
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
      const { startTime, lengthMinutes } = pattern
      const slot = realSlot({ on: plusDays(window.from, offset), startTime, lengthMinutes }, timeZone)
      if (leftOut.has(slotKey(slot))) continue
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
