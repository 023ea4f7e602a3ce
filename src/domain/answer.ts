import type { AnswerValue } from './planner.ts'

/** What is known of one member and one date: what counts, and what Slack shows. */
export type AnswerState = {
  /** Null: not answered, or taken back. */
  value: AnswerValue | null
  isReacted: boolean
  /** Slack's `event_ts` of the latest reaction event as decimal text, or null. */
  reactedTs: string | null
  /** The convenor who recorded what counts, by Slack user id; null when the member said so themselves. */
  recordedBy: string | null
}

/** A member and date of which nothing is known yet. */
export const NOTHING_SAID: AnswerState = { value: null, isReacted: false, reactedTs: null, recordedBy: null }

/**
 * What a reaction makes of an answer: adding says *can*, taking it away takes back a *can* and leaves
 * what was said on the form, or recorded by a convenor, alone. Events come in any order, so one older than the latest
 * changes nothing; null means nothing changed.
 */
export function applyReaction(
  state: AnswerState,
  event: { isAdded: boolean; ts: string },
): AnswerState | null {
  if (state.reactedTs !== null && compareTs(event.ts, state.reactedTs) <= 0) return null
  const reacted = { ...state, isReacted: event.isAdded, reactedTs: event.ts }
  if (event.isAdded) return { ...reacted, value: 'can', recordedBy: null }
  return state.value === 'can' ? { ...reacted, value: null, recordedBy: null } : reacted
}

/**
 * A reaction after the deadline: what was said stays as it was. That the number is there, or gone, is noted all the
 * same, so that reading the reactions back finds nothing new in it.
 */
export function applyLateReaction(
  state: AnswerState,
  event: { isAdded: boolean; ts: string },
): AnswerState | null {
  const reacted = applyReaction(state, event)
  return reacted && { ...reacted, value: state.value, recordedBy: state.recordedBy }
}

/**
 * What reading the reactions back from Slack makes of an answer. Only a difference from what was known is
 * news: a reaction that was there when the form was filled in must not undo the form. `ts` is the instant
 * of reading, so that an event which is still on its way counts as older. Null: nothing changed.
 */
export function applyReadBack(state: AnswerState, isReacted: boolean, ts: string): AnswerState | null {
  if (state.isReacted === isReacted) return null
  return applyReaction(state, { isAdded: isReacted, ts })
}

/**
 * What the member's form makes of an answer, or a convenor who records it for them; null when it says the same, and
 * then it stays whoever's it was.
 */
export function applyChoice(
  state: AnswerState,
  value: AnswerValue,
  recordedBy: string | null = null,
): AnswerState | null {
  return state.value === value ? null : { ...state, value, recordedBy }
}

/** Compares two Slack timestamps as decimal text; floats would lose the last digits. */
export function compareTs(a: string, b: string): number {
  const [aSeconds = '', aMicros = ''] = a.split('.')
  const [bSeconds = '', bMicros = ''] = b.split('.')
  const left = BigInt(aSeconds + aMicros.padEnd(6, '0'))
  const right = BigInt(bSeconds + bMicros.padEnd(6, '0'))
  return left < right ? -1 : left > right ? 1 : 0
}
