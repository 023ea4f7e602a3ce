import type { Tx } from './client.ts'

/** Where something of a group is posted: an address of the group's workspace. */
type Target = { groupId: string; address: string }

/** Keeps everybody from posting to these addresses for so many seconds from now; a longer pause stays. */
export async function pausePosts(tx: Tx, targets: readonly Target[], seconds: number): Promise<void> {
  const groupIds = targets.map(({ groupId }) => groupId)
  const addresses = targets.map(({ address }) => address)
  // In the same order everywhere, lest two transactions wait for each other.
  await tx.$executeRaw`
    INSERT INTO paces AS pace (workspace_id, address, free_at)
    SELECT workspace_id, address, clock_timestamp() + ${seconds} * interval '1 s'
    FROM (
      SELECT DISTINCT workspace_id, address FROM unnest(${groupIds}::uuid[], ${addresses}::text[]) AS t (id, address)
      JOIN groups USING (id) ORDER BY workspace_id, address
    ) AS target
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
