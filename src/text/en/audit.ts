import type { DateTime } from 'luxon'
import type { AuditEntry } from '#domain/audit.ts'
import { localDay } from '#domain/calendar.ts'
import { mention } from '../escape.ts'
import { clockInWords, dateInWords, zoneInWords } from './date.ts'

type Doing = (by: string, subject: string) => string

/** A kind of entry without words does not compile. */
const DONE: Record<AuditEntry['what'], Doing> = {
  groupSetUp: (by) => `${by} set the group up`,
  settingsChanged: (by) => `${by} changed the settings`,
  putOnRoster: (by, subject) => `${by} put ${subject} on the roster`,
  takenOffRoster: (by, subject) => `${by} took ${subject} off the roster`,
  addedToLockedRoster: (by, subject) => `${by} put ${subject} on the roster while it was locked`,
  takenOffLockedRoster: (by, subject) => `${by} took ${subject} off the roster while it was locked`,
  putOnInterestList: (by, subject) =>
    by === subject ? `${by} went on the interest list` : `${by} put ${subject} on the interest list`,
  takenOffInterestList: (by, subject) =>
    by === subject ? `${by} left the interest list` : `${by} took ${subject} off the interest list`,
  invited: (by, subject) => `${by} invited ${subject}`,
  gotOn: (by) => `${by} got on, and agreed to what is kept`,
  agreed: (by) => `${by} agreed to what is kept`,
  gotOff: (by) => `${by} got off at the bus stop`,
  leftGroup: (by) => `${by} left the group`,
  becameConvenor: (by, subject) =>
    by === subject ? `${by} became a convenor, chosen by the members` : `${by} made ${subject} a convenor`,
  ceasedToBeConvenor: (by, subject) =>
    by === subject ? `${by} gave up being a convenor` : `${by} took ${subject} out of the convenors`,
  answersRecorded: (by, subject) => `${by} recorded answers for ${subject}`,
  apologiesRecorded: (by, subject) => `${by} recorded apologies for ${subject}`,
  choiceRecorded: (by, subject) => `${by} recorded for ${subject} what they want at the bus stop`,
  pollOpened: (by) => `${by} opened a poll`,
  nudgeAsked: (by) => `${by} had those asked who had not answered`,
  closingAsked: (by) => `${by} asked for the poll to be closed`,
  pollClosed: (by) => `${by} closed the poll, at its time or when asked to`,
  runFixed: (by) => `${by} fixed dates`,
  dateTakenBack: (by) => `${by} took a date back`,
  sessionSkipped: (by) => `${by} skipped a session`,
  placeChanged: (by) => `${by} said where sessions take place`,
  datesReplaced: (by) => `${by} had dates replaced, and others asked about`,
  datesGivenUp: (by) => `${by} gave up new dates, so the run is shorter`,
  busStopClosed: (by) => `${by} closed the bus stop`,
  dataExported: (by) => `${by} had their own data sent to them`,
  dataErased: (by) => `${by} had everything about them deleted`,
}

/** One thing that was done, with its day and time in the group's zone. */
export function auditLine({ at, byId, what, subjectId }: AuditEntry, timeZone: string): string {
  const by = byId ? mention(byId) : 'the bot by itself'
  const done = DONE[what](by, subjectId ? mention(subjectId) : '')
  return `${dayAndTime(at, timeZone)}: ${done.charAt(0).toUpperCase()}${done.slice(1)}.`
}

/** Above what was done in a group. */
export function auditIntro(timeZone: string): string {
  return `*Who did what in this group, newest first* (times in ${zoneInWords(timeZone)}). What somebody answered, chose or said is never among it; only convenors see this.`
}

/** Below it, where there is more than is shown. */
export function auditEnd(shown: number, count: number): string {
  return `These are the newest ${shown} of ${count} entries. Whoever runs the bot can give you the older ones.`
}

/** Where nothing was done yet. */
export function auditEmpty(): string {
  return 'Nothing has been noted in this group yet. From now on you find here who changed what, and when.'
}

function dayAndTime(at: DateTime, timeZone: string): string {
  return `${dateInWords(localDay(at, timeZone))}, ${clockInWords(at, timeZone)}`
}
