import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/**
 * Notes that events take effect in this transaction; answers which of them had none before. Slack repeats events
 * that it did not see acknowledged, with the same id.
 */
export async function firstTimeOf(tx: Tx, eventIds: readonly string[], now: DateTime): Promise<Set<string>> {
  const rows = await tx.receivedEvent.createManyAndReturn({
    data: eventIds.map((eventId) => ({ eventId, receivedAt: now.toJSDate() })),
    skipDuplicates: true,
    select: { eventId: true },
  })
  return new Set(rows.map(({ eventId }) => eventId))
}

/** The same for one event. */
export async function isFirstTime(tx: Tx, eventId: string, now: DateTime): Promise<boolean> {
  return (await firstTimeOf(tx, [eventId], now)).size === 1
}
