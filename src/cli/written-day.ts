import { DateTime } from 'luxon'
import { wrongWeekday } from '#text/plan.ts'
import { BadInput, type Locate } from './problem.ts'

/** "3", "January" or "Jan", "2027" as `2027-01-03`; null for what is no day of the calendar. */
export function dayFromWords(date: string, month: string, year: string): string | null {
  for (const format of ['d LLLL yyyy', 'd LLL yyyy']) {
    const day = DateTime.fromFormat(`${date} ${month} ${year}`, format, { zone: 'utc', locale: 'en' })
    if (day.isValid) return day.toFormat('yyyy-MM-dd')
  }
  return null
}

/** A weekday that does not go with its date is a sign that one of them was mistyped. */
export function checkWeekday(written: string, on: string, where: Locate): void {
  const weekday = DateTime.fromISO(on, { zone: 'utc', locale: 'en' }).toFormat('cccc')
  if (!weekday.toLowerCase().startsWith(written.toLowerCase())) {
    throw new BadInput(wrongWeekday(written, on), where())
  }
}
