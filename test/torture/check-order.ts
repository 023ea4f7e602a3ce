/** Messages of one channel come in the order in which they were decided, and not faster than one a second. */
import type { Accepted, Case } from './check.ts'

/** Decided so much later, a message must not be there earlier. */
const CLEARLY_LATER_MS = 2_000
/** A second, less what the way to Slack may take more or less of. */
const A_SECOND_MS = 900

export function checkOrder(
  { facts, record }: Case,
  accepted: Accepted,
): { order: string[]; pace: string[]; shortestGapMs: number } {
  const order: string[] = []
  const pace: string[] = []
  let shortestGapMs = Number.POSITIVE_INFINITY
  const moves = Map.groupBy(facts.moves, ({ deliveryId }) => deliveryId)
  const decided = facts.deliveries.flatMap((delivery) => {
    const own = moves.get(delivery.id) ?? []
    const [first] = accepted.get(delivery.nonce) ?? []
    // What was unclear for a while lets others pass, and what was tried again may have.
    const isPlain = own.filter(({ status }) => status === 'sending').length === 1
    return first && isPlain ? [{ delivery, decidedMs: own[0]?.atMs ?? 0, postedMs: first.atMs }] : []
  })
  for (const own of Map.groupBy(decided, ({ delivery }) => delivery.address).values()) {
    const inOrder = own.sort((a, b) => a.postedMs - b.postedMs)
    let latest = inOrder[0]
    for (const each of inOrder) {
      if (latest && latest.decidedMs > each.decidedMs + CLEARLY_LATER_MS)
        order.push(`${latest.delivery.key} came before ${each.delivery.key}`)
      if (!latest || each.decidedMs > latest.decidedMs) latest = each
    }
  }
  const keyOf = new Map(facts.deliveries.map(({ nonce, key }) => [nonce, key]))
  const posted = record.attempts.filter(({ place }) => place !== null)
  for (const [address, own] of Map.groupBy(posted, (each) => each.address)) {
    for (const [index, { nonce, atMs }] of own.entries()) {
      const before = own[index - 1]
      if (!before) continue
      const gapMs = atMs - before.atMs
      shortestGapMs = Math.min(shortestGapMs, gapMs)
      const names = `${keyOf.get(before.nonce)} and ${keyOf.get(nonce)}`
      if (gapMs < A_SECOND_MS) pace.push(`${Math.round(gapMs)} ms between ${names} at ${address}`)
    }
  }
  return { order, pace, shortestGapMs }
}
