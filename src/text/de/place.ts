import { PLACE_AT_MOST, type PlaceProblem, type ShownPlace } from '#domain/place.ts'
import type { NumberedWhen } from '../en/session.ts'
import { typedWithLinks } from '../escape.ts'
import { listed, ordinal } from './count.ts'
import { dayInWords, sessionInWords, weekdayInWords } from './date.ts'

const LABELS = { usual: '*Wo, wie immer:*', instead: '*Wo, diesmal:*', only: '*Wo:*' } as const

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
  return 'Wo die anderen Treffen stattfinden, steht in jeder Erinnerung.'
}

/** What a notice about places is about: one session, or the days of several. */
export function placeChangedIntro(sessions: readonly NumberedWhen[], more: number): string {
  const [first] = sessions
  if (first && sessions.length + more === 1)
    return `*Zum Ort unseres ${ordinal(first.number, 'en')} Treffens: ${sessionInWords(first)}.*`
  const days = sessions.map(({ on }) => dayInWords(on))
  return `*Zum Ort unserer Treffen: ${listed([...days, ...(more > 0 ? [`${more} weitere Tage`] : [])])}.*`
}

/** Below that, when a place was taken back and no other is known. */
export function placeOpen(): string {
  return 'Wo wir uns dann treffen, ist wieder offen; die Erinnerung nennt den Ort, sobald er feststeht.'
}

/** The words of the form in which a place is said. */
export function placeForm() {
  return {
    which: 'Für welche Treffen',
    always: 'Von jetzt an',
    once: 'Ein Treffen',
    where: 'Wo',
    whereHint: `Ein Raum oder ein Link, höchstens ${PLACE_AT_MOST} Zeichen. Es sehen die Gruppe und alle, die einen Kalender mit diesen Terminen sehen.`,
    note: 'Die Gruppe erfährt es in ihrem Kanal, sobald du speicherst.',
  }
}

/** The sessions of a slot, in that form. */
export function everySlot(weekday: number, startTime: string): string {
  return `Jeden ${weekdayInWords(weekday)} um ${startTime} Uhr`
}

/** What is known of a place, below a choice in that form. */
export function placeNow(place: string): string {
  return `Bisher: ${place}`
}

/** The field for the usual place of a slot, in the form of settings. */
export function usualPlaceField(slot: number): { label: string; hint: string } {
  return {
    label: `Zeitfenster ${slot}: wo`,
    hint: 'Ein Raum oder ein Link, falls du ihn schon weißt. Es sehen die Gruppe und alle, die einen Kalender mit diesen Terminen sehen.',
  }
}

/** To whoever has said a place. */
export function placeSaved(): string {
  return 'Das ist gespeichert. Findet ein kommendes Treffen jetzt anderswo statt, erfährt es die Gruppe in ihrem Kanal.'
}

/** What is wrong with a place, and what to do. */
export function placeProblemInWords(problem: PlaceProblem): string {
  return problem === 'placeMissing'
    ? 'Bitte schreib, wo ihr euch trefft, in ein paar Worten oder mit einem Link.'
    : `Bitte nimm höchstens ${PLACE_AT_MOST} Zeichen.`
}

/** To a convenor, before dates are replaced of which one has a place of its own. */
export function ownPlaceGoes(): string {
  return 'Ein Ort, der nur für einen dieser Tage galt, fällt mit ihm weg; der neue Tag hat den üblichen Ort.'
}
