import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  BUS_STOP_TRANSITIONS,
  type ChoiceValue,
  isReminded,
  isTimeToAsk,
  mayBeNamed,
  reminderRound,
  summarise,
} from '#domain/bus-stop.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import type { SessionStatus } from '#domain/session.ts'

const start = DateTime.fromISO('2027-01-03T17:00Z', { zone: 'utc' })
/** A run whose sessions end a week apart; `skipped` by number from 1. */
function run(
  sessions: number,
  { skipped = [], wanted = sessions }: { skipped?: number[]; wanted?: number } = {},
) {
  return {
    sessionsWanted: wanted,
    sessions: Array.from({ length: sessions }, (_, index) => ({
      status: (skipped.includes(index + 1) ? 'skipped' : 'firm') as SessionStatus,
      endsAt: start.plus({ weeks: index }),
    })),
  }
}
const afterSession = (number: number) => start.plus({ weeks: number - 1 })

describe('members are asked', () => {
  test.each([
    [8, 6],
    [5, 3],
    [3, 1],
    [2, 1],
    [1, 1],
  ])('in a run of %i after session %i, and not before', (sessions, number) => {
    expect(isTimeToAsk(run(sessions), 2, afterSession(number).minus({ seconds: 1 }))).toBe(false)
    expect(isTimeToAsk(run(sessions), 2, afterSession(number))).toBe(true)
  })

  test('after a session that took place, so a run that begins with skipped ones does not ask at once', () => {
    expect(isTimeToAsk(run(3, { skipped: [1] }), 2, afterSession(1))).toBe(false)
    expect(isTimeToAsk(run(3, { skipped: [1] }), 2, afterSession(2))).toBe(true)
  })

  test('earlier when sessions are skipped', () => {
    expect(isTimeToAsk(run(8, { skipped: [7] }), 2, afterSession(5))).toBe(true)
    expect(isTimeToAsk(run(8, { skipped: [7] }), 2, afterSession(4))).toBe(false)
  })

  test('by the number of sessions wanted where dates are found one at a time', () => {
    expect(isTimeToAsk(run(5, { wanted: 8 }), 2, afterSession(5))).toBe(false)
    expect(isTimeToAsk(run(6, { wanted: 8 }), 2, afterSession(6))).toBe(true)
  })
})

describe('the summary', () => {
  const members = ['a', 'b', 'c', 'd']
  const choices = fc.uniqueArray(
    fc.record({
      memberId: fc.constantFrom(...members, 'gone'),
      value: fc.constantFrom<ChoiceValue>('staying', 'gettingOff', 'undecided'),
    }),
    { selector: ({ memberId }) => memberId },
  )

  test('has everybody on the roster exactly once and nobody else', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(members), choices, (roster, made) => {
        const { staying, gettingOff, undecided, silent } = summarise(roster, made)
        expect([...staying, ...gettingOff, ...undecided, ...silent].sort()).toEqual([...roster].sort())
      }),
    )
  })

  test('takes nobody’s staying for granted', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(members), choices, (roster, made) => {
        const said = (value: ChoiceValue) =>
          roster.filter((id) => made.some((choice) => choice.memberId === id && choice.value === value))
        const summary = summarise(roster, made)
        expect(summary.staying).toEqual(said('staying'))
        expect(summary.gettingOff).toEqual(said('gettingOff'))
        expect(summary.undecided).toEqual(said('undecided'))
      }),
    )
  })
})

test('a bus stop goes one way, and closes with or without invitations', () => {
  expect(statesBefore(BUS_STOP_TRANSITIONS, 'asking')).toEqual(['announced'])
  expect(statesBefore(BUS_STOP_TRANSITIONS, 'open')).toEqual(['asking'])
  expect(statesBefore(BUS_STOP_TRANSITIONS, 'inviting')).toEqual(['open'])
  expect(statesBefore(BUS_STOP_TRANSITIONS, 'closed')).toEqual(['open', 'inviting'])
  expect(statesBefore(BUS_STOP_TRANSITIONS, 'announced')).toEqual([])
})

test('only who says themselves that the group knows may be named when they get off', () => {
  const choice = { value: 'gettingOff' as const, hasToldGroup: true, recordedBy: null }
  expect(mayBeNamed(choice)).toBe(true)
  expect(mayBeNamed({ ...choice, hasToldGroup: false })).toBe(false)
  expect(mayBeNamed({ ...choice, recordedBy: 'U1' })).toBe(false)
  expect(mayBeNamed({ ...choice, value: 'staying' })).toBe(false)
})

describe('a reminder of the question', () => {
  test('has its time after each further session that took place, and never more often than the setting says', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 }), fc.nat({ max: 12 }), fc.nat({ max: 2 }), (asked, held, most) => {
        const round = reminderRound(asked, held, most)
        expect(round).toBeGreaterThanOrEqual(0)
        expect(round).toBeLessThanOrEqual(most)
        if (held <= asked) expect(round).toBe(0)
        if (held > asked && most > 0) expect(round).toBeGreaterThan(0)
      }),
    )
    expect([6, 7, 8].map((held) => reminderRound(6, held, 2))).toEqual([0, 1, 2])
  })

  test('is for those who have not decided, and for those getting off until the group knows', () => {
    expect(isReminded(undefined)).toBe(true)
    expect(isReminded({ value: 'undecided', hasToldGroup: false })).toBe(true)
    expect(isReminded({ value: 'gettingOff', hasToldGroup: false })).toBe(true)
    expect(isReminded({ value: 'gettingOff', hasToldGroup: true })).toBe(false)
    expect(isReminded({ value: 'staying', hasToldGroup: false })).toBe(false)
  })
})
