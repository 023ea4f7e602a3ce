import { describe, expect, test } from 'vitest'
import {
  clockTime,
  dayName,
  formatSlackDate,
  instantOf,
  longDay,
  zoneName,
} from '#simulator/page/slack-date.ts'

const LONDON = 'Europe/London'
const at = (iso: string) => new Date(iso).getTime() / 1000
const now = new Date('2027-03-01T12:00:00Z')
const session = at('2027-03-07T14:00:00Z')

describe('dates on the page', () => {
  test.each([
    ['{date}', '7 March 2027'],
    ['{date_short}', '7 Mar 2027'],
    ['{date_long}', 'Sunday 7 March 2027'],
    ['{date_num}', '2027-03-07'],
    ['{date_slash}', '07/03/2027'],
    ['{date_pretty}', '7 March 2027'],
    ['{date_short_pretty} at {time}', '7 Mar 2027 at 14:00'],
    ['{time_secs}', '14:00:00'],
    ['{ago}', 'in 6 days'],
    ['{nothing} on {date}', '{nothing} on 7 March 2027'],
  ])('%s is %s', (format, words) => {
    expect(formatSlackDate(session, format, LONDON, now)).toBe(words)
  })

  test('are in the zone of the reader, not of the browser', () => {
    expect(formatSlackDate(session, '{date_long} {time}', 'Pacific/Auckland', now)).toBe(
      'Monday 8 March 2027 03:00',
    )
    expect(formatSlackDate(session, '{date_num}', 'Pacific/Auckland', now)).toBe('2027-03-08')
    expect(formatSlackDate(session, '{date_long} {time}', 'America/New_York', now)).toBe(
      'Sunday 7 March 2027 09:00',
    )
  })

  test('say today, tomorrow and yesterday by the reader’s own midnight', () => {
    const evening = at('2027-03-01T23:30:00Z')
    expect(formatSlackDate(evening, '{date_pretty}', LONDON, now)).toBe('Today')
    expect(formatSlackDate(evening, '{date_pretty}', 'Europe/Berlin', now)).toBe('Tomorrow')
    expect(formatSlackDate(evening, 'on {date_pretty}', LONDON, new Date('2027-03-02T00:10:00Z'))).toBe(
      'on yesterday',
    )
  })

  test('count days rightly over the night in which the clocks change', () => {
    const beforeMidnight = new Date('2027-03-27T23:30:00Z')
    expect(dayName(new Date('2027-03-28T22:30:00Z'), LONDON, beforeMidnight)).toBe('Tomorrow')
    expect(dayName(new Date('2027-03-28T23:30:00Z'), LONDON, beforeMidnight)).toBe('Monday 29 March 2027')
  })

  test('name midnight 00:00', () => {
    expect(clockTime(new Date('2027-03-07T00:00:00Z'), LONDON)).toBe('00:00')
    expect(longDay(new Date('2027-07-06T23:00:00Z'), LONDON)).toBe('Wednesday 7 July 2027')
  })

  test('read the instant from a message’s timestamp', () => {
    expect(instantOf('1804345200.000100').toISOString().slice(0, 19)).toBe('2027-03-06T15:00:00')
  })

  test('name zones for readers', () => {
    expect(zoneName(LONDON)).toBe('UK time')
    expect(zoneName('America/New_York')).toBe('New York time')
  })
})
