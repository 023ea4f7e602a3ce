import { Settings } from 'luxon'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  besideGap,
  candidateSlots,
  instantOf,
  type PatternSlot,
  plusDays,
  realSlot,
  slotAt,
  wallTimeKind,
} from '#domain/calendar.ts'
import { reminderAt } from '#domain/reminder.ts'
import {
  type ClockChange,
  clockChanges,
  instantByIntl,
  instantsByIntl,
  onOtherDay,
  wallAt,
  wallTimesAround,
} from '../support/clock-change.ts'

const changes = clockChanges()

/**
 * Each wall time around each change of all zones at which a rule does not hold. Steps of 45 minutes meet every gap and
 * every repeated hour, also those of half an hour.
 */
function exceptions(rule: (change: ClockChange, wall: string) => boolean): string[] {
  return changes.flatMap((change) =>
    wallTimesAround(change, 2, 45)
      .filter((wall) => !rule(change, wall))
      .map((wall) => `${wall} ${change.timeZone}`),
  )
}

const parts = (wall: string): [string, string] => [wall.slice(0, 10), wall.slice(11)]

/** luxon's own answer for a repeated hour depends on the day on which it is asked; ours must not. */
describe.each(['2026-01-15', '2026-07-15'])('asked on %s, over every clock change until 2029', (today) => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${today}T12:00:00Z`) })
    Settings.resetCaches()
  })
  afterEach(() => {
    vi.useRealTimers()
    Settings.resetCaches()
  })

  test('the second time is the later of two, and any other time the only one there is', () => {
    const wrong = exceptions((change, wall) => {
      const second = instantOf(...parts(wall), change.timeZone, true).toMillis()
      return second === (instantsByIntl(change, wall).at(-1) ?? instantByIntl(change, wall))
    })
    expect(wrong).toEqual([])
  })

  test('an instant is the slot that clocks show, and which of two it is', () => {
    const wrong = exceptions((change, wall) => {
      const instants = instantsByIntl(change, wall)
      return instants.every((at, index) => {
        const startsAt = instantOf('1970-01-01', '00:00', 'UTC').plus(at)
        const { on, startTime, isSecondTime } = slotAt(startsAt, 60, change.timeZone)
        return `${on} ${startTime}` === wall && isSecondTime === (index === 1)
      })
    })
    expect(wrong).toEqual([])
  })

  test('a pattern that falls on such a day begins when and as clocks show it, counted from the first day', () => {
    const wrong = exceptions((change, wall) => {
      const [on, startTime] = parts(wall)
      const weekday = ((new Date(`${on}T00:00Z`).getUTCDay() + 6) % 7) + 1
      const pattern: PatternSlot = { id: 'p', position: 0, weekday, startTime, lengthMinutes: 180 }
      const window = { from: plusDays(on, -7), until: plusDays(on, 7) }
      const found = candidateSlots([pattern], window, change.timeZone)
      const starts = [-7, 0, 7].map((days) => instantByIntl(change, onOtherDay(wall, days)))
      return (
        found.length === 3 &&
        found.every(
          (slot, index) =>
            slot.startsAt.toMillis() === starts[index] &&
            `${slot.on} ${slot.startTime}` === wallAt(starts[index] ?? 0, change.timeZone) &&
            slot.endsAt.diff(slot.startsAt).as('minutes') === 180,
        )
      )
    })
    expect(wrong).toEqual([])
  })

  test.each([
    ['P1D', 1],
    ['P7D', 7],
  ])(
    'a reminder %s comes at the session’s wall time so many days earlier, by the calendar',
    (before, days) => {
      const wrong = [0, days].flatMap((later) =>
        exceptions((change, wall) => {
          const { timeZone } = change
          const [on, time] = parts(onOtherDay(wall, later))
          const startsAt = instantOf(on, time, timeZone)
          const shown = wallAt(startsAt.toMillis(), timeZone)
          const expected = instantByIntl(change, onOtherDay(shown, -days))
          return reminderAt({ startsAt: startsAt.toUTC(), timeZone }, before).toMillis() === expected
        }),
      )
      expect(wrong).toEqual([])
    },
  )

  test('a reminder two hours before comes two real hours before, of the second time as well', () => {
    const wrong = exceptions(({ timeZone }, wall) =>
      [false, true].every((isSecondTime) => {
        const startsAt = instantOf(...parts(wall), timeZone, isSecondTime)
        return startsAt.toMillis() - reminderAt({ startsAt, timeZone }, 'PT2H').toMillis() === 7_200_000
      }),
    )
    expect(wrong).toEqual([])
  })

  test('the two times offered for a skipped one exist, before the gap and after, as far from it as the gap is long', () => {
    let skipped = 0
    const wrong = exceptions((change, wall) => {
      const { timeZone, before, after } = change
      if (wallTimeKind(...parts(wall), timeZone) !== 'skipped') return true
      skipped += 1
      const beside = besideGap(...parts(wall), timeZone)
      const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`)
      const text = ({ on, time }: { on: string; time: string }) => `${on} ${time}`
      return (
        text(beside.before) === wallAt(asUtc - after, timeZone) &&
        text(beside.after) === wallAt(asUtc - before, timeZone) &&
        Date.parse(`${text(beside.after)}Z`) - asUtc === after - before &&
        asUtc - Date.parse(`${text(beside.before)}Z`) === after - before
      )
    })
    expect(wrong).toEqual([])
    expect(skipped).toBeGreaterThan(500)
  })
})

