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
  patterns: [{ name: 'Sunday afternoon', weekday: 7, startTime: '14:00', lengthMinutes: 180 }],
  convenorIds: ['U1', 'U2'],
  members: [1, 2],
}
