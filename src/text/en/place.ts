import { PLACE_AT_MOST, type PlaceProblem, type ShownPlace } from '#domain/place.ts'
import { typedWithLinks } from '../escape.ts'
import { listed, ordinal } from './count.ts'
import { dayInWords, sessionInWords, weekdayInWords } from './date.ts'
import type { NumberedWhen } from './session.ts'

const LABELS = { usual: '*Where, as usual:*', instead: '*Where, this time:*', only: '*Where:*' } as const

/** What every line that says a place begins with: by it such a line is known where it must not be shown. */
export function placeLabels(): string[] {
  return Object.values(LABELS)
}

/** Where one session takes place, as a line of its own. */
export function placeLine({ place, is }: ShownPlace): string {
  return `${LABELS[is]} ${typedWithLinks(place)}`
}

/** A place below the dates of a run, with the numbers of its sessions; null where all sessions have it. */
export function placeOnCard(place: string, numbers: readonly number[] | null): string {
  const which = numbers ? ` (${listed(numbers.map(String))})` : ''
  return `${LABELS.only} ${typedWithLinks(place)}${which}`
}

/** Below the places of a run, when there are more than fit. */
export function morePlaces(): string {
  return 'Where the other sessions take place is said with each reminder.'
}

/** What a notice about places is about: one session, or the days of several. */
export function placeChangedIntro(sessions: readonly NumberedWhen[], more: number): string {
  const [first] = sessions
  if (first && sessions.length + more === 1)
    return `*About the place of our ${ordinal(first.number)} session: ${sessionInWords(first)}.*`
  const days = sessions.map(({ on }) => dayInWords(on))
  return `*About the place of our sessions on ${listed([...days, ...(more > 0 ? [`${more} more days`] : [])])}.*`
}

/** Below that, when a place was taken back and no other is known. */
export function placeOpen(): string {
  return 'Where we meet then is open again; the reminder says it once it is known.'
}

/** The words of the form in which a place is said. */
export function placeForm() {
  return {
    which: 'For which sessions',
    always: 'From now on',
    once: 'One session',
    where: 'Where',
    whereHint: `A room or a link, at most ${PLACE_AT_MOST} characters. The group sees it, and whoever sees a calendar with these dates.`,
    note: 'The group is told in its channel as soon as you save.',
  }
}

/** The sessions of a slot, in that form. */
export function everySlot(weekday: number, startTime: string): string {
  return `Every ${weekdayInWords(weekday)} at ${startTime}`
}

/** What is known of a place, below a choice in that form. */
export function placeNow(place: string): string {
  return `Now: ${place}`
}

/** The field for the usual place of a slot, in the form of settings. */
export function usualPlaceField(slot: number): { label: string; hint: string } {
  return {
    label: `Slot ${slot}: where`,
    hint: 'A room or a link, if you know it already. The group sees it, and whoever sees a calendar with these dates.',
  }
}

/** To whoever has said a place. */
export function placeSaved(): string {
  return 'That is saved. If a session to come takes place elsewhere now, the group is told in its channel.'
}

/** What is wrong with a place, and what to do. */
export function placeProblemInWords(problem: PlaceProblem): string {
  return problem === 'placeMissing'
    ? 'Please say where you meet, in a few words or with a link.'
    : `Please use at most ${PLACE_AT_MOST} characters.`
}

/** To a convenor, before dates are replaced of which one has a place of its own. */
export function ownPlaceGoes(): string {
  return 'A place that was set for one of these dates alone goes with it; the new date has the usual place.'
}
