import type { Database } from './client.ts'

/** The shortest of a few round trips says most: one that had to wait may have waited on either way. */
const ROUND_TRIPS = 3

/**
 * By how many milliseconds the database's clock is ahead of this machine's; negative where it is behind. `machine`
 * reads this machine's clock, in epoch milliseconds. The answer is off by half a round trip at the most.
 */
export async function clockSkew(db: Database, machine: () => number): Promise<number> {
  const readings: { trip: number; skew: number }[] = []
  for (let trip = 0; trip < ROUND_TRIPS; trip += 1) readings.push(await compare(db, machine))
  readings.sort((a, b) => a.trip - b.trip)
  return readings[0]?.skew ?? 0
}

async function compare(db: Database, machine: () => number): Promise<{ trip: number; skew: number }> {
  const sent = machine()
  const [row] = await db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`
  const received = machine()
  const there = row?.at.getTime() ?? Number.NaN
  return { trip: received - sent, skew: Math.round(there - (sent + received) / 2) }
}
