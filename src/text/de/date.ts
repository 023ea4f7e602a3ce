import { DateTime } from 'luxon'
import { slotAt, type WallTime, wallTimeKind } from '#domain/calendar.ts'
import type { When } from '../en/date.ts'
import { zoneName } from '../zone-name.ts'

/** A day in words by its ISO date, whatever the zone of the machine. */
function inGerman(on: string, format: Intl.DateTimeFormatOptions): string {
  return DateTime.fromISO(on, { zone: 'utc', locale: 'de' }).toLocaleString(format)
}

/** `2027-03-07` as "Sonntag, 7. März". */
export function dayInWords(on: string): string {
  return inGerman(on, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** `2027-03-07` as "7. März 2027", for days that may lie years back. */
export function dateInWords(on: string): string {
  return inGerman(on, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** `2027-03-07` as "März 2027". */
export function monthInWords(on: string): string {
  return inGerman(on, { month: 'long', year: 'numeric' })
}

/** "14:00"; where clocks show that twice in a night, also which of the two it is. */
export function clockInWords(at: DateTime, timeZone: string): string {
  const { on, startTime, isSecondTime } = slotAt(at, 0, timeZone)
  if (wallTimeKind(on, startTime, timeZone) !== 'repeated') return startTime
  return `${startTime} (${isSecondTime ? 'nach' : 'vor'} der Zeitumstellung)`
}

/** "14:00 bis 17:00", in the zone of the session. */
export function hours({ startsAt, endsAt, timeZone }: Omit<When, 'on'>): string {
  return `${clockInWords(startsAt, timeZone)} bis ${clockInWords(endsAt, timeZone)}`
}

/** "Sonntag, 7. März, 14:00 bis 17:00". */
export function slotInWords(when: When): string {
  return `${dayInWords(when.on)}, ${hours(when)}`
}

/** "Sonntag, 7. März, 14:00 bis 17:00 (UK-Zeit)": a session as it is always announced. */
export function sessionInWords(when: When): string {
  return `${slotInWords(when)} (${zoneInWords(when.timeZone)})`
}

/** One of two wall times as "00:30 oder 02:30", with their days where they lie on two. */
export function eitherTime(a: WallTime, b: WallTime): string {
  if (a.on === b.on) return `${a.time} oder ${b.time}`
  return `${dayInWords(a.on)}, ${a.time} oder ${dayInWords(b.on)}, ${b.time}`
}

/** An instant in a zone as "Sonntag, 14. Februar, 20:00 (UK-Zeit)". */
export function momentInWords(at: DateTime, timeZone: string): string {
  const { on } = slotAt(at, 0, timeZone)
  return `${dayInWords(on)}, ${clockInWords(at, timeZone)} (${zoneInWords(timeZone)})`
}

/** A zone as people call it: "UK-Zeit", "Mitteleuropäische Zeit". */
export function zoneInWords(timeZone: string): string {
  if (timeZone === 'UTC') return 'UTC'
  const name = zoneName('de', timeZone)
  return name === 'Vereinigtes Königreich (Ortszeit)' ? 'UK-Zeit' : name
}

const WEEKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag']

/** 1 … 7 as "Montag" … "Sonntag". */
export function weekdayInWords(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? ''
}

/** What people call a slot: "Sonntagnachmittag". Morning ends at noon, the afternoon at five. */
export function patternName(weekday: number, startTime: string): string {
  const part = startTime < '12:00' ? 'vormittag' : startTime < '17:00' ? 'nachmittag' : 'abend'
  return `${weekdayInWords(weekday)}${part}`
}

/** An ISO duration from the choices of the form as "eine Woche", "einen Tag", before something. */
export function durationInWords(duration: string): string {
  const known: Record<string, string> = {
    P14D: 'zwei Wochen',
    P7D: 'eine Woche',
    P2D: 'zwei Tage',
    P1D: 'einen Tag',
    PT2H: 'zwei Stunden',
  }
  return known[duration] ?? duration
}