describe('changes that are unlike the others', () => {
  test.each([
    ['half an hour', '2027-10-03', '02:15', 'Australia/Lord_Howe', '2027-10-03 01:45', '2027-10-03 02:45'],
    ['two hours', '2027-03-28', '01:30', 'Antarctica/Troll', '2027-03-27 23:30', '2027-03-28 03:30'],
    ['midnight', '2027-09-05', '00:30', 'America/Santiago', '2027-09-04 23:30', '2027-09-05 01:30'],
    ['midnight', '2027-03-28', '00:00', 'Asia/Beirut', '2027-03-27 23:00', '2027-03-28 01:00'],
    ['midnight on a Friday', '2027-04-30', '00:30', 'Africa/Cairo', '2027-04-29 23:30', '2027-04-30 01:30'],
    [
      'the hour before midnight',
      '2027-03-27',
      '23:30',
      'America/Nuuk',
      '2027-03-27 22:30',
      '2027-03-28 00:30',
    ],
    ['a whole day', '2011-12-30', '14:00', 'Pacific/Apia', '2011-12-29 14:00', '2011-12-31 14:00'],
  ])('%s that is skipped: %s %s in %s', (_, on, time, timeZone, before, after) => {
    expect(wallTimeKind(on, time, timeZone)).toBe('skipped')
    const beside = besideGap(on, time, timeZone)
    expect(`${beside.before.on} ${beside.before.time}`).toBe(before)
    expect(`${beside.after.on} ${beside.after.time}`).toBe(after)
    const real = realSlot({ on, startTime: time, lengthMinutes: 60 }, timeZone)
    expect(real).toEqual({ on: after.slice(0, 10), startTime: after.slice(11), lengthMinutes: 60 })
    expect(wallAt(instantOf(on, time, timeZone).toMillis(), timeZone)).toBe(after)
  })

  test.each([
    ['half an hour', '2027-04-04', '01:45', 'Australia/Lord_Howe', 0.5],
    ['two hours', '2027-10-31', '02:30', 'Antarctica/Troll', 2],
    ['the hour before midnight', '2027-04-03', '23:30', 'America/Santiago', 1],
    ['nearly a whole day', '1969-09-30', '14:00', 'Pacific/Kwajalein', 23],
  ])('%s that is repeated: %s %s in %s', (_, on, time, timeZone, hours) => {
    expect(wallTimeKind(on, time, timeZone)).toBe('repeated')
    const [first, second] = [false, true].map((isSecond) => instantOf(on, time, timeZone, isSecond))
    expect(second?.diff(first ?? second).as('hours')).toBe(hours)
  })

  test('a reminder a day before comes on the day before also where that day has no such hour', () => {
    const startsAt = instantOf('2027-03-28', '23:30', 'America/Nuuk')
    const at = reminderAt({ startsAt, timeZone: 'America/Nuuk' }, 'P1D')
    expect(startsAt.diff(at).as('hours')).toBe(23)
  })
})
