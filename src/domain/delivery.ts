import type { DateTime } from 'luxon'
import type { Transitions } from './life-cycle.ts'

export type DeliveryStatus = 'pending' | 'sending' | 'sent' | 'unknown' | 'skipped' | 'failed'

/** `sending` is written before Slack is called, so a crash between the two leaves a trace. */
export const DELIVERY_TRANSITIONS: Transitions<DeliveryStatus> = {
  pending: ['sending', 'sent', 'skipped', 'failed'],
  sending: ['sent', 'pending', 'unknown', 'skipped', 'failed'],
  unknown: ['sent', 'pending', 'skipped', 'failed'],
  failed: ['pending', 'sent', 'skipped'],
  sent: [],
  // An earlier call that was taken for lost may have put it into Slack all the same.
  skipped: ['sent'],
}

/** What a convenor can record for a member. */
export type Recordable = 'answers' | 'apologies' | 'choice'

/** One thing to say: its kind and the ids of what it is about. The words are made when it is sent. */
export type About =
  | { kind: 'introduction' }
  | { kind: 'pollPage'; pollId: string; page: number }
  | { kind: 'nudge'; pollId: string; memberId: string; round: string }
  | { kind: 'everybodyAnswered'; pollId: string; convenorId: string }
  | { kind: 'pollResult'; pollId: string; convenorId: string }
  | { kind: 'runCard'; runId: string }
  | { kind: 'nextSteps'; runId: string; convenorId: string }
  /** Dates of a run that go, by their start instants (epoch milliseconds, with commas); its poll of this number asks about others. */
  | { kind: 'datesFall'; runId: string; poll: number; starts: string }
  /** The dates of a poll that replace others are firm. */
  | { kind: 'runChanged'; pollId: string }
  /** The dates of such a poll are given up. */
  | { kind: 'doneWithout'; pollId: string }
  | { kind: 'sessionFixed'; sessionId: string }
  | { kind: 'fixedAutomatically'; sessionId: string; convenorId: string }
  | { kind: 'takenBack'; pollDateId: string }
  | { kind: 'reminder'; sessionId: string; before: string }
  /** A member's own, private. */
  | { kind: 'ownReminder'; sessionId: string; memberId: string; before: string }
  | { kind: 'reminderMissed'; sessionId: string; convenorId: string }
  /** By a newer edition of the time-zone data: sessions as `was:is:stays`, or `moved`, in epoch milliseconds, with commas; how many dates of polls. */
  | {
      kind: 'clockRulesChanged'
      runId: string
      zoneData: string
      shifts: string
      dates: number
      movedDates: number
      convenorId: string
    }
  | { kind: 'sessionOver'; sessionId: string }
  | { kind: 'runOver'; runId: string }
  | { kind: 'sessionSkipped'; sessionId: string }
  /** Sessions of which the place is another, by their ids, with commas; `change` is when. */
  | { kind: 'placeChanged'; sessionIds: string; change: string }
  | { kind: 'lateChange'; sessionId: string; memberId: string; convenorId: string; change: string }
  /** `occasion` is the time at which the numbers were looked at, `P1D`, or the instant of a late change. */
  | { kind: 'belowMinimum'; sessionId: string; occasion: string; convenorId: string }
  /** A convenor recorded something for a member: `of` is the poll, the run or the bus stop. A new `change` each time. */
  | { kind: 'recordedForYou'; what: Recordable; of: string; memberId: string; byId: string; change: string }
  | { kind: 'busStopQuestion'; busStopId: string; memberId: string }
  | { kind: 'busStopSummary'; busStopId: string; convenorId: string }
  | { kind: 'busStopReminder'; busStopId: string; memberId: string; round: number }
  | { kind: 'busStopClosed'; busStopId: string }
  | { kind: 'farewell'; busStopId: string; memberId: string }
  | { kind: 'nextRun'; busStopId: string; convenorId: string }
  /** Somebody has put themselves on the interest list; told at most once a day. */
  | { kind: 'interestShown'; slackUserId: string; on: string; convenorId: string }
  | { kind: 'invitation'; invitationId: string }
  | { kind: 'invitationReminder'; invitationId: string }
  | { kind: 'invitationReply'; invitationId: string; reply: InvitationReply; convenorId: string }
  /** The bus stop closed before they answered. */
  | { kind: 'invitationWithdrawn'; invitationId: string }
  | { kind: 'gettingOn'; invitationId: string }
  /** A newcomer who joined before the first session and wanted to be welcomed by name. */
  | { kind: 'welcome'; invitationId: string }
  /** A convenor has changed the roster in the settings; `change` is when. */
  | { kind: 'putOnRoster'; slackUserId: string; byId: string; change: string }
  | { kind: 'takenOffRoster'; slackUserId: string; byId: string; change: string }
  | {
      kind: 'rosterOverridden'
      slackUserId: string
      isOn: boolean
      byId: string
      convenorId: string
      change: string
    }
  | { kind: 'memberLeft'; memberId: string; convenorId: string; change: string }
  /** Somebody on the roster has left and had everything about them deleted. */
  | { kind: 'memberErased'; convenorId: string; change: string }
  /** Somebody on the roster left the channel, or their account was closed; `change` is when that was found. */
  | { kind: 'memberAway'; memberId: string; isClosed: boolean; convenorId: string; change: string }
  | { kind: 'memberBack'; memberId: string; convenorId: string; change: string }
  | { kind: 'convenorGone'; slackUserId: string; convenorId: string; change: string }
  | { kind: 'convenorBack'; slackUserId: string; convenorId: string; change: string }
  /** A convenor on the roster has left the channel, from which they convene. */
  | { kind: 'convenorOutside'; convenorId: string; change: string }
  | { kind: 'becameConvenor'; convenorId: string; change: string }
  | { kind: 'ceasedConvenor'; slackUserId: string; change: string }
  | { kind: 'convenorsChanged'; change: string }
  /** The last convenor is gone since then; the message in which members take over. */
  | { kind: 'convenorWanted'; change: string }
  | { kind: 'surveyQuestion'; surveyId: string; memberId: string }
  | { kind: 'surveyResult'; surveyId: string }
  | { kind: 'surveyWithheld'; surveyId: string; convenorId: string }
  | { kind: 'calendarFile'; runId: string; slackUserId: string; request: string }
  | { kind: 'isItThere'; deliveryId: string; convenorId: string; attempt: string }
  /**
   * The channel is closed to the bot, or one message was refused for its own sake, or others could read along. `after` is a
   * new one for each time: the last that was posted in the channel before, or how often who could read along had changed.
   */
  | {
      kind: 'couldNotPost'
      refused: 'channel' | 'message' | ReadAlong
      convenorId: string
      /** Null where they are told once, however long it lasts. */
      on: string | null
      after: string
    }
  /** The memory was put back to what it was at `takenAt`; `change` is when. */
  | { kind: 'restored'; convenorId: string; takenAt: string; change: string }
  /** Slack took nothing from one instant to the other, both ISO 8601 in UTC. */
  | { kind: 'slackWasAway'; since: string; until: string; convenorId: string }

