import { DateTime } from 'luxon'
import { type Slot, slotAt, type WallTime, wallTimeKind } from '#domain/calendar.ts'
import { zoneName } from '../zone-name.ts'

/** When something starts and ends: its wall times are shown in its own zone. */
export type When = Pick<Slot, 'on'> & { timeZone: string; startsAt: DateTime; endsAt: DateTime }

/** A day in words by its ISO date, whatever the zone of the machine. */
function inEnglish(on: string, format: Intl.DateTimeFormatOptions): string {
  return DateTime.fromISO(on, { zone: 'utc', locale: 'en-GB' }).toLocaleString(format)
}

/** `2027-03-07` as "Sunday 7 March". */
export function dayInWords(on: string): string {
  return inEnglish(on, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** `2027-03-07` as "7 March 2027", for days that may lie years back. */
export function dateInWords(on: string): string {
  return inEnglish(on, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** `2027-03-07` as "March 2027". */
export function monthInWords(on: string): string {
  return inEnglish(on, { month: 'long', year: 'numeric' })
}

/** "14:00"; where clocks show that twice in a night, also which of the two it is. */
export function clockInWords(at: DateTime, timeZone: string): string {
  const { on, startTime, isSecondTime } = slotAt(at, 0, timeZone)
  if (wallTimeKind(on, startTime, timeZone) !== 'repeated') return startTime
  return `${startTime} (${isSecondTime ? 'after' : 'before'} the clocks go back)`
}

/** "14:00 to 17:00", in the zone of the session. */
export function hours({ startsAt, endsAt, timeZone }: Omit<When, 'on'>): string {
  return `${clockInWords(startsAt, timeZone)} to ${clockInWords(endsAt, timeZone)}`
}

/** "Sunday 7 March, 14:00 to 17:00". */
export function slotInWords(when: When): string {
  return `${dayInWords(when.on)}, ${hours(when)}`
}

/** "Sunday 7 March, 14:00 to 17:00 (UK time)": a session as it is always announced. */
export function sessionInWords(when: When): string {
  return `${slotInWords(when)} (${zoneInWords(when.timeZone)})`
}

/** One of two wall times as "00:30 or 02:30", with their days where they lie on two. */
export function eitherTime(a: WallTime, b: WallTime): string {
  if (a.on === b.on) return `${a.time} or ${b.time}`
  return `${a.time} on ${dayInWords(a.on)}, or ${b.time} on ${dayInWords(b.on)}`
}

/** An instant in a zone as "Sunday 14 February, 20:00 (UK time)". */
export function momentInWords(at: DateTime, timeZone: string): string {
  const { on } = slotAt(at, 0, timeZone)
  return `${dayInWords(on)}, ${clockInWords(at, timeZone)} (${zoneInWords(timeZone)})`
}

/** A zone as people call it: "UK time", "Central European Time". */
export function zoneInWords(timeZone: string): string {
  if (timeZone === 'UTC') return 'UTC'
  const name = zoneName('en-GB', timeZone)
  return name === 'United Kingdom Time' ? 'UK time' : name
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** 1 … 7 as "Monday" … "Sunday". */
export function weekdayInWords(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? ''
}

/** What people call a slot: "Sunday afternoon". Morning ends at noon, the afternoon at five. */
export function patternName(weekday: number, startTime: string): string {
  const part = startTime < '12:00' ? 'morning' : startTime < '17:00' ? 'afternoon' : 'evening'
  return `${weekdayInWords(weekday)} ${part}`
}

/** An ISO duration from the choices of the form as "a week", "a day", "2 hours". */
export function durationInWords(duration: string): string {
  const known: Record<string, string> = {
    P14D: 'two weeks',
    P7D: 'a week',
    P2D: 'two days',
    P1D: 'a day',
    PT2H: 'two hours',
  }
  return known[duration] ?? duration
}
