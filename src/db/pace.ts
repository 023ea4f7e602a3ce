import type { Tx } from './client.ts'

/** Whoever would have to wait longer than this gets no turn: waiting keeps others from theirs. */
const LONGEST_WAIT_MS = 2000

/** Where something of a group is posted: an address of the group's workspace. */
type Target = { groupId: string; address: string }

/**
 * How many milliseconds are left until something may be posted to this address, by the database's clock; null for
 * longer than anybody should wait.
 */
export async function waitToPost(tx: Tx, { groupId, address }: Target): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ wait: number }[]>`
    SELECT ceil(extract(epoch FROM free_at - clock_timestamp()) * 1000)::float8 AS wait
    FROM paces JOIN groups ON groups.workspace_id = paces.workspace_id
    WHERE groups.id = ${groupId}::uuid AND address = ${address}`
  const wait = Math.max(0, row?.wait ?? 0)
  return wait > LONGEST_WAIT_MS ? null : wait
}

/** Keeps everybody from posting to this address for so many seconds from now; a longer pause stays. */
export async function pausePosts(tx: Tx, { groupId, address }: Target, seconds: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO paces AS pace (workspace_id, address, free_at)
    SELECT workspace_id, ${address}, clock_timestamp() + ${seconds} * interval '1 s'
    FROM groups WHERE id = ${groupId}::uuid
    ON CONFLICT (workspace_id, address) DO UPDATE
      SET free_at = GREATEST(pace.free_at, clock_timestamp() + ${seconds} * interval '1 s')`
}

/** Forgets, of at most so many addresses, that they were written to, once that is long ago. */
export function forgetPaces(tx: Tx, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM paces WHERE (workspace_id, address) IN (
      SELECT workspace_id, address FROM paces WHERE free_at < clock_timestamp() - interval '1 day'
      LIMIT ${most} FOR UPDATE SKIP LOCKED)`
}
