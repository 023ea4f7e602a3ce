import type { DateTime } from 'luxon'
import type { CalendarDate, CalendarEntry } from './calendar-entry.ts'

/** How long a calendar hears of what was cancelled: longer than any of them waits before it asks again. */
const CANCELLED_DAYS = 14

/** What is further back is not in the feed any more. */
export const PAST_DAYS = 365

/** The sessions that a member's calendar shows: none that were over before they joined. */
export function shownSessions<E extends CalendarEntry>(
  entries: readonly E[],
  joinedAt: DateTime,
  now: DateTime,
): E[] {
  return entries.filter(
    (entry) =>
      entry.endsAt > joinedAt &&
      entry.endsAt > now.minus({ days: PAST_DAYS }) &&
      (entry.state !== 'cancelled' || entry.endsAt > now || isFresh(entry, now)),
  )
}

/** The dates on hold that it shows, and for a time those that are not on hold any more; none that have begun. */
export function shownHolds(holds: readonly CalendarDate[], now: DateTime): CalendarDate[] {
  return holds.filter((hold) => hold.startsAt > now && (hold.state !== 'cancelled' || isFresh(hold, now)))
}

function isFresh({ changedAt }: CalendarDate, now: DateTime): boolean {
  return changedAt > now.minus({ days: CANCELLED_DAYS })
}
