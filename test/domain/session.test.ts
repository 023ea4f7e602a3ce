import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  expected,
  isRunOver,
  lastSessionOn,
  nextSession,
  type SessionStatus,
  sessionsToCome,
} from '#domain/session.ts'

const now = DateTime.fromISO('2027-03-07T15:00Z', { zone: 'utc' })
/** A session that ends so many days from now. */
const session = (days: number, status: SessionStatus = 'firm') => ({ status, endsAt: now.plus({ days }) })

test('members are expected unless they sent apologies; those of others do not count', () => {
  expect(expected(['a', 'b', 'c'], [])).toBe(3)
  expect(expected(['a', 'b', 'c'], ['b'])).toBe(2)
  expect(expected(['a', 'b', 'c'], ['b', 'b', 'gone'])).toBe(2)
  expect(expected([], ['a'])).toBe(0)
})

describe('the next session', () => {
  test('is the first firm one that is not over, also while it goes on', () => {
    const [over, skipped, goingOn, later] = [session(-1), session(1, 'skipped'), session(0.1), session(2)]
    expect(nextSession([over, skipped, goingOn, later], now)).toBe(goingOn)
    expect(nextSession([over, later], now)).toBe(later)
  })

  test('is none once the last is over, to the moment', () => {
    expect(nextSession([session(-1), session(0)], now)).toBeUndefined()
    expect(nextSession([], now)).toBeUndefined()
  })
})

describe('sessions to come', () => {
  test('are those that are neither over nor skipped', () => {
    const sessions = [session(-3), session(-1, 'skipped'), session(1), session(2, 'skipped'), session(3)]
    expect(sessionsToCome({ sessionsWanted: 5, sessions }, now)).toBe(2)
  })

  test('include those whose date has not been found yet', () => {
    expect(sessionsToCome({ sessionsWanted: 8, sessions: [session(-1)] }, now)).toBe(7)
    expect(sessionsToCome({ sessionsWanted: 8, sessions: [] }, now)).toBe(8)
  })

  test('include firm ones above the number that the run was meant to have', () => {
    const sessions = [session(-2), session(-1), session(1)]
    expect(sessionsToCome({ sessionsWanted: 2, sessions }, now)).toBe(1)
    expect(isRunOver({ sessionsWanted: 2, sessions }, now)).toBe(false)
    expect(isRunOver({ sessionsWanted: 2, sessions: [...sessions.slice(0, 2), session(0)] }, now)).toBe(true)
  })

  test('are never fewer than none, and the run is over when there is none', () => {
    expect(sessionsToCome({ sessionsWanted: 1, sessions: [session(-2), session(-1)] }, now)).toBe(0)
    expect(isRunOver({ sessionsWanted: 2, sessions: [session(-2), session(0)] }, now)).toBe(true)
    expect(isRunOver({ sessionsWanted: 2, sessions: [session(-2), session(0.01)] }, now)).toBe(false)
    expect(isRunOver({ sessionsWanted: 2, sessions: [session(-2)] }, now)).toBe(false)
    expect(isRunOver({ sessionsWanted: 2, sessions: [session(-2), session(1, 'skipped')] }, now)).toBe(true)
  })
})

test('the last session of a run has a day once all of its dates have been found', () => {
  const sessions = [{ on: '2027-03-07' }, { on: '2027-03-24' }]
  expect(lastSessionOn({ sessionsWanted: 2, sessions })).toBe('2027-03-24')
  expect(lastSessionOn({ sessionsWanted: 3, sessions })).toBeNull()
  expect(lastSessionOn({ sessionsWanted: 1, sessions: [] })).toBeNull()
})
