import type { Tx } from '#db/client.ts'
import type { JobOptions, Jobs } from '#db/queue.ts'
import type { Context } from './context.ts'

/**
 * Has a poll's reactions read back from Slack soon, for a purpose. Wishes that wait are one; a wish that comes while one is
 * being fulfilled has its own turn, because a page may have been passed already.
 */
export function wantReadBack(
  tx: Tx,
  context: Context,
  pollId: string,
  purpose: Jobs['readBack']['purpose'],
  options: JobOptions = {},
): Promise<void> {
  return context.queue.add(tx, 'readBack', { pollId, purpose }, `${pollId} ${purpose}`, options)
}

/** Has the reactions of many polls checked soon. */
export function wantChecks(tx: Tx, context: Context, pollIds: readonly string[]): Promise<void> {
  const jobs = pollIds.map((pollId) => ({
    job: { pollId, purpose: 'check' as const },
    key: `${pollId} check`,
  }))
  return context.queue.addAll(tx, 'readBack', jobs)
}

/** The same for a reaction that can only be understood together with others: each asks by itself. */
export function wantReadBackSince(
  tx: Tx,
  context: Context,
  pollId: string,
  event: { eventId: string; ts: string },
): Promise<void> {
  const job = { pollId, purpose: 'check', since: event.ts } as const
  return context.queue.add(tx, 'readBack', job, `${pollId} ${event.eventId}`)
}
