import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/**
 * Notes that events take effect in this transaction; answers which of them had none before. Slack repeats events
 * that it did not see acknowledged, with the same id.
 */
export async function firstTimeOf(tx: Tx, eventIds: readonly string[], now: DateTime): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ eventId: string }[]>`
    INSERT INTO received_events (event_id, received_at) SELECT id, ${now.toJSDate()}
    FROM unnest(${[...eventIds].sort()}::text[]) AS id ORDER BY id
    ON CONFLICT DO NOTHING RETURNING event_id AS "eventId"`
  return new Set(rows.map(({ eventId }) => eventId))
}

/** The same for one event. */
export async function isFirstTime(tx: Tx, eventId: string, now: DateTime): Promise<boolean> {
  return (await firstTimeOf(tx, [eventId], now)).size === 1
}
