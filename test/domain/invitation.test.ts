import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { BusStopStatus } from '#domain/bus-stop.ts'
import {
  answerBy,
  INVITATION_TRANSITIONS,
  invitationReminderAt,
  invitingTime,
  isRosterLocked,
  placesFree,
} from '#domain/invitation.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import type { RunStatus } from '#domain/run.ts'
import { daysBefore, wallTime } from '../support/timeline.ts'

const instants = fc
  .integer({ min: Date.UTC(2026, 0), max: Date.UTC(2030, 0) })
  .map((millis) => DateTime.fromMillis(millis, { zone: 'utc' }))
const zones = fc.constantFrom('Europe/London', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Pacific/Kiritimati')

describe('the deadline of an invitation', () => {
  test('is in the evening of the group’s day, so many days later, in every zone and season', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), zones, (now, days, zone) => {
        const local = answerBy(now, days, zone).setZone(zone)
        const today = wallTime(now.toMillis(), zone).slice(0, 10)
        expect(wallTime(local.toMillis(), zone)).toBe(`${daysBefore(today, -days)} 20:00`)
        const hours = local.diff(now, 'hours').hours
        expect(hours).toBeGreaterThan((days - 1) * 24)
        expect(hours).toBeLessThan((days + 1) * 24)
      }),
    )
  })

  test('counts days on the calendar, also when one of them is an hour shorter', () => {
    const lateInTheEvening = DateTime.fromISO('2027-03-27T23:30Z', { zone: 'utc' })
    const deadline = answerBy(lateInTheEvening, 1, 'Europe/London')
    expect(wallTime(deadline.toMillis(), 'Europe/London')).toBe('2027-03-28 20:00')
  })

  test('is never later than the first session', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), instants, (now, days, first) => {
        expect(answerBy(now, days, 'Europe/London', first) <= first).toBe(true)
      }),
    )
  })

  test('is announced once more a day before, or half-way when there is less than two days', () => {
    const sent = DateTime.fromISO('2027-01-10T09:00Z', { zone: 'utc' })
    const reminded = (hours: number) =>
      invitationReminderAt(sent, sent.plus({ hours })).diff(sent, 'hours').hours
    expect(reminded(120)).toBe(96)
    expect(reminded(48)).toBe(24)
    expect(reminded(10)).toBe(5)
  })
})

describe('places', () => {
  const taken = fc.record({
    places: fc.integer({ min: 2, max: 20 }),
    onRoster: fc.nat({ max: 20 }),
    accepted: fc.nat({ max: 5 }),
    open: fc.nat({ max: 5 }),
  })

  test('are all taken, and no more, when everybody says yes who has been or can be asked', () => {
    fc.assert(
      fc.property(taken, fc.nat({ max: 20 }), (each, off) => {
        const gettingOff = Math.min(off, each.onRoster)
        const free = placesFree({ ...each, gettingOff })
        expect(each.onRoster - gettingOff + each.accepted + each.open + free).toBe(each.places)
      }),
    )
  })
})

describe('the roster', () => {
  const run = (status: RunStatus) => ({
    status,
    sessions: [{ startsAt: DateTime.fromISO('2027-01-20T18:30Z') }],
  })
  const before = DateTime.fromISO('2027-01-20T18:29Z')
  const begun = DateTime.fromISO('2027-01-20T18:30Z')
  const stops: BusStopStatus[] = ['announced', 'asking', 'open', 'inviting', 'closed']

  test('is locked from the first session until the bus stop opens', () => {
    expect(stops.filter((stop) => isRosterLocked(run('fixed'), stop, begun))).toEqual(['announced', 'asking'])
    expect(stops.filter((stop) => isRosterLocked(run('fixed'), stop, before))).toEqual([])
    expect(isRosterLocked(run('planning'), null, begun)).toBe(false)
    expect(isRosterLocked(null, null, begun)).toBe(false)
  })

  test('takes newcomers at the bus stop, and once dates are firm until the first of them', () => {
    expect(stops.map((stop) => invitingTime(run('fixed'), stop, begun))).toEqual([
      null,
      null,
      'atBusStop',
      'atBusStop',
      null,
    ])
    expect(invitingTime(run('fixed'), 'announced', before)).toBe('beforeRun')
    expect(invitingTime(run('planning'), null, before)).toBeNull()
    expect(invitingTime(run('ended'), 'closed', begun)).toBeNull()
    expect(invitingTime(null, null, begun)).toBeNull()
  })
})

test('an invitation that is over is never open again, and only an acceptance can be taken back', () => {
  expect(statesBefore(INVITATION_TRANSITIONS, 'open')).toEqual([])
  expect(statesBefore(INVITATION_TRANSITIONS, 'declined')).toEqual(['open', 'accepted'])
  expect(statesBefore(INVITATION_TRANSITIONS, 'joined')).toEqual(['open', 'accepted'])
})
