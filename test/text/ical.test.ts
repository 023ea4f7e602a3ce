import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { instantsOf } from '#domain/calendar.ts'
import { type CalendarEvent, calendarText } from '#text/ical.ts'
import { speaking } from '#text/language.ts'
import { eventsIn } from '../support/calendar-client.ts'
import { clockChanges } from '../support/clock-change.ts'

const CHANGED = DateTime.fromISO('2027-01-11T20:00:00.500Z')

function event(id: string, startsAt: DateTime, minutes: number, timeZone: string): CalendarEvent {
  const endsAt = startsAt.plus({ minutes })
  return {
    id,
    number: 1,
    startsAt,
    endsAt,
    timeZone,
    state: 'confirmed',
    sequence: 0,
    changedAt: CHANGED,
    place: null,
  }
}

/** A session at 14:00 for three hours in London. */
function session(number: number, on: string, more: Partial<CalendarEvent> = {}): CalendarEvent {
  const timeZone = 'Europe/London'
  const { startsAt } = instantsOf({ on, startTime: '14:00', lengthMinutes: 180 }, timeZone)
  return { ...event(`s${number}`, startsAt, 180, timeZone), number, ...more }
}

test('another library reads the sessions at their instants, on both sides of a clock change', () => {
  const text = calendarText([session(1, '2027-03-07'), session(2, '2027-04-11')], 'Europe/London')
  expect(text).toContain('DTSTART;TZID=Europe/London:20270411T140000')
  expect(eventsIn(text)).toMatchObject([
    {
      uid: 's1@supportgroup',
      start: '2027-03-07T14:00:00.000Z',
      end: '2027-03-07T17:00:00.000Z',
      summary: 'Session 1',
      status: 'CONFIRMED',
      isFree: false,
    },
    {
      uid: 's2@supportgroup',
      start: '2027-04-11T13:00:00.000Z',
      end: '2027-04-11T16:00:00.000Z',
      summary: 'Session 2',
      status: 'CONFIRMED',
    },
  ])
})

test('what is cancelled or on hold says so and leaves the diary free; a title tells no more than a number', () => {
  const hold = { number: null, state: 'tentative' } as const
  const text = calendarText(
    [session(1, '2027-03-07', { state: 'cancelled' }), session(2, '2027-04-11', hold)],
    'UTC',
  )
  expect(eventsIn(text)).toMatchObject([
    { status: 'CANCELLED', summary: 'Session 1', isFree: true },
    { status: 'TENTATIVE', summary: 'Session (date on hold)', isFree: true },
  ])
})

test('titles are in the language of the group', () => {
  const text = speaking('de', () => calendarText([session(2, '2027-03-07')], 'Europe/Berlin'))
  expect(eventsIn(text)).toMatchObject([{ summary: 'Treffen 2' }])
})

const ODD_ZONES = [
  'Europe/London',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/St_Johns',
  'Pacific/Apia',
  'America/New_York',
  'Asia/Gaza',
  'Africa/Cairo',
  'Antarctica/Troll',
  'UTC',
]

const zone = fc.constantFrom(...ODD_ZONES)
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 300_000, max: Date.UTC(2029, 11, 31) / 300_000 })
  .map((steps) => DateTime.fromMillis(steps * 300_000, { zone: 'utc' }))
/** As people type them, with whatever means something in a calendar. */
const place = fc.constantFrom(
  null,
  'Room 5',
  'Room 5, second floor; ring “Müller”',
  'https://meet.example/a,b;c\\d?x=1&y=:2',
  'BEGIN:VALARM\\nEND:VEVENT',
  'ö'.repeat(160),
)
const events = fc
  .array(
    fc.record({
      startsAt: instant,
      minutes: fc.integer({ min: 15, max: 600 }),
      timeZone: zone,
      number: fc.option(fc.integer({ min: 1, max: 30 })),
      state: fc.constantFrom('tentative', 'confirmed', 'cancelled'),
      sequence: fc.integer({ min: 0, max: 1000 }),
      place,
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ startsAt, minutes, timeZone, ...more }, index) => ({
      ...event(`e${index}`, startsAt, minutes, timeZone),
      ...more,
    })),
  )

