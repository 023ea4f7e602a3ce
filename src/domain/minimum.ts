import type { DateTime } from 'luxon'
import { type DueReminders, dueReminders } from './reminder.ts'

/** When the numbers are looked at in a group that has chosen no reminders. */
const WITHOUT_REMINDERS = 'P2D'

/** When the numbers of a session are looked at, before its start: at the group's reminders, or two days before. */
export function minimumTimes(reminders: readonly string[]): readonly string[] {
  return reminders.length > 0 ? reminders : [WITHOUT_REMINDERS]
}

/**
 * At which of these times the numbers are to be looked at now, and which have been overtaken: as with the reminders,
 * being away only delays, and nothing is left to look at once the session has begun.
 */
export function dueMinimumCheck(
  session: Parameters<typeof dueReminders>[0],
  reminders: readonly string[],
  now: DateTime,
): Pick<DueReminders, 'send' | 'skip'> {
  return now < session.startsAt ? dueReminders(session, minimumTimes(reminders), now) : { skip: [] }
}
