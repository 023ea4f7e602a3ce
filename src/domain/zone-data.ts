import type { DateTime } from 'luxon'
import { instantsOf, realSlot, type Slot, slotAt } from './calendar.ts'

/** A stored date: what people agreed on, and the instants that were computed from it. */
export type StoredSlot = Slot & { id: string; timeZone: string; startsAt: DateTime }

/** A stored date as it is by other clock rules than those by which it was stored. */
export type ShiftedSlot = Required<Slot> & {
  id: string
  startsAt: DateTime
  endsAt: DateTime
  wasAt: DateTime
  /** Whether its wall time has changed, because the clocks skip the one it had. */
  isMoved: boolean
}

/**
 * Which stored dates are others by the clock rules that this machine knows than by those by which they were stored. The
 * wall time is what people agreed on, so it stays and the instant changes; only one that falls into a gap now moves
 * forward. `others` are dates that stay as they are. No two dates ever begin together: where the rules would have it so,
 * one of them keeps its instant, with the wall time that clocks show then.
 */
export function shiftedSlots(
  stored: readonly StoredSlot[],
  others: readonly Pick<StoredSlot, 'startsAt'>[],
): ShiftedSlot[] {
  const shifted = stored.map(byRulesOfNow)
  const starts = () => [...others, ...shifted].map(({ startsAt }) => startsAt.toMillis())
  for (;;) {
    const clash = shifted.findIndex(
      ({ startsAt, wasAt }) =>
        startsAt.toMillis() !== wasAt.toMillis() &&
        starts().filter((each) => each === startsAt.toMillis()).length > 1,
    )
    const slot = stored[clash]
    if (!slot) break
    // It goes back to where it was, where another may be going: so all are looked at again.
    shifted[clash] = withInstant(slot)
  }
  return shifted.filter(({ startsAt, wasAt, isMoved }) => isMoved || startsAt.toMillis() !== wasAt.toMillis())
}

function byRulesOfNow(stored: StoredSlot): ShiftedSlot {
  const { id, on, startTime, lengthMinutes, isSecondTime = false, timeZone, startsAt: wasAt } = stored
  const real = realSlot({ on, startTime, lengthMinutes, isSecondTime }, timeZone)
  return { ...real, ...instantsOf(real, timeZone), id, wasAt, isMoved: isOther(real, stored) }
}

function withInstant(stored: StoredSlot): ShiftedSlot {
  const { id, lengthMinutes, timeZone, startsAt } = stored
  const slot = slotAt(startsAt, lengthMinutes, timeZone)
  const endsAt = startsAt.plus({ minutes: lengthMinutes })
  return { ...slot, id, startsAt, endsAt, wasAt: startsAt, isMoved: isOther(slot, stored) }
}

function isOther(slot: Slot, { on, startTime }: Slot): boolean {
  return slot.on !== on || slot.startTime !== startTime
}
