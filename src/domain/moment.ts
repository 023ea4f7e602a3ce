import type { DateTime } from 'luxon'
import { minimumTimes } from './minimum.ts'
import { reminderAt } from './reminder.ts'
import type { FixedSession } from './session.ts'

/** When a session makes something due, and what. */
export type Moment = { at: DateTime; what: 'reminder' | 'minimum' | 'sessionOver' }

/**
 * Every moment at which a session has something said by itself: its reminders, or the look at its numbers where the
 * group has none, and its end.
 */
export function momentsOf(
  session: Pick<FixedSession, 'startsAt' | 'endsAt' | 'timeZone' | 'status'>,
  reminders: readonly string[],
): Moment[] {
  if (session.status !== 'firm') return []
  const what = reminders.length > 0 ? 'reminder' : 'minimum'
  return [
    ...minimumTimes(reminders).map((before) => ({ at: reminderAt(session, before), what }) as const),
    { at: session.endsAt, what: 'sessionOver' },
  ]
}
