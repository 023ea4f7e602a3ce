import type { Tx } from './client.ts'

/** Whoever would have to wait longer than this gets no turn: waiting keeps others from theirs. */
const LONGEST_WAIT_MS = 2000

/**
 * How many milliseconds are left until something may be posted to this address, by the database's clock; null for
 * longer than anybody should wait.
 */
export async function waitToPost(tx: Tx, address: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ wait: number }[]>`
    SELECT ceil(extract(epoch FROM free_at - clock_timestamp()) * 1000)::float8 AS wait
    FROM paces WHERE address = ${address}`
  const wait = Math.max(0, row?.wait ?? 0)
  return wait > LONGEST_WAIT_MS ? null : wait
}

/** Keeps everybody from posting to this address for so many seconds from now; a longer pause stays. */
export async function pausePosts(tx: Tx, address: string, seconds: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO paces AS pace (address, free_at)
    VALUES (${address}, clock_timestamp() + ${seconds} * interval '1 s')
    ON CONFLICT (address) DO UPDATE
      SET free_at = GREATEST(pace.free_at, clock_timestamp() + ${seconds} * interval '1 s')`
}

/** Forgets, of at most so many addresses, that they were written to, once that is long ago. */
export function forgetPaces(tx: Tx, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM paces WHERE address IN (
      SELECT address FROM paces WHERE free_at < clock_timestamp() - interval '1 day'
      LIMIT ${most} FOR UPDATE SKIP LOCKED)`
}
