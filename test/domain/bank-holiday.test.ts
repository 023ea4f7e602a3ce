import { expect, test } from 'vitest'
import { bankHoliday } from '#domain/bank-holiday.ts'
import { listedTimeZone } from '#domain/calendar.ts'

test.each([
  ['2027-01-01', 'New Year’s Day'],
  ['2027-03-26', 'Good Friday'],
  ['2027-03-29', 'Easter Monday'],
  ['2027-05-03', 'Early May bank holiday'],
  ['2027-05-31', 'Spring bank holiday'],
  ['2027-08-30', 'Summer bank holiday, England'],
  ['2027-12-27', 'Christmas Day (substitute day)'],
  ['2027-12-28', 'Boxing Day (substitute day)'],
  ['2027-01-04', 'January 2nd (substitute day), Scotland'],
  ['2027-11-30', 'St Andrew’s Day, Scotland'],
  ['2027-07-12', 'Battle of the Boyne (Orangemen’s Day), Northern Ireland'],
])('%s is %s', (on, name) => {
  expect(bankHoliday(on, 'Europe/London')?.replaceAll("'", '’')).toBe(name)
})

test.each(['2027-03-07', '2027-12-24', '2027-05-04'])('%s is no bank holiday', (on) => {
  expect(bankHoliday(on, 'Europe/London')).toBeUndefined()
})

test('a day is looked up in the country of the zone, and in its own year', () => {
  expect(bankHoliday('2027-07-14', 'Europe/Paris')).toBeDefined()
  expect(bankHoliday('2027-07-14', 'Europe/London')).toBeUndefined()
  expect(bankHoliday('2026-03-29', 'Europe/London')).toBeUndefined()
  expect(bankHoliday('2026-04-06', 'Europe/London')).toBe('Easter Monday')
})

test('days on which the banks are closed count, too', () => {
  expect(bankHoliday('2027-12-24', 'Europe/Vienna')).toBeDefined()
})

test('a zone that has had two names has its country under the one that is listed', () => {
  const kyiv = listedTimeZone('Europe/Kyiv') ?? ''
  expect(bankHoliday('2027-08-24', kyiv)).toBeDefined()
})

test.each(['UTC', 'Nowhere/Land'])('the zone %s has no country and so no holidays', (zone) => {
  expect(bankHoliday('2027-12-25', zone)).toBeUndefined()
})

test.each([
  ['2027-03-26', 'Europe/London', 'Karfreitag'],
  ['2027-11-30', 'Europe/London', 'St Andrew’s Day, Schottland'],
  ['2027-03-29', 'Europe/Berlin', 'Ostermontag'],
])('in German %s in %s is %s; a day that has no German name keeps its own', (on, zone, name) => {
  expect(bankHoliday(on, zone, 'de')?.replaceAll("'", '’')).toBe(name)
})

test('in English a day of another country is called as English calls it', () => {
  expect(bankHoliday('2027-05-01', 'Europe/Berlin', 'en')).toBe('Labour Day')
})
