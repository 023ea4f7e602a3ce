import type { BusStopStatus } from './bus-stop.ts'
import { type PlacesOfSession, placeOf } from './place.ts'
import type { PollStatus } from './poll.ts'

/** A session to come, as far as a convenor may have to decide about it. */
type Ahead = PlacesOfSession & { number: number; expected: number }

/** Something that waits for a convenor. */
export type Decision<S = Ahead> =
  | { what: 'isItThere' | 'parked' | 'datesToFind' | 'datesToChoose' | 'busStop' }
  | { what: 'placeless'; numbers: readonly number[] }
  | { what: 'thin'; session: S; minimum: number }
  /** So many sessions further away are thin as well. */
  | { what: 'moreThin'; sessions: number }

/** How a group stands, as far as it may want a decision. */
export type Undecided<S> = {
  /** The newest poll, unless its dates have been fixed. */
  poll: PollStatus | null
  hasRun: boolean
  /** How far the bus stop of that run is. */
  busStop: BusStopStatus | null
  /** The sessions to come, in order. */
  ahead: readonly S[]
  minimum: number
  /** Whether a convenor is asked to look if a message is in the channel. */
  isAnythingUnclear: boolean
  /** Whether something could not be posted in the channel, and waits. */
  isAnythingParked: boolean
}

/** What is further away can wait, and may change by itself. */
const THIN_AT_MOST = 3

/** What waits for a convenor, in the order in which it matters. */
export function decisionsOf<S extends Ahead>({
  poll,
  hasRun,
  busStop,
  ahead,
  minimum,
  isAnythingUnclear,
  isAnythingParked,
}: Undecided<S>): Decision<S>[] {
  const decisions: Decision<S>[] = []
  if (isAnythingUnclear) decisions.push({ what: 'isItThere' })
  if (isAnythingParked) decisions.push({ what: 'parked' })
  if (poll === 'closed') decisions.push({ what: 'datesToChoose' })
  const thin = ahead.filter(({ expected }) => expected < minimum)
  for (const session of thin.slice(0, THIN_AT_MOST)) decisions.push({ what: 'thin', session, minimum })
  if (thin.length > THIN_AT_MOST) decisions.push({ what: 'moreThin', sessions: thin.length - THIN_AT_MOST })
  const placeless = ahead.filter((session) => !placeOf(session))
  // A group that says no place at all does not want to.
  if (placeless.length > 0 && placeless.length < ahead.length)
    decisions.push({ what: 'placeless', numbers: placeless.map(({ number }) => number) })
  if (busStop === 'open' || busStop === 'inviting') decisions.push({ what: 'busStop' })
  if (!poll && (!hasRun || busStop === 'closed')) decisions.push({ what: 'datesToFind' })
  return decisions
}
