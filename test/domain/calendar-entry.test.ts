import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { type CalendarEntry, changedEntries, type EnteredSession } from '#domain/calendar-entry.ts'
import { calendarText } from '#text/ical.ts'
import { calendarClient } from '../support/calendar-client.ts'

const BEGIN = DateTime.fromISO('2027-01-11T20:00Z', { zone: 'utc' })
const timeZone = 'Europe/London'

function session(id: string, days: number, more: Partial<EnteredSession> = {}): EnteredSession {
  const startsAt = BEGIN.plus({ days })
  const endsAt = startsAt.plus({ hours: 3 })
  return {
    id,
    number: 1,
    startsAt,
    endsAt,
    timeZone,
    status: 'firm',
    undoUntil: null,
    place: null,
    usualPlace: null,
    ...more,
  }
}

/** The entries after sessions have become these. */
function told(entries: readonly CalendarEntry[], sessions: readonly EnteredSession[], now = BEGIN) {
  const changed = new Map(changedEntries(entries, sessions, now).map((entry) => [entry.id, entry]))
  return [...new Map([...entries.map((entry) => [entry.id, entry] as const), ...changed]).values()]
}

const first = told([], [session('a', 10), session('b', 20)])

test('a new session begins its own entry, and what is the same changes nothing', () => {
  expect(first).toMatchObject([
    { id: 'a', sessionId: 'a', state: 'confirmed', sequence: 0 },
    { id: 'b', sessionId: 'b', state: 'confirmed', sequence: 0 },
  ])
  expect(changedEntries(first, [session('a', 10), session('b', 20)], BEGIN.plus({ days: 5 }))).toEqual([])
})

test('the session that replaces one whose date fell takes over its entry, whether or not calendars heard of the fall', () => {
  const later = BEGIN.plus({ days: 1 })
  const atOnce = changedEntries(first, [session('a', 10), session('c', 25)], later)
  expect(atOnce).toMatchObject([
    { id: 'b', sessionId: 'c', state: 'confirmed', sequence: 1, changedAt: later },
  ])
  const fallen = told(first, [session('a', 10)], later)
  expect(fallen[1]).toMatchObject({ id: 'b', sessionId: null, state: 'cancelled', sequence: 1 })
  expect(changedEntries(fallen, [session('a', 10)], later.plus({ days: 1 }))).toEqual([])
  const replaced = changedEntries(fallen, [session('a', 10), session('c', 25)], later.plus({ days: 2 }))
  expect(replaced).toMatchObject([{ id: 'b', sessionId: 'c', state: 'confirmed', sequence: 2 }])
})

test('of several that have gone, the one that went last is replaced first, and of these the earlier date', () => {
  const given = told(first, [session('b', 20)])
  const all = told(told(given, [], BEGIN.plus({ days: 1 })), [session('c', 30)], BEGIN.plus({ days: 2 }))
  expect(all.map(({ id, state }) => [id, state])).toEqual([
    ['a', 'cancelled'],
    ['b', 'confirmed'],
  ])
  const both = changedEntries(first, [session('d', 40), session('c', 30)], BEGIN)
  expect(both.map(({ id, sessionId }) => [id, sessionId])).toEqual([
    ['a', 'c'],
    ['b', 'd'],
  ])
})

