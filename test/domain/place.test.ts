import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { movedPlaces, ownPlace, PLACE_AT_MOST, placeOf, placeProblem, slotToday } from '#domain/place.ts'

const place = fc.constantFrom('Room 5', 'Church house', 'https://meet.example/a')
const maybe = fc.option(place)

describe('the place of a session', () => {
  test.each([
    [null, null, null],
    [null, 'Room 5', { place: 'Room 5', is: 'usual' }],
    ['Room 5', 'Room 5', { place: 'Room 5', is: 'usual' }],
    ['Church house', 'Room 5', { place: 'Church house', is: 'instead' }],
    ['Church house', null, { place: 'Church house', is: 'only' }],
    ['', 'Room 5', null],
  ])('with %j of its own and %j usual is %j', (own, usualPlace, shown) => {
    expect(placeOf({ place: own, usualPlace })).toEqual(shown)
  })

  test('is what was said for it, whatever is usual, and follows the usual one once that is said for it', () => {
    fc.assert(
      fc.property(place, maybe, maybe, (said, usual, later) => {
        const own = ownPlace(said, usual)
        expect(placeOf({ place: own, usualPlace: usual })?.place).toBe(said)
        const after = placeOf({ place: own, usualPlace: later })?.place ?? null
        expect(after).toBe(said === usual ? later : said)
      }),
    )
  })

  test('is one short line, or there is a problem', () => {
    expect(placeProblem('')).toBe('placeMissing')
    expect(placeProblem('x'.repeat(PLACE_AT_MOST))).toBeNull()
    // Counted as people count: one sign of two halves is one.
    expect(placeProblem('🏠'.repeat(PLACE_AT_MOST))).toBeNull()
    expect(placeProblem('x'.repeat(PLACE_AT_MOST + 1))).toBe('placeTooLong')
  })
})

describe('what a slot of earlier settings is today', () => {
  const sunday = { weekday: 7, startTime: '14:00' }
  const later = { weekday: 7, startTime: '15:00' }
  const morning = { weekday: 7, startTime: '10:00' }
  const wednesday = { weekday: 3, startTime: '14:00' }

  test.each([
    ['the one of the same day and time', [wednesday, later, sunday], sunday],
    ['the only one of its day where the time is another', [wednesday, later], later],
    ['none where there are two of its day at other times', [morning, later], undefined],
    ['none where its day has gone', [wednesday], undefined],
  ])('is %s', (_, today, found) => {
    expect(slotToday(sunday, today)).toBe(found)
  })
})

test('a session has moved when people would go elsewhere, and not when it is only said in another way', () => {
  const session = (id: string, own: string | null, usualPlace: string | null) => ({
    id,
    place: own,
    usualPlace,
  })
  const before = [
    session('a', null, 'Room 5'),
    session('b', 'Church house', 'Room 5'),
    session('c', null, null),
  ]
  const after = [
    session('a', null, 'Room 6'),
    session('b', 'Church house', 'Room 6'),
    session('c', 'Park', 'Room 6'),
    session('new', null, 'Room 6'),
  ]
  expect(movedPlaces(before, after).map(({ id }) => id)).toEqual(['a', 'c'])
  expect(movedPlaces(before, before)).toEqual([])
  expect(movedPlaces([session('a', 'Room 5', null)], [session('a', null, 'Room 5')])).toEqual([])
})