test('with nothing but the zones in the text, another library finds the very instants, in any zone at any time', () => {
  fc.assert(
    fc.property(events, zone, (all, own) => {
      const read = eventsIn(calendarText(all, own)).map(({ start, end }) => [start, end])
      expect(read).toEqual(
        all.map(({ startsAt, endsAt }) => [startsAt, endsAt].map((at) => at.toJSDate().toISOString())),
      )
    }),
    { numRuns: 300 },
  )
})

test('so it does around every change of the clocks in every zone until 2029', { timeout: 60_000 }, () => {
  const wrong = clockChanges().filter(({ timeZone, at }) => {
    const starts = [-180, -90, -30, 0, 30, 90, 180].map((minutes) =>
      DateTime.fromMillis(at + minutes * 60_000, { zone: 'utc' }),
    )
    const all = starts.map((startsAt, index) => event(`e${index}`, startsAt, 60, timeZone))
    const read = eventsIn(calendarText(all, timeZone))
    return read.some(({ start }, index) => start !== starts[index]?.toJSDate().toISOString())
  })
  expect(wrong).toEqual([])
})

describe('the rules of RFC 5545, 5546 and 7986', () => {
  const required = [
    'uid',
    'dtstamp',
    'dtstart',
    'dtend',
    'summary',
    'sequence',
    'status',
    'transp',
    'last-modified',
  ]

  test('hold for whatever is shown', () => {
    fc.assert(
      fc.property(events, zone, fc.constantFrom('en' as const, 'de' as const), (all, own, language) => {
        const text = speaking(language, () => calendarText(all, own))
        const lines = text.split('\r\n')
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        expect(lines.at(-1)).toBe('')
        expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
        const unfolded = text.replaceAll('\r\n ', '').split('\r\n')
        // Properties of the calendar come before its components, of which there is at least one.
        const first = unfolded.findIndex((line, index) => index > 0 && line.startsWith('BEGIN:'))
        expect(unfolded[0]).toBe('BEGIN:VCALENDAR')
        expect(unfolded[first]).toBe('BEGIN:VTIMEZONE')
        const own7986 = [
          'VERSION:2.0',
          'METHOD:PUBLISH',
          'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
          'X-PUBLISHED-TTL:PT6H',
        ]
        expect(unfolded.slice(1, first)).toEqual(expect.arrayContaining(own7986))
        expect(unfolded.slice(1, first).filter((line) => line.startsWith('PRODID:'))).toHaveLength(1)
        expect(unfolded.join('\n')).not.toMatch(/^(BEGIN:VALARM|ORGANIZER|ATTENDEE|DESCRIPTION)/m)
        expect(eventsIn(text).map((each) => each.place)).toEqual(all.map((each) => each.place))
        for (const { properties } of eventsIn(text)) {
          expect(properties.filter((name) => required.includes(name)).sort()).toEqual([...required].sort())
        }
        const uids = unfolded.filter((line) => line.startsWith('UID:'))
        expect(new Set(uids).size).toBe(all.length)
        const named = new Set([...text.matchAll(/;TZID=([^:]+):/g)].map(([, name]) => name))
        const defined = [...text.matchAll(/^TZID:(.+)\r$/gm)].map(([, name]) => name)
        expect(new Set(defined).size).toBe(defined.length)
        expect([...named].filter((name) => !defined.includes(name ?? ''))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('hold for a calendar in which there is nothing yet', () => {
    const text = calendarText([], 'Australia/Lord_Howe')
    expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:Australia/Lord_Howe\r\n')
    expect(eventsIn(text)).toEqual([])
    expect(calendarText([], 'Australia/Lord_Howe')).toBe(text)
  })
})
