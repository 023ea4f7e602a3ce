import type { Tx } from './client.ts'

/** Where something of a group is posted: an address of the group's workspace. */
type Target = { groupId: string; address: string }

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