describe('what calendars show', () => {
  test('is where a session takes place, its own or the usual one, and nowhere once it is skipped or has gone', () => {
    const placed = [
      session('a', 10, { place: 'Room 5', usualPlace: 'Room 1' }),
      session('b', 20, { usualPlace: 'Room 1' }),
    ]
    const entries = told(first, placed)
    expect(entries).toMatchObject([
      { place: 'Room 5', sequence: 1 },
      { place: 'Room 1', sequence: 1 },
    ])
    const [a] = placed
    const skipped = changedEntries(entries, a ? [{ ...a, status: 'skipped' }] : [], BEGIN)
    expect(skipped).toMatchObject([
      { id: 'a', state: 'cancelled', place: null, sequence: 2 },
      { id: 'b', state: 'cancelled', place: null, sequence: 2 },
    ])
  })

  test('is cancelled for a session that is skipped', () => {
    const skipped = changedEntries(first, [session('a', 10, { status: 'skipped' }), session('b', 20)], BEGIN)
    expect(skipped).toMatchObject([{ id: 'a', sessionId: 'a', state: 'cancelled', sequence: 1 }])
  })

  test('is tentative while a date that was fixed by itself can be taken back, and confirmed from that moment on', () => {
    const undoUntil = BEGIN.plus({ hours: 24 })
    const fixed = [session('a', 10, { undoUntil })]
    const entries = told([], fixed)
    expect(entries).toMatchObject([{ state: 'tentative', sequence: 0 }])
    expect(changedEntries(entries, fixed, undoUntil.minus({ milliseconds: 1 }))).toEqual([])
    expect(changedEntries(entries, fixed, undoUntil)).toMatchObject([{ state: 'confirmed', sequence: 1 }])
  })
})

/** What may happen to a run, each at one of its sessions, and whether calendars look afterwards. */
const step = fc.record({
  what: fc.constantFrom('add', 'fall', 'replace', 'skip', 'shift', 'place', 'undoable', 'wait'),
  at: fc.nat(20),
  days: fc.integer({ min: 1, max: 200 }),
  isRead: fc.boolean(),
})

/** The sessions after a step, numbered in the order of time as they always are. */
function after(
  sessions: readonly EnteredSession[],
  { what, at, days }: { what: string; at: number; days: number },
  id: string,
  now: DateTime,
): EnteredSession[] {
  const chosen = sessions[at % Math.max(sessions.length, 1)]
  const others = sessions.filter((each) => each !== chosen)
  const fresh = session(id, days)
  const next: Record<string, EnteredSession[]> = {
    add: [...sessions, fresh],
    fall: others,
    replace: chosen ? [...others, fresh] : [],
    skip: chosen ? [...others, { ...chosen, status: 'skipped' }] : [],
    shift: chosen ? [...others, { ...session(chosen.id, days), status: chosen.status }] : [],
    place: chosen ? [...others, { ...chosen, place: `Room ${days}` }] : [],
    undoable: [...sessions, { ...fresh, undoUntil: now.plus({ hours: 24 }) }],
    wait: [...sessions],
  }
  const changed = next[what] ?? []
  // No two sessions of a run begin at the same time.
  if (new Set(changed.map(({ startsAt }) => startsAt.toMillis())).size < changed.length) return [...sessions]
  return changed
    .sort((a, b) => a.startsAt.toMillis() - b.startsAt.toMillis())
    .map((each, index) => ({ ...each, number: index + 1 }))
}

test('whatever happens in whatever order, sequences only grow, and every calendar ends with the sessions that there are', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let entries: CalendarEntry[] = []
      let sessions: EnteredSession[] = []
      let now = BEGIN
      const [eager, slow] = [calendarClient(), calendarClient()]
      const look = () => {
        const before = new Map(entries.map((entry) => [entry.id, entry]))
        entries = told(entries, sessions, now)
        for (const { id, sequence } of entries) {
          const was = before.get(id)
          expect(sequence - (was?.sequence ?? -1)).toBeGreaterThanOrEqual(was ? 0 : 1)
          before.delete(id)
        }
        expect([...before.keys()]).toEqual([])
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
        return calendarText(entries, timeZone)
      }
      for (const [index, each] of steps.entries()) {
        now = now.plus({ hours: 7 })
        sessions = after(sessions, each, `n${index}`, now)
        if (each.isRead) eager.take(look())
        if (each.isRead && index % 3 === 0) slow.take(look())
      }
      const present = sessions
        .filter(({ status }) => status === 'firm')
        .map(({ number, startsAt, undoUntil }) => {
          const state = undoUntil && undoUntil > now ? 'TENTATIVE' : 'CONFIRMED'
          return `Session ${number} ${state} ${startsAt.toISO()?.slice(0, 16)}`
        })
      for (const calendar of [eager, slow]) {
        calendar.take(look())
        expect(calendar.complaints).toEqual([])
        expect(calendar.shows()).toEqual(present)
      }
    }),
    { numRuns: 300 },
  )
})
