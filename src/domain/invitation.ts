import { DateTime } from 'luxon'
import type { BusStopStatus } from './bus-stop.ts'
import { instantOf, localDay, plusDays } from './calendar.ts'
import type { Transitions } from './life-cycle.ts'
import type { RunStatus } from './run.ts'
import { type FixedSession, hasBegun } from './session.ts'

export type InvitationStatus = 'open' | 'accepted' | 'joined' | 'declined' | 'lapsed' | 'withdrawn'

/**
 * Asked; wants to join; on the roster, at times by a convenor's hand; would rather not; did not answer in time; the
 * bus stop closed before they answered. Whoever accepted at a bus stop may change their mind until it closes.
 */
export const INVITATION_TRANSITIONS: Transitions<InvitationStatus> = {
  open: ['accepted', 'joined', 'declined', 'lapsed', 'withdrawn'],
  accepted: ['joined', 'declined'],
  joined: [],
  declined: [],
  lapsed: [],
  withdrawn: [],
}

/** When people can be invited: between two runs, or once dates are firm and before the first of them. */
export type InvitingTime = 'atBusStop' | 'beforeRun'

/** Whether people can be invited now, and into what; null while the roster is locked or no dates are firm. */
export function invitingTime(
  run: { status: RunStatus; sessions: readonly Pick<FixedSession, 'startsAt'>[] } | null,
  busStop: BusStopStatus | null,
  now: DateTime,
): InvitingTime | null {
  if (busStop === 'open' || busStop === 'inviting') return 'atBusStop'
  return run?.status === 'fixed' && !hasBegun(run, now) ? 'beforeRun' : null
}

/**
 * Between two bus stops the roster of a run is locked: from its first session until its bus stop opens. A
 * convenor can override that.
 */
export function isRosterLocked(
  run: { status: RunStatus; sessions: readonly Pick<FixedSession, 'startsAt'>[] } | null,
  busStop: BusStopStatus | null,
  now: DateTime,
): boolean {
  const isUnderWay = run?.status === 'fixed' && hasBegun(run, now)
  return isUnderWay && (busStop === 'announced' || busStop === 'asking')
}

/** The places of a group and who has one: by number of people. */
export type PlacesTaken = {
  places: number
  /** Everybody on the roster, those who are away or getting off included. */
  onRoster: number
  gettingOff: number
  /** Invited, and going to get on. */
  accepted: number
  /** Invited, and still to answer. */
  open: number
}

/**
 * How many people can still be invited; negative where there are more people than places. Everybody on the roster has
 * their place unless they are getting off, and so has everybody who accepted or may still answer: places are never
 * first come, first served, and an invitation holds when a member changes their mind and stays.
 */
export function placesFree(taken: PlacesTaken): number {
  const { places, onRoster, gettingOff, accepted, open } = taken
  return places - (onRoster - gettingOff) - accepted - open
}

const LAST_HOUR = '20:00'

/** Until when somebody can answer: so many days later in the evening, and not after `latest` where that is given. */
export function answerBy(now: DateTime, days: number, timeZone: string, latest?: DateTime): DateTime {
  const evening = instantOf(plusDays(localDay(now, timeZone), days), LAST_HOUR, timeZone)
  return latest ? DateTime.min(latest, evening) : evening
}

/** When somebody who has not answered is reminded, once: a day before the deadline, or half-way if that is nearer. */
export function invitationReminderAt(sentAt: DateTime, deadline: DateTime): DateTime {
  const halfWay = sentAt.plus({ milliseconds: deadline.diff(sentAt).toMillis() / 2 })
  return DateTime.max(deadline.minus({ days: 1 }), halfWay)
}
