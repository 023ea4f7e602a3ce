/** Where sessions take place: a room, or a link. It is no part of what is agreed, so it may change at any time. */

import { charactersOf } from './typed-text.ts'

/** A place fits one line; counted in characters. */
export const PLACE_AT_MOST = 200

/** What is said of a session's place: its own, null without one, and the usual one of its pattern. */
export type PlacesOfSession = { place: string | null; usualPlace: string | null }

/** Where a session takes place, and whether that is the usual place, another one instead, or all that is known. */
export type ShownPlace = { place: string; is: 'usual' | 'instead' | 'only' }

/** Where a session takes place; null where nobody has said. */
export function placeOf({ place: own, usualPlace }: PlacesOfSession): ShownPlace | null {
  const place = own ?? usualPlace
  // One that began when there was no usual place has none, whatever has become usual since.
  if (!place) return null
  if (place === usualPlace) return { place, is: 'usual' }
  return { place, is: usualPlace ? 'instead' : 'only' }
}

/** What is kept of a session's own place: nothing where it is the usual one, so that it goes on following that. */
export function ownPlace(typed: string, usualPlace: string | null): string | null {
  return typed === usualPlace ? null : typed
}

/** What is wrong with a place that somebody typed. */
export type PlaceProblem = 'placeMissing' | 'placeTooLong'

/** What is wrong with a place as it was typed and cleaned; null where nothing is. */
export function placeProblem(typed: string): PlaceProblem | null {
  if (typed === '') return 'placeMissing'
  return charactersOf(typed) > PLACE_AT_MOST ? 'placeTooLong' : null
}

/** What tells one slot from another, as far as its place goes. */
type WeeklySlot = { weekday: number; startTime: string }

/**
 * Which of a group's slots of today an earlier one has become, and so whose place is the usual one of its sessions: the
 * one of the same day and time, or else the only one of that day. Undefined where there is none any more.
 */
export function slotToday<S extends WeeklySlot>(earlier: WeeklySlot, today: readonly S[]): S | undefined {
  const sameDay = today.filter(({ weekday }) => weekday === earlier.weekday)
  const same = sameDay.find(({ startTime }) => startTime === earlier.startTime)
  return same ?? (sameDay.length === 1 ? sameDay[0] : undefined)
}

/** Those of these sessions whose place is another than before; one that was not there before has not changed. */
export function movedPlaces<S extends PlacesOfSession & { id: string }>(
  before: readonly S[],
  after: readonly S[],
): S[] {
  const was = new Map(before.map((session) => [session.id, session]))
  return after.filter((session) => {
    const earlier = was.get(session.id)
    return earlier !== undefined && placeOf(earlier)?.place !== placeOf(session)?.place
  })
}