/** What a convenor hears about an invitation. */
export type InvitationReply = 'accepted' | 'declined' | 'lapsed'

export type DeliveryKind = About['kind']

/** What is said to the whole group, in its channel: of these a convenor can see whether they are there. */
export const CHANNEL_KINDS = [
  'introduction',
  'pollPage',
  'runCard',
  'datesFall',
  'runChanged',
  'doneWithout',
  'sessionFixed',
  'takenBack',
  'reminder',
  'sessionOver',
  'runOver',
  'sessionSkipped',
  'placeChanged',
  'busStopClosed',
  'welcome',
  'convenorsChanged',
  'convenorWanted',
  'surveyResult',
] as const

export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** One thing to say in a group's channel. */
export type ChannelAbout = Extract<About, { kind: ChannelKind }>

/** Whether the whole group hears it. */
export function isForGroup({ kind }: About): boolean {
  return CHANNEL_KINDS.some((each) => each === kind)
}

/**
 * The business key of something to say, unique for ever: the kind and every id in it, in a fixed order.
 * The same thing can be enqueued any number of times and is said once.
 */
export function deliveryKey(groupId: string, about: About): string {
  const { kind, ...ids } = about
  const parts = Object.entries(ids).sort(([a], [b]) => (a < b ? -1 : 1))
  return [`group:${groupId}`, kind, ...parts.map(([name, value]) => `${name}:${value}`)].join(':')
}

/** However often an answer was lost, this long is long enough to wait for it. */
const LONGEST_SETTLE_SECONDS = 3600

