import type { WallTime } from './calendar.ts'
import type { ReadAlong } from './delivery.ts'
import type { NextSurvey } from './survey.ts'

/**
 * Everything the bot can expectedly say no to. Each code has one sentence with the next step in
 * `text/refusal.ts`; a new code without words does not compile.
 */
export type Refusal =
  | { code: 'publicChannel' }
  | { code: 'directMessage' }
  | { code: 'botNotInChannel'; channelId: string }
  | { code: 'channelArchived'; channelId: string }
  | { code: 'sharedChannel' }
  | { code: 'channelNotPrivate'; channelId: string; readAlong: ReadAlong }
  | { code: 'noGroupHere' }
  | { code: 'groupExistsAlready' }
  | { code: 'notMember' }
  | { code: 'memberAway'; channelId: string }
  | { code: 'notArrived'; channelId: string }
  | { code: 'notConvenor'; convenorIds: string[] }
  | { code: 'notOnRoster' }
  | { code: 'nothingToRecord' }
  | { code: 'pollOpenAlready'; closesAt: string; timeZone: string }
  | { code: 'noOpenPoll' }
  | { code: 'pollClosed' }
  | { code: 'pollStillOpen' }
  | { code: 'pollDecidedAlready' }
  | { code: 'pollReplaced' }
  | { code: 'noPollToFix' }
  | { code: 'runUnderWay' }
  | { code: 'noRun' }
  | { code: 'noBusStopYet' }
  | { code: 'noComingSession' }
  | { code: 'sessionOver' }
  | { code: 'sessionSkipped' }
  | { code: 'sessionGone' }
  | { code: 'tooFewDates'; dates: number; sessions: number }
  | { code: 'tooManyDates'; dates: number; most: number }
  | { code: 'pollClosesTooSoon' }
  | { code: 'pollClosesAfterFirstDate' }
  | { code: 'sessionsOutOfRange' }
  | { code: 'timeSkipped'; before: WallTime; after: WallTime }
  | { code: 'untilBeforeFrom' }
  | { code: 'windowTooLong'; mostDays: number }
  | { code: 'datesChanged' }
  | { code: 'datesGoneBy' }
  | { code: 'remainderChanged' }
  | { code: 'remainderUndecided' }
  | { code: 'dateTaken' }
  | { code: 'undoTooLate' }
  | { code: 'nobodyIsSilent' }
  | { code: 'busStopClosed' }
  | { code: 'busStopClosedAlready' }
  | { code: 'busStopChanged' }
  | { code: 'busStopAhead' }
  | { code: 'busStopOpen' }
  /** Guests, and people from other workspaces. */
  | { code: 'notByThemselves' }
  | { code: 'unknownWord' }
  | { code: 'noGroupKnown' }
  | { code: 'memberAlready' }
  | { code: 'noOpenSurvey'; next: NextSurvey | null }
  | { code: 'surveyClosed' }
  | { code: 'surveyNotAsked' }
  | { code: 'surveyAnswered' }
  /** One result is no trend. */
  | { code: 'tooFewResults' }
  | { code: 'notInvited' }
  | { code: 'invitationOver' }
  | { code: 'tooManyInvited'; placesFree: number }
  | { code: 'rosterLocked' }
  | { code: 'deliveryClear' }
  /** Slack was called for it again just now. */
  | { code: 'deliveryUnderWay' }
  | { code: 'hasConvenor'; convenorIds: string[] }
  | { code: 'offerGone' }
  | { code: 'lastConvenor' }
  | { code: 'tooManyConvenors'; most: number }
  /** They would leave groups without a convenor. */
  | { code: 'onlyConvenor'; channelIds: string[] }

/** Either what was asked for, or the one reason why not. */
export type Outcome<T> = { refusal: Refusal } | { value: T }

/** Shorthand for the first half of an `Outcome`. */
export function refuse(refusal: Refusal): { refusal: Refusal } {
  return { refusal }
}
