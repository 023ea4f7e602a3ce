import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { instantsOf } from '#domain/calendar.ts'
import { runCalendar } from '#text/calendar.ts'

const NOW = DateTime.fromISO('2027-01-11T20:00:00Z')

/** A session at 14:00 for three hours in London. */
function session(number: number, on: string, status: 'firm' | 'skipped' = 'firm') {
  const timeZone = 'Europe/London'
  const slot = { on, startTime: '14:00', lengthMinutes: 180 }
  return { id: `s${number}`, number, status, on, timeZone, ...instantsOf(slot, timeZone) }
}

/** The events as another library reads them. */
function events(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      summary: event.summary,
      status: component.getFirstPropertyValue('status'),
    }
  })
}

test('another library reads the sessions at their instants, on both sides of a clock change', () => {
  expect(events(runCalendar([session(1, '2027-03-07'), session(2, '2027-04-11')], NOW))).toEqual([
    {
      uid: 's1@supportgroup',
      start: '2027-03-07T14:00:00.000Z',
      end: '2027-03-07T17:00:00.000Z',
      summary: 'Session 1',
      status: 'CONFIRMED',
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

test('a skipped session is cancelled in the file, and titles name neither group nor people', () => {
  const [skipped] = events(runCalendar([session(1, '2027-03-07', 'skipped')], NOW))
  expect(skipped).toMatchObject({ status: 'CANCELLED', summary: 'Session 1' })
})
