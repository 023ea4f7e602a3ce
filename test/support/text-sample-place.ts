/** Samples of what is said about where sessions take place. */
import * as place from '#text/place.ts'
import { TYPED, when } from './text-sample-plain.ts'

const numbered = { ...when, number: 3 }
const linked = `${TYPED}, https://meet.example/a?b=1&c=2`

export const placeSaid = (): Record<string, Record<string, string[]>> => ({
  place: {
    placeLine: (['usual', 'instead', 'only'] as const).map((is) => place.placeLine({ place: linked, is })),
    placeOnCard: [place.placeOnCard(TYPED, null), place.placeOnCard(linked, [1, 3, 5])],
    morePlaces: [place.morePlaces()],
    placeChangedIntro: [
      place.placeChangedIntro([numbered], 0),
      place.placeChangedIntro([numbered, { ...numbered, on: '2027-03-21' }], 0),
      place.placeChangedIntro([numbered, numbered], 3),
    ],
    placeOpen: [place.placeOpen()],
    placeForm: Object.values(place.placeForm()),
    everySlot: [place.everySlot(7, '14:00')],
    placeNow: [place.placeNow('Room 5')],
    usualPlaceField: Object.values(place.usualPlaceField(1)),
    placeSaved: [place.placeSaved()],
    placeProblemInWords: (['placeMissing', 'placeTooLong'] as const).map(place.placeProblemInWords),
    ownPlaceGoes: [place.ownPlaceGoes()],
    withoutPlaces: [
      place.withoutPlaces(`${place.placeSaved()}\n${place.placeLine({ place: TYPED, is: 'usual' })}`),
    ],
  },
})

export const PLACE_MODULES = { place }
