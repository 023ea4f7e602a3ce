import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import {
  type About,
  afterSilence,
  DELIVERY_TRANSITIONS,
  deliveryKey,
  hasSettled,
  SETTLE_SECONDS,
} from '#domain/delivery.ts'
import { statesBefore } from '#domain/life-cycle.ts'

const id = fc.uuid()
const page = fc.integer({ min: 1, max: 20 })
const about: fc.Arbitrary<About> = fc.oneof(
  fc.record({ kind: fc.constant('pollPage' as const), pollId: id, page }),
  fc.record({ kind: fc.constant('everybodyAnswered' as const), pollId: id, convenorId: id }),
  fc.record({ kind: fc.constant('pollResult' as const), pollId: id, convenorId: id }),
  fc.record({
    kind: fc.constant('reminder' as const),
    sessionId: id,
    before: fc.constantFrom('P7D', 'P1D', 'PT2H'),
  }),
  fc.record({
    kind: fc.constant('belowMinimum' as const),
    sessionId: id,
    occasion: fc.string(),
    convenorId: id,
  }),
)

test('the key of something to say does not depend on the order in which its ids are written', () => {
  fc.assert(
    fc.property(id, about, (groupId, each) => {
      const reversed = Object.fromEntries(Object.entries(each).reverse()) as About
      expect(deliveryKey(groupId, reversed)).toBe(deliveryKey(groupId, each))
    }),
  )
})

test('two things to say have the same key only if they are the same', () => {
  fc.assert(
    fc.property(id, id, about, about, (one, other, a, b) => {
      expect(deliveryKey(one, a) === deliveryKey(one, b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      expect(deliveryKey(one, a) === deliveryKey(other, a)).toBe(one === other)
    }),
  )
})

test.each<[About, About]>([
  [
    { kind: 'reminder', sessionId: 's', before: 'P7D' },
    { kind: 'reminder', sessionId: 's', before: 'P1D' },
  ],
  [
    { kind: 'nudge', pollId: 'p', memberId: 'm', round: 'scheduled' },
    { kind: 'nudge', pollId: 'p', memberId: 'm', round: '2027-03-07' },
  ],
  [
    { kind: 'belowMinimum', sessionId: 's', occasion: 'P7D', convenorId: 'c' },
    { kind: 'belowMinimum', sessionId: 's', occasion: 'P1D', convenorId: 'c' },
  ],
  [
    { kind: 'pollResult', pollId: 'p', convenorId: 'c' },
    { kind: 'everybodyAnswered', pollId: 'p', convenorId: 'c' },
  ],
])('%j and %j are two things to say', (one, other) => {
  expect(deliveryKey('g', one)).not.toBe(deliveryKey('g', other))
})

test('Slack has had its say 150 seconds after the call was begun, and not before', () => {
  const claimedAt = DateTime.fromISO('2027-03-07T14:00Z', { zone: 'utc' })
  expect(SETTLE_SECONDS).toBeGreaterThanOrEqual(120)
  expect(hasSettled(claimedAt, claimedAt.plus({ seconds: SETTLE_SECONDS }))).toBe(true)
  expect(hasSettled(claimedAt, claimedAt.plus({ seconds: SETTLE_SECONDS }).minus(1))).toBe(false)
})

test('what would confuse a group when posted twice is left to the convenor, the rest is said again', () => {
  expect((['pollPage', 'runCard', 'sessionFixed', 'surveyResult'] as const).map(afterSilence)).toEqual(
    Array(4).fill('askConvenor'),
  )
  expect(
    (['reminder', 'nudge', 'pollResult', 'busStopQuestion', 'surveyQuestion', 'isItThere'] as const).map(
      afterSilence,
    ),
  ).toEqual(Array(6).fill('repeat'))
})

test('only what waits can be claimed, what was sent or passed over stays so, and what was refused can wait again', () => {
  expect(statesBefore(DELIVERY_TRANSITIONS, 'sending')).toEqual(['pending'])
  for (const end of ['sent', 'skipped'] as const) expect(DELIVERY_TRANSITIONS[end]).toEqual([])
  expect(DELIVERY_TRANSITIONS.failed).toEqual(['pending'])
  expect(statesBefore(DELIVERY_TRANSITIONS, 'unknown')).toEqual(['sending'])
})
