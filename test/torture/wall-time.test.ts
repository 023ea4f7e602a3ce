import { expect, test } from 'vitest'
import { instantOf } from '#domain/calendar.ts'
import { seededRandom } from '../../bench/shared/random.ts'
import { instantOfWall, wallTimeAt } from './wall-time.ts'
import { duesOf, planYear } from './year-plan.ts'

test.each([
  ['2027-03-28T01:30', 'Europe/London', '2027-03-28T01:30Z', '02:30'],
  ['2027-10-31T01:30', 'Europe/London', '2027-10-31T00:30Z', '01:30'],
  ['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T14:45Z', '01:45'],
  ['2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-02T15:45Z', '02:45'],
  ['2027-06-01T12:00', 'Asia/Kathmandu', '2027-06-01T06:15Z', '12:00'],
])('%s in %s is %s, when clocks show %s', (wall, zone, instant, shown) => {
  const atMs = instantOfWall(wall, zone)
  expect(new Date(atMs).toISOString()).toBe(new Date(instant).toISOString())
  expect(wallTimeAt(atMs, zone).slice(11)).toBe(shown)
})

test('the oracle and the bot agree on the start of every session of the year', () => {
  for (const { timeZone, sessions } of planYear(50, seededRandom(1)))
    for (const { day, time, startsMs } of sessions)
      expect(instantOf(day, time, timeZone).toMillis(), `${day} ${time} ${timeZone}`).toBe(startsMs)
})

test('the year has reminders on both sides of clock changes, and three for each session', () => {
  const groups = planYear(50, seededRandom(1))
  const dues = duesOf(groups)
  expect(dues).toHaveLength(3 * groups.flatMap(({ sessions }) => sessions).length)
  expect(dues.filter(({ isNearChange }) => isNearChange).length).toBeGreaterThan(300)
})
