import { DateTime } from 'luxon'
import { reminderAt } from './reminder.ts'
import type { FixedSession } from './session.ts'

/**
 * Whether a change of mind comes late enough that the convenor is told at once: from the first reminder on,
 * and in any case within two days of the start.
 */
export function isLateChange(
  session: Pick<FixedSession, 'on' | 'startTime' | 'timeZone' | 'startsAt'>,
  reminders: readonly string[],
  now: DateTime,
): boolean {
  const times = reminders.map((before) => reminderAt(session, before))
  return now >= DateTime.min(session.startsAt.minus({ days: 2 }), ...times)
}
