import { DateTime } from 'luxon'
import { minimumTimes } from './minimum.ts'
import { reminderAt } from './reminder.ts'
import type { FixedSession } from './session.ts'

/**
 * Whether a change of mind comes late enough that the convenor is told at once: from the first reminder on,
 * and in any case within two days of the start. So whatever is not told at once comes before a time at which the
 * numbers are looked at.
 */
export function isLateChange(
  session: Pick<FixedSession, 'timeZone' | 'startsAt'>,
  reminders: readonly string[],
  now: DateTime,
): boolean {
  const times = minimumTimes(reminders).map((before) => reminderAt(session, before))
  return now >= DateTime.min(session.startsAt.minus({ days: 2 }), ...times)
}

/** Whether a change takes the numbers below the minimum so late that the convenors are told at once. */
export function isLateFall(
  session: Pick<FixedSession, 'timeZone' | 'startsAt'>,
  reminders: readonly string[],
  expected: { before: number; after: number; minimum: number },
  now: DateTime,
): boolean {
  const isFall = expected.before >= expected.minimum && expected.after < expected.minimum
  return isFall && isLateChange(session, reminders, now)
}
