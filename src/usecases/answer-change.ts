import type { DateTime } from 'luxon'
import { type AnswerIds, answerKey, saveAnswers, statesOf } from '#db/answer.ts'
import type { Tx } from '#db/client.ts'
import { type AnswerState, NOTHING_SAID } from '#domain/answer.ts'

/** Something that was said about a date by a member, or for them: what it makes of what was known, or null for nothing new. */
export type Said = { ids: AnswerIds; next: (state: AnswerState) => AnswerState | null }

/**
 * Stores what becomes of answers by what was said, in this order; answers which of it was news. The polls and the members
 * must be locked.
 */
export async function applySaid(tx: Tx, all: readonly Said[], now: DateTime): Promise<boolean[]> {
  const known = await statesOf(
    tx,
    all.map(({ ids }) => ids),
  )
  const states = new Map(all.map(({ ids }, index) => [answerKey(ids), known[index] ?? NOTHING_SAID]))
  const changed = new Map<string, { ids: AnswerIds; state: AnswerState }>()
  const isNews = all.map(({ ids, next }) => {
    const key = answerKey(ids)
    const state = next(states.get(key) ?? NOTHING_SAID)
    if (!state) return false
    states.set(key, state)
    changed.set(key, { ids, state })
    return true
  })
  await saveAnswers(tx, [...changed.values()], now)
  return isNews
}
