import type { Tx } from './client.ts'
import { JOB_NAMES } from './queue.ts'

/** How many there are of each kind in each state. */
export type CountOf = { of: string; as: string; count: number }

/** Messages whose fate is open, by kind and status. */
export function deliveriesWaiting(tx: Tx): Promise<CountOf[]> {
  return tx.$queryRaw<CountOf[]>`
    SELECT about ->> 'kind' AS of, status::text AS as, count(*)::int AS count FROM deliveries
    WHERE status NOT IN ('sent', 'skipped') GROUP BY 1, 2`
}

/** Jobs that are not done, by queue and state; what has failed is to be tried again. */
export function jobsByState(tx: Tx): Promise<CountOf[]> {
  const names = [...JOB_NAMES]
  return tx.$queryRaw<CountOf[]>`
    SELECT name AS of, count(*)::int AS count, CASE
      WHEN state = 'active' THEN 'active'
      WHEN state = 'retry' THEN 'failed'
      WHEN start_after > now() THEN 'later'
      ELSE 'waiting' END AS as
    FROM pgboss.job WHERE name = ANY(${names}) AND state < 'completed' GROUP BY 1, 3`
}
