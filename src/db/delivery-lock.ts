import type { Tx } from './client.ts'
import { DELIVERY_COLUMNS, type Delivery, toDelivery } from './delivery.ts'
import { type Delivery as DeliveryRow, Prisma } from './generated/client.ts'

/** Of a delivery that is in Slack with its words, or on its way there. */
export const HAS_WORDS = Prisma.raw("(ts IS NOT NULL OR status = 'sending')")

/**
 * Keeps everybody from changing these deliveries until the transaction ends; answers those whose words are made already:
 * they are in Slack, or on their way there.
 */
export async function holdDeliveries(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string; hasWords: boolean }[]>`
    SELECT id::text, ${HAS_WORDS} AS "hasWords" FROM deliveries WHERE id = ANY(${[...ids]}::uuid[])
    ORDER BY deliveries.id FOR SHARE`
  return rows.filter(({ hasWords }) => hasWords).map(({ id }) => id)
}

/** Locks a delivery until the transaction ends: nobody else changes it, or holds it. */
export async function lockDelivery(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM deliveries WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}

/** As it is now, and locked: between looking and locking somebody may have decided, and a new call be on its way. */
export async function lockedDelivery(tx: Tx, id: string): Promise<Delivery | null> {
  return (await lockedDeliveries(tx, [id])).get(id) ?? null
}

/** The same for several, by their ids; in the same order everywhere, lest two transactions wait for each other. */
export async function lockedDeliveries(tx: Tx, ids: readonly string[]): Promise<Map<string, Delivery>> {
  const rows = await tx.$queryRaw<DeliveryRow[]>`
    SELECT ${DELIVERY_COLUMNS} FROM deliveries WHERE id = ANY(${[...ids]}::uuid[])
    ORDER BY deliveries.id FOR NO KEY UPDATE`
  return new Map(rows.map((row) => [row.id, toDelivery(row)]))
}
