/** Samples of what is said in and about people's calendars. */
import * as calendar from '#text/calendar.ts'
import * as ical from '#text/ical.ts'
import * as timeZone from '#text/ical-time-zone.ts'
import { startsAt, when } from './text-sample-plain.ts'

const event = {
  ...when,
  id: 's1',
  number: 3,
  state: 'confirmed',
  sequence: 0,
  changedAt: startsAt,
  place: 'Room 5',
} as const

export const CALENDAR_MODULES = { calendar, ical, icalTimeZone: timeZone }

export const calendarSaid = (): Record<string, Record<string, string[]>> => ({
  calendar: {
    calendarName: [calendar.calendarName()],
    calendarFileNames: Object.values(calendar.calendarFileNames()),
    sessionTitle: [calendar.sessionTitle(3)],
    holdTitle: [calendar.holdTitle()],
    noDatesYet: [calendar.noDatesYet()],
    feedOffer: [calendar.feedOffer()],
    feedSince: [calendar.feedSince('2027-03-07')],
    feedNotes: [calendar.feedNotes()],
    feedMade: [calendar.feedMade()],
    feedElsewhere: [calendar.feedElsewhere()],
    feedStopped: [calendar.feedStopped()],
    feedNotOffered: [calendar.feedNotOffered()],
    addFeedTo: Object.values(calendar.addFeedTo()),
    addNextTo: Object.values(calendar.addNextTo()),
    makeFeedLabel: [calendar.makeFeedLabel()],
    renewFeedLabel: [calendar.renewFeedLabel()],
    stopFeedLabel: [calendar.stopFeedLabel()],
    renewFeedConfirmation: [calendar.renewFeedConfirmation()],
    stopFeedConfirmation: [calendar.stopFeedConfirmation()],
  },
  ical: {
    calendarText: [
      ical.calendarText([event, { ...event, id: 'd1', number: null, state: 'tentative' }], 'Europe/London'),
    ],
  },
  icalTimeZone: {
    timeZoneComponent: [
      timeZone.timeZoneComponent('Europe/London', startsAt.toMillis(), startsAt.toMillis()),
    ],
  },
})
