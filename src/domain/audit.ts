import type { DateTime } from 'luxon'

/** The kinds of things whose doing is noted. */
export type AuditKind =
  | 'groupSetUp'
  | 'settingsChanged'
  | 'putOnRoster'
  | 'takenOffRoster'
  | 'addedToLockedRoster'
  | 'takenOffLockedRoster'
  | 'putOnInterestList'
  | 'takenOffInterestList'
  | 'invited'
  | 'gotOn'
  | 'agreed'
  | 'gotOff'
  | 'leftGroup'
  | 'becameConvenor'
  | 'ceasedToBeConvenor'
  | 'answersRecorded'
  | 'apologiesRecorded'
  | 'choiceRecorded'
  | 'pollOpened'
  | 'nudgeAsked'
  | 'closingAsked'
  | 'pollClosed'
  | 'runFixed'
  | 'dateTakenBack'
  | 'sessionSkipped'
  | 'placeChanged'
  | 'datesReplaced'
  | 'datesGivenUp'
  | 'busStopClosed'
  | 'dataExported'
  | 'dataErased'

/** Who did what kind of thing; `byId` is null for what the bot did by itself, `subjectId` where it is about the group. */
export type AuditEntry = {
  at: DateTime
  byId: string | null
  what: AuditKind
  subjectId: string | null
}
