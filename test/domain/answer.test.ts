import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AnswerState,
  applyChoice,
  applyLateReaction,
  applyReaction,
  applyReadBack,
  compareTs,
  NOTHING_SAID,
} from '#domain/answer.ts'
import type { AnswerValue } from '#domain/planner.ts'

type Event = { isAdded: boolean; ts: string }

const value = fc.constantFrom('can', 'ifNeedBe', 'cannot')
const recorder = fc.option(fc.constant('U-ruth'))
const ts = fc
  .tuple(fc.integer({ min: 1_800_000_000, max: 1_800_000_005 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([seconds, micros]) => `${seconds}.${String(micros).padStart(6, '0')}`)
/** Adding and taking away by one person, as it happened: alternating, each later than the one before. */
const history: fc.Arbitrary<Event[]> = fc
  .uniqueArray(ts, { maxLength: 6 })
  .map((times) => times.sort(compareTs).map((each, index) => ({ isAdded: index % 2 === 0, ts: each })))
/** The same events as Slack may deliver them: in any order, each once or more often. */
const delivered = history.chain((events) =>
  fc
    .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.array(fc.nat(), { maxLength: 5 }))
    .map(([shuffled, again]) => {
      const repeated = again.flatMap((place) => shuffled[place % Math.max(1, shuffled.length)] ?? [])
      return { events, delivered: [...shuffled, ...repeated] }
    }),
)

function take(state: AnswerState, events: readonly Event[]): AnswerState {
  return events.reduce((so, event) => applyReaction(so, event) ?? so, state)
}

describe('reactions', () => {
  test('in any order and any number of times give what their last one says', () => {
    fc.assert(
      fc.property(delivered, ({ events, delivered: arriving }) => {
        expect(take(NOTHING_SAID, arriving)).toEqual(take(NOTHING_SAID, events))
        const last = events.at(-1)
        expect(take(NOTHING_SAID, arriving)).toEqual({
          value: last?.isAdded ? 'can' : null,
          isReacted: last?.isAdded ?? false,
          reactedTs: last?.ts ?? null,
          recordedBy: null,
        })
      }),
    )
  })

  test('that came before the form was filled in and arrive again do not undo it', () => {
    fc.assert(
      fc.property(delivered, value, ({ events, delivered: arriving }, chosen) => {
        const before = take(NOTHING_SAID, events)
        const onForm = applyChoice(before, chosen) ?? before
        expect(take(onForm, arriving)).toEqual(onForm)
      }),
    )
  })

  test('say can when they are added, whatever was said on the form', () => {
    fc.assert(
      fc.property(fc.option(value), ts, (said, at) => {
        const state = { ...NOTHING_SAID, value: said }
        expect(applyReaction(state, { isAdded: true, ts: at })?.value).toBe('can')
      }),
    )
  })

  test('that are taken away take back a can and nothing else', () => {
    fc.assert(
      fc.property(fc.option(value), recorder, ts, (said, by, at) => {
        const state: AnswerState = {
          value: said,
          isReacted: true,
          reactedTs: '1700000000.000000',
          recordedBy: by,
        }
        expect(applyReaction(state, { isAdded: false, ts: at })).toEqual({
          ...(said === 'can' ? { value: null, recordedBy: null } : { value: said, recordedBy: by }),
          isReacted: false,
          reactedTs: at,
        })
      }),
    )
  })
})

describe('reading back', () => {
  const readAt = '1900000000.000000'

  test('never undoes what was chosen on the form while the reactions stayed as they were', () => {
    fc.assert(
      fc.property(history, value, (events, chosen) => {
        const reacted = take(NOTHING_SAID, events)
        const state = applyChoice(reacted, chosen) ?? reacted
        expect(applyReadBack(state, state.isReacted, readAt)).toBeNull()
      }),
    )
  })

  test('finds out what events have missed', () => {
    const missed = applyReadBack(NOTHING_SAID, true, readAt)
    expect(missed).toEqual({ value: 'can', isReacted: true, reactedTs: readAt, recordedBy: null })
    expect(applyReadBack(missed as AnswerState, false, readAt.replace('000000', '000001'))?.value).toBeNull()
  })

  test('gives the same as the events it overtook, and these change nothing afterwards', () => {
    fc.assert(
      fc.property(history, fc.nat(), (events, cut) => {
        const known = take(NOTHING_SAID, events.slice(0, cut % (events.length + 1)))
        const truth = take(NOTHING_SAID, events)
        const read = applyReadBack(known, truth.isReacted, readAt) ?? known
        expect([read.value, read.isReacted]).toEqual([truth.value, truth.isReacted])
        const after = take(read, events)
        expect([after.value, after.isReacted]).toEqual([truth.value, truth.isReacted])
      }),
    )
  })

  test('that is older than the latest event changes nothing', () => {
    const state = take(NOTHING_SAID, [{ isAdded: true, ts: '1800000000.000002' }])
    expect(applyReadBack(state, false, '1800000000.000001')).toBeNull()
  })
})

describe('the form', () => {
  test('keeps what is known of the reaction, and is no news when it says the same', () => {
    const state: AnswerState = {
      value: 'can',
      isReacted: true,
      reactedTs: '1800000000.000001',
      recordedBy: null,
    }
    expect(applyChoice(state, 'cannot')).toEqual({ ...state, value: 'cannot' })
    expect(applyChoice(state, 'can')).toBeNull()
  })
})

describe('an answer that a convenor recorded', () => {
  const recorded = (state: AnswerState, chosen: AnswerValue) => applyChoice(state, chosen, 'U-ruth') ?? state

  test('is marked as theirs only where it differs from what the member said', () => {
    fc.assert(
      fc.property(history, value, value, (events, own, chosen) => {
        const state = applyChoice(take(NOTHING_SAID, events), own) ?? take(NOTHING_SAID, events)
        expect(recorded(state, chosen)).toEqual({
          ...state,
          value: chosen,
          recordedBy: chosen === own ? null : 'U-ruth',
        })
      }),
    )
  })

  test('is not undone by reactions that are older, nor by reading back those that were known', () => {
    fc.assert(
      fc.property(delivered, value, ({ events, delivered: arriving }, chosen) => {
        const state = recorded(take(NOTHING_SAID, events), chosen)
        expect(take(state, arriving)).toEqual(state)
        expect(applyReadBack(state, state.isReacted, '1900000000.000000')).toBeNull()
      }),
    )
  })

  test('becomes the member’s own when they change it on the form, tap the number, or take their can back', () => {
    fc.assert(
      fc.property(value, value, fc.boolean(), ts, (chosen, own, isAdded, at) => {
        const state = recorded(NOTHING_SAID, chosen)
        expect(applyChoice(state, own)?.recordedBy).toBe(own === chosen ? undefined : null)
        const after = applyReaction(state, { isAdded, ts: at })
        expect(after?.recordedBy).toBe(isAdded || chosen === 'can' ? null : 'U-ruth')
      }),
    )
  })

  test('stays theirs when a number is tapped after the deadline', () => {
    fc.assert(
      fc.property(value, fc.boolean(), ts, (chosen, isAdded, at) => {
        const state = recorded(NOTHING_SAID, chosen)
        expect(applyLateReaction(state, { isAdded, ts: at })).toEqual({
          ...state,
          isReacted: isAdded,
          reactedTs: at,
        })
      }),
    )
  })
})

describe('timestamps of Slack', () => {
  test.each([
    ['1800000000.000001', '1800000000.000002', -1],
    ['1800000000.000010', '1800000000.000009', 1],
    ['1800000000.100000', '1800000000.1', 0],
    ['1800000000', '1800000000.000000', 0],
    ['999999999.999999', '1000000000.000000', -1],
    // As floating-point numbers these two are equal.
    ['9007199254.740993', '9007199254.740992', 1],
  ])('%s against %s is %i', (a, b, order) => {
    expect(compareTs(a, b)).toBe(order)
    expect(compareTs(b, a)).toBe(0 - order)
  })
})
