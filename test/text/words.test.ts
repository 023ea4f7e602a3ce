import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { counted, InWords, inWords, listed, ordinal, times } from '#text/count.ts'
import {
  dayInWords,
  durationInWords,
  momentInWords,
  monthInWords,
  patternName,
  sessionInWords,
  slotInWords,
  weekdayInWords,
  zoneInWords,
} from '#text/date.ts'

const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })
/** The session on the day the clocks go forward in London, three hours from 14:00. */
const when = {
  on: '2027-03-28',
  timeZone: 'Europe/London',
  startsAt: at('2027-03-28T13:00Z'),
  endsAt: at('2027-03-28T16:00Z'),
}

describe('days and times', () => {
  test('are those of the group’s own zone, whatever the machine’s is', () => {
    expect(sessionInWords(when)).toBe('Sunday 28 March, 14:00 to 17:00 (UK time)')
    expect(slotInWords(when)).toBe('Sunday 28 March, 14:00 to 17:00')
    expect(momentInWords(at('2027-02-14T20:00Z'), 'Europe/London')).toBe(
      'Sunday 14 February, 20:00 (UK time)',
    )
    expect(momentInWords(at('2027-02-14T20:00Z'), 'Pacific/Auckland')).toBe(
      'Monday 15 February, 09:00 (New Zealand Time)',
    )
  })

  test('of a day alone do not depend on any zone', () => {
    expect(dayInWords('2027-03-07')).toBe('Sunday 7 March')
    expect(dayInWords('2027-12-31')).toBe('Friday 31 December')
    expect(monthInWords('2027-03-01')).toBe('March 2027')
  })

  test.each([
    ['Europe/London', 'UK time'],
    ['Europe/Berlin', 'Central European Time'],
    ['America/New_York', 'Eastern Time'],
    ['UTC', 'UTC'],
  ])('in %s are called %s', (zone, name) => {
    expect(zoneInWords(zone)).toBe(name)
  })

  test.each([
    [7, '14:00', 'Sunday afternoon'],
    [3, '18:30', 'Wednesday evening'],
    [1, '11:59', 'Monday morning'],
    [1, '12:00', 'Monday afternoon'],
    [6, '17:00', 'Saturday evening'],
  ])('of day %i at %s are called %s', (weekday, start, name) => {
    expect(patternName(weekday, start)).toBe(name)
  })

  test('have seven names of weekdays, from Monday', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(weekdayInWords)).toEqual(
      ['2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04', '2027-03-05', '2027-03-06', '2027-03-07'].map(
        (on) => dayInWords(on).split(' ')[0],
      ),
    )
  })

  test('before a session are words, and what is unknown stays as it is', () => {
    expect(['P14D', 'P7D', 'P2D', 'P1D', 'PT2H', 'P3D'].map(durationInWords)).toEqual([
      'two weeks',
      'a week',
      'two days',
      'a day',
      'two hours',
      'P3D',
    ])
  })
})

describe('numbers', () => {
  test('are words up to twelve and figures above', () => {
    expect([0, 1, 12, 13, 1234].map(inWords)).toEqual(['no', 'one', 'twelve', '13', '1,234'])
    expect(inWords(123_456_789_012_345_678n)).toBe('123,456,789,012,345,678')
    expect(InWords(4)).toBe('Four')
  })

  test('agree with what they count', () => {
    expect([0, 1, 2].map((count) => counted(count, 'date'))).toEqual(['no dates', 'one date', 'two dates'])
    expect(counted(1n, 'person', 'people')).toBe('one person')
    expect(counted(2n, 'person', 'people')).toBe('two people')
    expect([0, 1, 2, 3, 20].map(times)).toEqual(['not at all', 'once', 'twice', 'three times', '20 times'])
  })

  test('have their endings', () => {
    expect([1, 12, 13, 21, 22, 23, 24, 111].map(ordinal)).toEqual([
      'first',
      'twelfth',
      '13th',
      '21st',
      '22nd',
      '23rd',
      '24th',
      '111th',
    ])
  })

  test('of things are listed without a comma before the last', () => {
    expect(listed(['Ann', 'Ben', 'Cay'])).toBe('Ann, Ben and Cay')
  })
})
