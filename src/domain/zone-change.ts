import { IANAZone } from 'luxon'

/** A moment (epoch milliseconds) at which a zone's clocks change; offsets are minutes east of UTC. */
export type ZoneChange = { at: number; before: number; after: number }

/** Nobody changes the clocks twice within this. */
const STEP_MS = 10 * 86_400_000

/** Offsets of whole minutes change on whole minutes. */
const MINUTE_MS = 60_000

/** Every change of a zone's clocks between two instants (epoch milliseconds), by the zone data of this process. */
export function zoneChanges(timeZone: string, from: number, until: number): ZoneChange[] {
  const zone = IANAZone.create(timeZone)
  const changes: ZoneChange[] = []
  for (let start = wholeMinute(from); start < until; start += STEP_MS) {
    const [before, after] = [zone.offset(start), zone.offset(start + STEP_MS)]
    if (before !== after) changes.push({ at: changeBetween(zone, start, start + STEP_MS), before, after })
  }
  return changes.filter(({ at }) => at < until)
}

/** A zone's offset at an instant, in minutes east of UTC. */
export function offsetAt(timeZone: string, at: number): number {
  return IANAZone.create(timeZone).offset(at)
}

function changeBetween(zone: IANAZone, from: number, until: number): number {
  const before = zone.offset(from)
  let [low, high] = [from, until]
  while (high - low > MINUTE_MS) {
    const middle = wholeMinute((low + high) / 2)
    if (zone.offset(middle) === before) low = middle
    else high = middle
  }
  return high
}

function wholeMinute(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS
}
