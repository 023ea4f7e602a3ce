import type { DateTime } from 'luxon'
import { CLOSED_TO_US } from '#domain/delivery.ts'
import type { Tx } from './client.ts'
import { DELIVERY_COLUMNS, type Delivery, toDelivery } from './delivery.ts'
import type { Delivery as DeliveryRow } from './generated/client.ts'

/** Whoever would have to wait longer than this gets no turn: waiting keeps others from theirs. */
const LONGEST_WAIT_MS = 2000

/** A delivery and how many milliseconds are left until it may be posted; null for longer than anybody should wait. */
export type Turn = { delivery: Delivery; waitMs: number | null }

/** When it is the turn of each of these at its address, by the database's clock and by their ids. */
export async function findTurns(tx: Tx, ids: readonly string[]): Promise<Map<string, Turn>> {
  const rows = await tx.$queryRaw<(DeliveryRow & { wait: number | null })[]>`
    SELECT ${DELIVERY_COLUMNS}, ceil(extract(epoch FROM free_at - clock_timestamp()) * 1000)::float8 AS wait
    FROM deliveries JOIN groups ON groups.id = group_id
    LEFT JOIN paces ON paces.workspace_id = groups.workspace_id AND paces.address = deliveries.address
    WHERE deliveries.id = ANY(${[...ids]}::uuid[])`
  return new Map(rows.map((row) => [row.id, toTurn(row)]))
}

function toTurn(row: DeliveryRow & { wait: number | null }): Turn {
  const delivery = toDelivery(row)
  const wait = delivery.status === 'pending' ? Math.max(0, row.wait ?? 0) : 0
  return { delivery, waitMs: wait > LONGEST_WAIT_MS ? null : wait }
}

/**
 * Notes that Slack is about to be asked to take each of these, unless it does not wait or anything is in the way of that:
 * the app removed from the workspace, or what was to be said before it in its channel and has been tried in vain. Those
 * that somebody else has in hand are passed over, so that nobody waits for them but whoever wants them. In one statement,
 * which needs no transaction around it. Answers those that may be said now, by their ids.
 */
export async function claimDeliveries(
  tx: Tx,
  ids: readonly string[],
  now: DateTime,
): Promise<Map<string, Delivery>> {
  const rows = await tx.$queryRaw<DeliveryRow[]>`
    UPDATE deliveries SET status = 'sending', claimed_at = ${now.toJSDate()}
    FROM groups JOIN workspaces ON workspaces.id = workspace_id AND uninstalled_at IS NULL
    WHERE deliveries.id = ANY(ARRAY(
        SELECT id FROM deliveries WHERE id = ANY(${[...ids]}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED))
      AND groups.id = group_id AND status = 'pending'
      AND NOT (channel_id = address AND EXISTS (
        SELECT FROM deliveries earlier
        WHERE earlier.group_id = groups.id AND earlier.address = channel_id AND earlier.id < deliveries.id
          AND (earlier.status = 'failed' AND earlier.reason = ANY(${[...CLOSED_TO_US]})
            OR earlier.status = 'pending' AND earlier.claimed_at IS NOT NULL)))
    RETURNING ${DELIVERY_COLUMNS}`
  return new Map(rows.map((row) => [row.id, toDelivery(row)]))
}
