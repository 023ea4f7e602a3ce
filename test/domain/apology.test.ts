import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { isLateChange } from '#domain/apology.ts'

const session = {
  on: '2027-03-28',
  startTime: '14:00',
  timeZone: 'Europe/London',
  startsAt: DateTime.fromISO('2027-03-28T13:00Z', { zone: 'utc' }),
}
const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })

test.each([
  ['a week and a day before', ['P7D', 'P1D'], '2027-03-21T14:00Z'],
  ['a day before and a week before, in whatever order', ['P1D', 'P7D'], '2027-03-21T14:00Z'],
  ['none', [], '2027-03-26T13:00Z'],
  ['two hours before', ['PT2H'], '2027-03-26T13:00Z'],
])(
  'with reminders %s a change is late from the first of them, or two days before the start',
  (_, reminders, from) => {
    expect(isLateChange(session, reminders, at(from))).toBe(true)
    expect(isLateChange(session, reminders, at(from).minus({ minutes: 1 }))).toBe(false)
  },
)
