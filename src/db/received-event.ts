import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/**
 * Notes that an event takes effect in this transaction; false when it did before. Slack repeats events
 * that it did not see acknowledged, with the same id.
 */
export async function isFirstTime(tx: Tx, eventId: string, now: DateTime): Promise<boolean> {
  const { count } = await tx.receivedEvent.createMany({
    data: [{ eventId, receivedAt: now.toJSDate() }],
    skipDuplicates: true,
  })
  return count === 1
}