/**
 * When something may be done about a message whose fate is unknown: after the settle time, within which Slack has had
 * its say or never will. It doubles with each repetition, so that a Slack that loses one answer after the other
 * is not sent one message after the other.
 */
export function settlesAt(claimedAt: DateTime, settleSeconds: number, repeats: number): DateTime {
  const longest = Math.max(settleSeconds, LONGEST_SETTLE_SECONDS)
  return claimedAt.plus({ seconds: Math.min(settleSeconds * 2 ** repeats, longest) })
}

/** Posted twice, these would confuse a whole group. */
const ASKED_ABOUT: readonly DeliveryKind[] = [
  'pollPage',
  'runCard',
  'runChanged',
  'datesFall',
  'doneWithout',
  'sessionFixed',
  'busStopClosed',
  'surveyResult',
]

/** With the usual settle time, the last of these comes some four hours after the first call. */
const MOST_REPEATS = 8

/**
 * What to do with a message of which Slack never said whether it was accepted. A poll or a result posted twice would
 * confuse a whole group, so the convenor is asked. A reminder and whatever else the group hears is said again
 * once; when that answer is lost, too, the convenor looks. Nobody can look for a private message, and one that never
 * comes is worse than one that comes twice: it is said again until Slack answers, for some five hours. Whoever got
 * none of so many calls will not get it by one more, and whoever got each is to be left in peace.
 */
export function afterSilence({
  kind,
  repeats,
  isPrivate,
}: {
  kind: DeliveryKind
  repeats: number
  isPrivate: boolean
}): 'repeat' | 'askConvenor' | 'giveUp' {
  if (isPrivate) return repeats < MOST_REPEATS ? 'repeat' : 'giveUp'
  return ASKED_ABOUT.includes(kind) || repeats > 0 ? 'askConvenor' : 'repeat'
}

/** Who could read along in a group's channel that is not private any more: another workspace, or everybody in this one. */
export type ReadAlong = 'shared' | 'public'

/** Our own codes for such a channel, beside those of Slack's. */
const NOT_PRIVATE = { shared: 'channel_is_shared', public: 'channel_is_public' } as const

/** Whether something was refused because others could read along. */
export function isReadAlong(
  refused: Extract<About, { kind: 'couldNotPost' }>['refused'],
): refused is ReadAlong {
  return refused === 'shared' || refused === 'public'
}

/** Why nothing is posted in such a channel. */
export function reasonOf(readAlong: ReadAlong): string {
  return NOT_PRIVATE[readAlong]
}

/** What a reason tells the convenors: that the channel is not private, or is closed to the bot, or one message was refused. */
export function refusedFor(reason: string): Extract<About, { kind: 'couldNotPost' }>['refused'] {
  if (reason === NOT_PRIVATE.shared) return 'shared'
  if (reason === NOT_PRIVATE.public) return 'public'
  return CLOSED_TO_US.includes(reason) ? 'channel' : 'message'
}

/** Whether it waits until its channel can be posted in again, and then goes out by itself. */
export function isParked({ status, reason }: { status: DeliveryStatus; reason: string | null }): boolean {
  return status === 'failed' && CLOSED_TO_US.includes(reason ?? '')
}

/**
 * The codes for a channel that cannot be posted in now, whatever the message: nothing else would be taken there
 * either until somebody mends it.
 */
export const CLOSED_TO_US: readonly string[] = [
  ...Object.values(NOT_PRIVATE),
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'missing_scope',
  'no_permission',
  'access_denied',
  'ekm_access_denied',
  'accesslimited',
]

/** Codes that refuse a private message for a reason that an administrator can mend; the others are about the person. */
export const CLOSED_PRIVATELY: readonly string[] = [
  'messages_tab_disabled',
  'missing_scope',
  'no_permission',
  'access_denied',
  'ekm_access_denied',
  'accesslimited',
]

/** How often that is tried again: nobody can be asked whether it is mended. */
const PRIVATELY_AGAIN = { hours: 1 }

/** The call before which such a message is due again. */
export function dueAgainBefore(now: DateTime): DateTime {
  return now.minus(PRIVATELY_AGAIN)
}

/** Slack's having taken nothing is news to the convenors from this long on. */
const NEWS_AFTER = { hours: 1 }

/** Whether Slack took nothing for so long that the convenors are told. */
export function wasLongAway(from: DateTime, to: DateTime): boolean {
  return to >= from.plus(NEWS_AFTER)
}
