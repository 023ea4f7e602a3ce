/** Plain values that the samples of what the bot says share. */
import { DateTime } from 'luxon'
import { DEFAULT_SETTINGS } from '#domain/group.ts'

/** A name as somebody may type it. */
export const TYPED = 'Circle <@U9> & co'

export const startsAt = DateTime.fromISO('2027-03-07T14:00Z', { zone: 'utc' })
export const when = {
  on: '2027-03-07',
  timeZone: 'Europe/London',
  startsAt,
  endsAt: startsAt.plus({ hours: 3 }),
}
export const settings = {
  ...DEFAULT_SETTINGS,
  name: TYPED,
  timeZone: 'Europe/London',
  patterns: [{ weekday: 7, startTime: '14:00', lengthMinutes: 180, place: null }],
  convenorIds: ['U1', 'U2'],
  members: [1, 2],
}

/** One of each that the form of settings can have. */
export const problems = [
  { field: 'name', problem: 'missing' },
  { field: 'name', problem: 'tooLong' },
  { field: 'place', slot: 0, problem: 'placeTooLong' },
  { field: 'timeZone', problem: 'unknown' },
  { field: 'minimum', problem: 'outOfRange', from: 1, to: 100 },
  { field: 'gapMaxDays', problem: 'smallerThanMinimum' },
  { field: 'gapPreferredDays', problem: 'outsideRange' },
  { field: 'minimum', problem: 'morePeopleThanPlaces' },
  { field: 'patterns', problem: 'twice' },
  { field: 'members', problem: 'none' },
  { field: 'members', problem: 'tooMany', most: 100 },
  { field: 'members', problem: 'locked' },
] as const
