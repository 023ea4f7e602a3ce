/** Fifty groups in twelve zones with sessions through a whole year, and when each of their reminders is due. */
import type { Random } from '../../bench/shared/random.ts'
import { DAY_MS, dayAfter, instantOfWall, MINUTE_MS, offsetAt, wallTimeAt } from './wall-time.ts'

const ZONES = [
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Africa/Cairo',
  'America/St_Johns',
  'UTC',
]
/** Start and length; the small hours are those in which clocks change somewhere. */
const HOURS = [
  ['14:00', 180],
  ['18:30', 180],
  ['01:30', 60],
  ['02:15', 60],
  ['00:30', 90],
] as const
export const REMINDERS = ['P7D', 'P1D', 'PT2H'] as const

export type YearSession = {
  day: string
  time: string
  lengthMinutes: number
  startsMs: number
  endsMs: number
}
export type YearGroup = { timeZone: string; sessions: YearSession[] }
/** A reminder that is to come at this instant; `isNearChange` where clocks change within the week before the session. */
export type YearDue = { group: number; session: number; before: string; dueMs: number; isNearChange: boolean }

const FIRST_DAY = '2027-01-10'
const LAST_DAY = '2027-12-30'
const WEEKS_BETWEEN = 4

export function planYear(groups: number, random: Random): YearGroup[] {
  return Array.from({ length: groups }, (_, index) => {
    const timeZone = ZONES[index % ZONES.length] ?? 'UTC'
    const [time, lengthMinutes] = HOURS[Math.floor(index / ZONES.length) % HOURS.length] ?? HOURS[0]
    const days = new Set<string>()
    const weekday = Math.floor(random() * 7)
    for (let day = dayAfter(FIRST_DAY, weekday); day <= LAST_DAY; day = dayAfter(day, WEEKS_BETWEEN * 7))
      days.add(day)
    // And on the days themselves on which the clocks change, and a day and a week later, when reminders look across it.
    for (const change of changeDays(timeZone))
      for (const later of [0, 1, 7])
        if (dayAfter(change, later) <= LAST_DAY) days.add(dayAfter(change, later))
    const sessions = [...days].sort().map((day) => {
      const startsMs = instantOfWall(`${day}T${time}`, timeZone)
      // Where this hour is skipped the group meets when clocks begin again, and its reminders go by what they show then.
      const [shownDay = '', shownTime = ''] = wallTimeAt(startsMs, timeZone).split('T')
      const endsMs = startsMs + lengthMinutes * MINUTE_MS
      return { day: shownDay, time: shownTime, lengthMinutes, startsMs, endsMs }
    })
    return { timeZone, sessions }
  })
}

/** The local days of a year on which the clocks of a zone change. */
function changeDays(timeZone: string): string[] {
  const days: string[] = []
  for (let day = FIRST_DAY; day <= LAST_DAY; day = dayAfter(day, 1)) {
    const midnight = Date.parse(`${day}T00:00Z`) - offsetAt(Date.parse(`${day}T00:00Z`), timeZone)
    if (offsetAt(midnight, timeZone) !== offsetAt(midnight + DAY_MS, timeZone)) days.push(day)
  }
  return days
}

/** Every reminder of the year in order of time. Days keep the wall time, hours are real. */
export function duesOf(groups: readonly YearGroup[]): YearDue[] {
  const dues = groups.flatMap(({ timeZone, sessions }, group) =>
    sessions.flatMap(({ day, time, startsMs }, session) => {
      const isNearChange = offsetAt(startsMs - 8 * DAY_MS, timeZone) !== offsetAt(startsMs + DAY_MS, timeZone)
      const due = { group, session, isNearChange }
      return [
        { ...due, before: 'P7D', dueMs: instantOfWall(`${dayAfter(day, -7)}T${time}`, timeZone) },
        { ...due, before: 'P1D', dueMs: instantOfWall(`${dayAfter(day, -1)}T${time}`, timeZone) },
        { ...due, before: 'PT2H', dueMs: startsMs - 120 * MINUTE_MS },
      ]
    }),
  )
  return dues.sort((a, b) => a.dueMs - b.dueMs)
}
