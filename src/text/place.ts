import * as de from './de/place.ts'
import * as en from './en/place.ts'
import { inLanguages } from './language.ts'

export const {
  placeLine,
  placeOnCard,
  morePlaces,
  placeChangedIntro,
  placeOpen,
  placeForm,
  everySlot,
  placeNow,
  usualPlaceField,
  placeSaved,
  placeProblemInWords,
  ownPlaceGoes,
} = inLanguages({ en, de })

const LABELS = [en, de].flatMap(({ placeLabels }) => placeLabels())

/** A text without the lines that say a place, in whatever language: for a lock screen, which others can see. */
export function withoutPlaces(text: string): string {
  const lines = text.split('\n')
  return lines.filter((line) => !LABELS.some((label) => line.startsWith(label))).join('\n')
}
