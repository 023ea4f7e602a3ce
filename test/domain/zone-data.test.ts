import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { instantOf, instantsOf, wallTimeKind } from '#domain/calendar.ts'
import { type StoredSlot, shiftedSlots } from '#domain/zone-data.ts'
import { wallTime } from '../support/timeline.ts'

const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })

function stored(
  id: string,
  on: string,
  startTime: string,
  startsAt: DateTime,
  isSecondTime = false,
): StoredSlot {
  return { id, on, startTime, lengthMinutes: 180, isSecondTime, timeZone: 'Europe/London', startsAt }
}

/** What each shifted date is now, in words of the test. */
const shown = (slots: readonly StoredSlot[], others: StoredSlot[] = []) =>
  shiftedSlots(slots, others).map((each) => [
    each.id,
    `${each.on} ${each.startTime}`,
    each.startsAt.toUTC().toFormat("yyyy-MM-dd HH:mm'Z'"),
    each.isMoved ? 'moved' : 'stays',
  ])

describe('by other clock rules', () => {
  test('a date keeps its wall time and begins at another instant', () => {
    expect(shown([stored('a', '2027-07-04', '14:00', at('2027-07-04T14:00Z'))])).toEqual([
      ['a', '2027-07-04 14:00', '2027-07-04 13:00Z', 'stays'],
    ])
  })

  test('a date that is right already is no other', () => {
    expect(shown([stored('a', '2027-07-04', '14:00', at('2027-07-04T13:00Z'))])).toEqual([])
    expect(shown([stored('a', '2027-10-31', '01:30', at('2027-10-31T01:30Z'), true)])).toEqual([])
  })

  test('a date whose hour the clocks skip begins after the gap, also where its instant is the same', () => {
    expect(shown([stored('a', '2027-03-28', '01:30', at('2027-03-28T01:30Z'))])).toEqual([
      ['a', '2027-03-28 02:30', '2027-03-28 01:30Z', 'moved'],
    ])
  })

  test('two dates may take each other’s instants', () => {
    const early = stored('a', '2027-07-04', '14:00', at('2027-07-04T14:00Z'))
    const late = stored('b', '2027-07-04', '15:00', at('2027-07-04T13:00Z'))
    expect(shown([early, late]).map(([id, , start]) => [id, start])).toEqual([
      ['a', '2027-07-04 13:00Z'],
      ['b', '2027-07-04 14:00Z'],
    ])
  })

  test('a date that would begin together with another keeps its instant, as clocks show it', () => {
    const skipped = stored('a', '2027-03-28', '01:30', at('2027-03-28T01:30Z'))
    const late = stored('b', '2027-03-28', '02:30', at('2027-03-28T02:30Z'))
    expect(shown([skipped, late])).toEqual([
      ['a', '2027-03-28 02:30', '2027-03-28 01:30Z', 'moved'],
      ['b', '2027-03-28 03:30', '2027-03-28 02:30Z', 'moved'],
    ])
    const here = stored('c', '2027-07-04', '14:00', at('2027-07-04T12:00Z'))
    expect(shown([here], [stored('d', '2027-07-04', '14:00', at('2027-07-04T13:00Z'))])).toEqual([
      ['c', '2027-07-04 13:00', '2027-07-04 12:00Z', 'moved'],
    ])
  })
})

test('dates are where their wall times are, no two together, and a second look changes nothing', () => {
  const slot = fc.record({
    on: fc.constantFrom('2027-03-28', '2027-07-04', '2027-10-31'),
    startTime: fc.constantFrom('00:30', '01:00', '01:30', '02:00', '02:30', '03:30'),
    hoursOff: fc.integer({ min: -2, max: 2 }),
    isSecondTime: fc.boolean(),
  })
  const startOf = (each: { startsAt: DateTime }) => each.startsAt.toMillis()
  fc.assert(
    fc.property(fc.array(slot, { maxLength: 8 }), fc.nat(8), (wanted, split) => {
      const all = wanted.map(({ on, startTime, hoursOff, isSecondTime }, index) => {
        const right = instantOf(on, startTime, 'Europe/London', isSecondTime)
        return stored(String(index), on, startTime, right.plus({ hours: hoursOff }), isSecondTime)
      })
      const slots = all.filter(
        (each, index) => all.findIndex((other) => startOf(other) === startOf(each)) === index,
      )
      const [others, older] = [slots.slice(0, split), slots.slice(split)]
      const shifted = shiftedSlots(older, others)
      const now = slots.map((each) => ({ ...each, ...shifted.find(({ id }) => id === each.id) }))
      expect(new Set(now.map(startOf)).size).toBe(now.length)
      for (const each of now.filter(({ id }) => older.some((one) => one.id === id))) {
        expect(wallTime(startOf(each), 'Europe/London')).toBe(`${each.on} ${each.startTime}`)
        if (shifted.some(({ id, isMoved }) => id === each.id && !isMoved))
          expect(wallTimeKind(each.on, each.startTime, 'Europe/London')).not.toBe('skipped')
      }
      const lonely = now.filter((each) => {
        const right = startOf(instantsOf(each, 'Europe/London'))
        return !slots.some(
          (other) => other.id !== each.id && Math.abs(startOf(other) - right) < 4 * 3_600_000,
        )
      })
      const again = shiftedSlots(
        lonely.filter(({ id }) => older.some((one) => one.id === id)),
        now.filter((each) => !lonely.includes(each)),
      )
      expect(again).toEqual([])
    }),
    { numRuns: 300 },
  )
})
