import type { DateTime } from 'luxon'
import { type PlacesOfSession, placeOf } from './place.ts'
import type { FixedSession } from './session.ts'

/** What a calendar shows of one date. */
export type CalendarState = 'tentative' | 'confirmed' | 'cancelled'

/** A date as calendars know it, and how new that is. */
export type CalendarDate = {
  /** By which calendars know it, whatever becomes of it. */
  id: string
  startsAt: DateTime
  endsAt: DateTime
  timeZone: string
  state: CalendarState
  /** Grows with every change and never shrinks. */
  sequence: number
  changedAt: DateTime
}

/** What calendars were last told of one session of a run. */
export type CalendarEntry = CalendarDate & {
  number: number
  /** Null where nobody has said, and of what is cancelled. */
  place: string | null
  /** Null while its date has fallen or was taken back. */
  sessionId: string | null
}

/** A session, as far as calendars show it. */
export type EnteredSession = Pick<
  FixedSession,
  'id' | 'number' | 'startsAt' | 'endsAt' | 'timeZone' | 'status'
> & {
  undoUntil: DateTime | null
} & PlacesOfSession

/**
 * The entries of a run that are other than what calendars were told last, as they are to be now. A session that comes in
 * the place of one that has gone takes over its entry, so that calendars move it; the entry of one that has gone for
 * good is cancelled. Nothing else touches an entry, and each change makes its sequence greater.
 */
export function changedEntries(
  entries: readonly CalendarEntry[],
  sessions: readonly EnteredSession[],
  now: DateTime,
): CalendarEntry[] {
  const entryOf = new Map(entries.flatMap((entry) => (entry.sessionId ? [[entry.sessionId, entry]] : [])))
  const left = entries.filter(({ sessionId }) => !sessions.some(({ id }) => id === sessionId)).sort(lastFirst)
  const changed = [...sessions].sort(byTime).flatMap((session) => {
    const entry = entryOf.get(session.id) ?? left.shift()
    const wanted = { ...shownOf(session, now), sessionId: session.id }
    if (!entry) return [{ id: session.id, sequence: 0, changedAt: now, ...wanted }]
    return isSame(entry, wanted) ? [] : [changedTo(entry, wanted, now)]
  })
  const gone = left.filter(({ state, sessionId }) => state !== 'cancelled' || sessionId !== null)
  return [
    ...changed,
    ...gone.map((entry) => changedTo(entry, { state: 'cancelled', place: null, sessionId: null }, now)),
  ]
}

/** Those that have just gone come first, and then those that went last; of these the earlier date. */
function lastFirst(a: CalendarEntry, b: CalendarEntry): number {
  const goneAt = ({ state, changedAt }: CalendarEntry) =>
    state === 'cancelled' ? changedAt.toMillis() : Number.MAX_SAFE_INTEGER
  return goneAt(b) - goneAt(a) || byTime(a, b)
}

function byTime(a: { startsAt: DateTime }, b: { startsAt: DateTime }): number {
  return a.startsAt.toMillis() - b.startsAt.toMillis()
}

function shownOf(session: EnteredSession, now: DateTime) {
  const { number, startsAt, endsAt, timeZone, status, undoUntil } = session
  const isOnHold = undoUntil !== null && undoUntil > now
  const state: CalendarState = status === 'skipped' ? 'cancelled' : isOnHold ? 'tentative' : 'confirmed'
  const place = status === 'skipped' ? null : (placeOf(session)?.place ?? null)
  return { number, startsAt, endsAt, timeZone, state, place }
}

function isSame(entry: CalendarEntry, wanted: Omit<CalendarEntry, 'id' | 'sequence' | 'changedAt'>): boolean {
  return (
    entry.sessionId === wanted.sessionId &&
    entry.number === wanted.number &&
    entry.state === wanted.state &&
    entry.place === wanted.place &&
    entry.timeZone === wanted.timeZone &&
    entry.startsAt.toMillis() === wanted.startsAt.toMillis() &&
    entry.endsAt.toMillis() === wanted.endsAt.toMillis()
  )
}

function changedTo(entry: CalendarEntry, wanted: Partial<CalendarEntry>, now: DateTime): CalendarEntry {
  return { ...entry, ...wanted, sequence: entry.sequence + 1, changedAt: now }
}
