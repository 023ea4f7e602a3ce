import fc from 'fast-check'
import { Settings } from 'luxon'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  candidateSlots,
  daysBetween,
  instantOf,
  instantsOf,
  isClockChange,
  isTimeZone,
  listedTimeZone,
  localDay,
  type PatternSlot,
  plusDays,
  wallTimeKind,
} from '#domain/calendar.ts'
import { clockChanges, instantByIntl, instantsByIntl, wallTimesAround } from '../support/clock-change.ts'
import { wallTime } from '../support/timeline.ts'

const HOUR = 3_600_000
const changes = clockChanges()

/** Every wall time around every change of the clocks at which instantOf and the oracle differ. */
function differences(): string[] {
  return changes.flatMap((change) =>
    wallTimesAround(change)
      .filter((wall) => {
        const [on = '', time = ''] = wall.split(' ')
        return instantOf(on, time, change.timeZone).toMillis() !== instantByIntl(change, wall)
      })
      .map((wall) => `${wall} ${change.timeZone}`),
  )
}

/** The day that a change makes shorter or longer: the one in which the skipped or repeated time lies. */
function dayOf({ at, before, after }: (typeof changes)[number]): string {
  return new Date(at + Math.min(before, after)).toISOString().slice(0, 10)
}

describe('an instant of a wall time', () => {
  afterEach(() => {
    vi.useRealTimers()
    Settings.resetCaches()
  })

  test('is looked at over the clock changes of many zones, also those of half an hour and at midnight', () => {
    expect(changes.length).toBeGreaterThan(500)
    const zones = new Set(changes.map(({ timeZone }) => timeZone))
    for (const zone of ['Europe/London', 'Australia/Lord_Howe', 'America/Santiago', 'America/Havana'])
      expect(zones).toContain(zone)
  })

  test.each(['2026-01-15', '2026-07-15', '2028-10-29'])(
    'asked on %s is the first of a repeated hour, and as far after the gap of a skipped one',
    (today) => {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${today}T12:00:00Z`) })
      Settings.resetCaches()
      expect(differences()).toEqual([])
    },
  )

  test('says of each wall time whether it exists once, twice or not at all', () => {
    const wrong = changes.flatMap((change) =>
      wallTimesAround(change).filter((wall) => {
        const [on = '', time = ''] = wall.split(' ')
        const kind = (['skipped', 'ordinary', 'repeated'] as const)[instantsByIntl(change, wall).length]
        return wallTimeKind(on, time, change.timeZone) !== kind
      }),
    )
    expect(wrong).toEqual([])
  })

  test.each([
    ['2027-02-30', '14:00', 'Europe/London'],
    ['2027-03-07', '25:00', 'Europe/London'],
    ['2027-03-07', '14:00', 'Europe/Nowhere'],
  ])('is refused for %s %s in %s', (on, time, zone) => {
    expect(() => instantOf(on, time, zone)).toThrow(RangeError)
  })

  test('a session across a clock change is as long as any other', () => {
    const { startsAt, endsAt } = instantsOf(
      { on: '2027-03-28', startTime: '00:30', lengthMinutes: 180 },
      'Europe/London',
    )
    expect(endsAt.diff(startsAt).as('minutes')).toBe(180)
    expect(wallTime(endsAt.toMillis(), 'Europe/London')).toBe('2027-03-28 04:30')
  })
})

describe('days', () => {
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10))

  test('a day plus the days between two days is the other day', () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        expect(daysBetween(from, to)).toBe((Date.parse(to) - Date.parse(from)) / (24 * HOUR))
        expect(plusDays(from, daysBetween(from, to))).toBe(to)
      }),
    )
  })

  test('the local day of an instant is the one that people there read in their calendar', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    fc.assert(
      fc.property(zone, day, fc.integer({ min: 0, max: 1439 }), (timeZone, on, minute) => {
        const at = instantOf(on, '00:00', 'UTC').plus({ minutes: minute })
        expect(localDay(at, timeZone)).toBe(wallTime(at.toMillis(), timeZone).slice(0, 10))
      }),
    )
  })

  test('are marked exactly when the clocks change on them, also at midnight', () => {
    const changing = new Set(changes.map((change) => `${dayOf(change)} ${change.timeZone}`))
    const wrong = changes.flatMap((change) => {
      const { timeZone } = change
      const on = dayOf(change)
      return [-1, 0, 1]
        .map((days) => plusDays(on, days))
        .filter((each) => isClockChange(each, timeZone) !== changing.has(`${each} ${timeZone}`))
        .map((each) => `${each} ${timeZone}`)
    })
    expect(wrong).toEqual([])
  })
})

test.each([
  ['Europe/London', true],
  ['UTC', true],
  ['BST', false],
  ['UTC+1', false],
  ['+01:00', false],
  ['', false],
])('whether “%s” is a time zone: %s', (name, isOne) => {
  expect(isTimeZone(name)).toBe(isOne)
})

describe('a zone as Slack names it', () => {
  test.each([
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Europe/Kyiv',
    'America/Argentina/Buenos_Aires',
    'US/Pacific',
  ])('%s is listed by some name, with the same wall time', (name) => {
    const listed = listedTimeZone(name) ?? ''
    expect(isTimeZone(listed)).toBe(true)
    for (const at of [Date.UTC(2027, 0, 15), Date.UTC(2027, 6, 15)])
      expect(wallTime(at, listed)).toBe(wallTime(at, name))
  })

  test.each(['', 'BST', '+01:00', 'Etc/GMT+1', 'Europe/Nowhere', 'nonsense'])('“%s” is none', (name) => {
    expect(listedTimeZone(name)).toBeUndefined()
  })

  test('that is listed keeps its name', () => {
    expect(listedTimeZone('Europe/London')).toBe('Europe/London')
    expect(listedTimeZone('UTC')).toBe('UTC')
  })
})

describe('candidate dates', () => {
  const pattern = fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    startTime: fc.constantFrom('00:00', '01:30', '02:30', '14:00', '18:30', '23:30'),
    lengthMinutes: fc.constantFrom(60, 180, 360),
  })
  const patterns = fc
    .array(pattern, { maxLength: 4 })
    .map((each): PatternSlot[] =>
      each.map((slot, position) => ({ ...slot, position, id: `p${position}`, name: '' })),
    )
  const timeZone = fc.constantFrom('Europe/London', 'America/Santiago', 'Australia/Lord_Howe', 'UTC')
  const from = fc
    .integer({ min: 0, max: 1400 })
    .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))
  const window = fc
    .tuple(from, fc.integer({ min: -5, max: 120 }))
    .map(([first, days]) => ({ from: first, until: plusDays(first, days) }))

  /** The days of a window on which a pattern falls, found by looking at every day. */
  function expectedDays(
    slots: readonly PatternSlot[],
    { from: first, until }: { from: string; until: string },
  ) {
    const found = new Set<string>()
    for (let at = Date.parse(first); at <= Date.parse(until); at += 24 * HOUR) {
      for (const slot of slots) {
        if (new Date(at).getUTCDay() === slot.weekday % 7)
          found.add(`${new Date(at).toISOString().slice(0, 10)} ${slot.startTime}`)
      }
    }
    return found
  }

  test('are every occurrence of every pattern in the window, at the pattern’s wall time, in order', () => {
    fc.assert(
      fc.property(patterns, window, timeZone, (slots, days, zone) => {
        const found = candidateSlots(slots, days, zone)
        const starts = found.map((each) => each.startsAt.toMillis())
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b))
        const expected = expectedDays(slots, days)
        const instants = [...expected].map((key) => {
          const [on = '', time = ''] = key.split(' ')
          return instantOf(on, time, zone).toMillis()
        })
        expect(new Set(starts)).toEqual(new Set(instants))
        for (const each of found) {
          expect(wallTime(each.startsAt.toMillis(), zone)).toBe(`${each.on} ${each.startTime}`)
          expect(each.endsAt.toMillis() - each.startsAt.toMillis()).toBe(each.lengthMinutes * 60_000)
        }
      }),
    )
  })

  test('that are left out are missing, and only those', () => {
    fc.assert(
      fc.property(patterns, window, fc.nat(), (slots, days, choice) => {
        const all = candidateSlots(slots, days, 'Europe/London')
        const gone = all[choice % Math.max(1, all.length)]
        const leftOut = gone ? [`${gone.on} ${gone.startTime}`] : []
        expect(candidateSlots(slots, { ...days, leftOut }, 'Europe/London')).toEqual(
          all.filter((each) => each !== gone),
        )
      }),
    )
  })

  test('of two patterns at the same time are one, of the pattern that comes first', () => {
    const twin = (id: string, position: number, lengthMinutes: number): PatternSlot => ({
      id,
      position,
      weekday: 7,
      startTime: '14:00',
      lengthMinutes,
    })
    const found = candidateSlots(
      [twin('second', 1, 60), twin('first', 0, 180)],
      { from: '2027-03-07', until: '2027-03-07' },
      'Europe/London',
    )
    expect(found.map(({ patternId, lengthMinutes }) => [patternId, lengthMinutes])).toEqual([['first', 180]])
  })
})
