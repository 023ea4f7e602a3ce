import { type DateTime, Duration } from 'luxon'
import { sameTimeAfter } from './calendar.ts'
import { remembering } from './remembering.ts'
import type { FixedSession } from './session.ts'

/** A session as far as its reminders depend on it. */
type Reminded = Pick<FixedSession, 'startsAt' | 'timeZone'>

/**
 * When a reminder is due: the session's start moved back by an ISO 8601 duration. Days keep the wall time ("a day
 * before" is the same time on the day before, also across a clock change); hours are real.
 */
export function reminderAt({ startsAt, timeZone }: Reminded, before: string): DateTime {
  const { days, milliseconds } = leadOf(before)
  const sameTime = days > 0 ? sameTimeAfter(startsAt, -days, timeZone) : startsAt.setZone(timeZone)
  return sameTime.minus(milliseconds)
}

/** How long before a session that is: whole days, and what is left of real time. Every tick asks for each of many sessions. */
const leadOf = remembering((before: string) => {
  const { days = 0, weeks = 0, hours = 0, minutes = 0 } = Duration.fromISO(before).toObject()
  return { days: days + weeks * 7, milliseconds: (hours * 60 + minutes) * 60_000 }
})

const DAY_MS = 86_400_000

/**
 * Whether any of these reminders may be due by an instant: a quick no for sessions that are far ahead. Counted in real
 * days and one more, which is more than what clocks are ever set by.
 */
export function mayBeDue({ startsAt }: Reminded, reminders: readonly string[], by: DateTime): boolean {
  const leads = reminders.map((before) => {
    const { days, milliseconds } = leadOf(before)
    return days * DAY_MS + milliseconds
  })
  return by.toMillis() >= startsAt.toMillis() - DAY_MS - Math.max(0, ...leads)
}

/** Which of a group's reminders comes last before a session; undefined where it has none. */
export function lastReminder(session: Reminded, reminders: readonly string[]): string | undefined {
  return inOrderOf(session, reminders).at(-1)?.before
}

function inOrderOf(session: Reminded, reminders: readonly string[]) {
  return reminders
    .map((before) => ({ before, at: reminderAt(session, before) }))
    .sort((a, b) => a.at.toMillis() - b.at.toMillis())
}

/**
 * Whether a member wants to be reminded privately of a session by one of their own reminders: they have chosen it, have
 * not muted private messages, and are expected.
 */
export function isWantedByMember(
  member: { id: string; isMuted: boolean; reminders: readonly string[] },
  session: Pick<FixedSession, 'status'> & { apologyMemberIds: readonly string[] },
  before: string,
): boolean {
  const isExpected = session.status === 'firm' && !session.apologyMemberIds.includes(member.id)
  return isExpected && !member.isMuted && member.reminders.includes(before)
}

/** What belongs to now: a reminder to send, those to pass over for ever, and whether it is too late for any. */
export type DueReminders = { send?: string; skip: string[]; isTooLate: boolean }

/**
 * Decides from stored facts what belongs to now, however long the bot was away. Of several reminders that
 * are due only the nearest to the session is sent. One that was due before the session was fixed is passed
 * over while a later one remains, since the run card has just said the same; the last one is never lost.
 * Nothing is sent once the session has begun.
 */
export function dueReminders(
  session: Reminded & Pick<FixedSession, 'fixedAt' | 'status'>,
  reminders: readonly string[],
  now: DateTime,
): DueReminders {
  if (session.status !== 'firm' || !mayBeDue(session, reminders, now)) return { skip: [], isTooLate: false }
  const inOrder = inOrderOf(session, reminders)
  const due = inOrder.filter(({ at }) => at <= now)
  const nearest = due.at(-1)
  if (!nearest) return { skip: [], isTooLate: false }
  const earlier = due.slice(0, -1).map(({ before }) => before)
  if (now >= session.startsAt) return { skip: [...earlier, nearest.before], isTooLate: true }
  const isLast = due.length === inOrder.length
  if (nearest.at <= session.fixedAt && !isLast)
    return { skip: [...earlier, nearest.before], isTooLate: false }
  return { send: nearest.before, skip: earlier, isTooLate: false }
}
