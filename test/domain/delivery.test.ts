import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import {
  type About,
  afterSilence,
  DELIVERY_TRANSITIONS,
  type DeliveryKind,
  deliveryKey,
  settlesAt,
  wasLongAway,
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

const claimedAt = DateTime.fromISO('2027-03-07T14:00Z', { zone: 'utc' })
const settledAfter = (settleSeconds: number, repeats: number) =>
  settlesAt(claimedAt, settleSeconds, repeats).diff(claimedAt).as('seconds')

test('Slack has had its say when the settle time is over, and gets twice as long after each repetition', () => {
  expect([0, 1, 2, 3].map((repeats) => settledAfter(150, repeats))).toEqual([150, 300, 600, 1200])
})

test('nobody waits longer than an hour for Slack, however often its answer was lost, nor less than was set', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 3600 }), fc.integer({ min: 0, max: 2000 }), (seconds, repeats) => {
      expect(settledAfter(seconds, repeats)).toBeGreaterThanOrEqual(seconds)
      expect(settledAfter(seconds, repeats)).toBeLessThanOrEqual(3600)
      expect(settledAfter(seconds, repeats + 1)).toBeGreaterThanOrEqual(settledAfter(seconds, repeats))
    }),
  )
})

test('what would confuse a group when posted twice is left to the convenor, a reminder is said again', () => {
  const inChannel = (kind: DeliveryKind) => afterSilence({ kind, repeats: 0, isPrivate: false })
  const confusing = ['pollPage', 'runCard', 'sessionFixed', 'surveyResult'] as const
  expect(confusing.map(inChannel)).toEqual(Array(4).fill('askConvenor'))
  expect((['reminder', 'sessionOver', 'introduction'] as const).map(inChannel)).toEqual(
    Array(3).fill('repeat'),
  )
})

test('what the group hears is said again once at most; the convenor looks whether it is there at last', () => {
  for (const repeats of [1, 2, 9])
    expect(afterSilence({ kind: 'reminder', repeats, isPrivate: false })).toBe('askConvenor')
})

test('a private message is said again, since nobody else can look for it, but not without end', () => {
  const kinds = ['nudge', 'pollResult', 'busStopQuestion', 'surveyQuestion', 'isItThere'] as const
  for (const kind of kinds)
    for (let repeats = 0; repeats < 12; repeats += 1)
      expect(afterSilence({ kind, repeats, isPrivate: true })).toBe(repeats < 8 ? 'repeat' : 'giveUp')
})

test('it is news that Slack took nothing for an hour, and not before', () => {
  expect(wasLongAway(claimedAt, claimedAt.plus({ minutes: 60 }))).toBe(true)
  expect(wasLongAway(claimedAt, claimedAt.plus({ minutes: 60 }).minus(1))).toBe(false)
})

test('only what waits can be claimed, and what was sent stays so', () => {
  expect(statesBefore(DELIVERY_TRANSITIONS, 'sending')).toEqual(['pending'])
  expect(DELIVERY_TRANSITIONS.sent).toEqual([])
  expect(statesBefore(DELIVERY_TRANSITIONS, 'unknown')).toEqual(['sending'])
})

test('what was passed over is never said, but may turn out to have been; what was refused can wait again', () => {
  expect(DELIVERY_TRANSITIONS.skipped).toEqual(['sent'])
  expect(DELIVERY_TRANSITIONS.failed).toContain('pending')
})
