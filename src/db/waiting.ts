import { DELIVERY_TRANSITIONS } from '#domain/delivery.ts'
import type { Tx } from './client.ts'
import { Prisma } from './generated/client.ts'
import { JOB_NAMES, UNDONE } from './queue.ts'

/** How many there are of each kind in each state. */
export type CountOf = { of: string; as: string; count: number }

/** All but sent and skipped, said one by one: by what is left out Postgres finds nothing through an index. */
const NOT_DONE = Object.keys(DELIVERY_TRANSITIONS).filter((status) => !['sent', 'skipped'].includes(status))

/** Messages whose fate is open, by kind and status. */
export function deliveriesWaiting(tx: Tx): Promise<CountOf[]> {
  return tx.$queryRaw<CountOf[]>`
    SELECT about ->> 'kind' AS of, status::text AS as, count(*)::int AS count FROM deliveries
    WHERE status = ANY(${NOT_DONE}::delivery_status[]) GROUP BY 1, 2`
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
    FROM pgboss.job WHERE name = ANY(${names}) AND ${Prisma.raw(UNDONE)} GROUP BY 1, 3`
}
