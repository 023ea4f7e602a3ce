import type { DateTime } from 'luxon'
import type { Transitions } from './life-cycle.ts'
import { type RunProgress, sessionsToCome } from './session.ts'

export type BusStopStatus = 'announced' | 'asking' | 'open' | 'inviting' | 'closed'
export type ChoiceValue = 'staying' | 'gettingOff' | 'undecided'

/**
 * Announced with the run card; members are asked; the run is over and the convenor sees who stays; somebody is
 * invited to a free place; those who got off and on have done so, and the next run may be planned.
 */
export const BUS_STOP_TRANSITIONS: Transitions<BusStopStatus> = {
  announced: ['asking', 'open'],
  asking: ['open'],
  open: ['inviting', 'closed'],
  inviting: ['closed'],
  closed: [],
}

/** Members are asked when this many sessions are still to come: after session six of eight. */
const SESSIONS_LEFT_WHEN_ASKING = 2

/**
 * Whether it is time to ask each member about travelling on: at most two sessions are to come, and one is
 * over. A run of one or two sessions therefore asks after its first.
 */
export function isTimeToAsk(run: RunProgress, now: DateTime): boolean {
  return (
    sessionsToCome(run, now) <= SESSIONS_LEFT_WHEN_ASKING &&
    run.sessions.some((session) => session.status === 'firm' && session.endsAt <= now)
  )
}

/** Who said what about the next run. Members who have said nothing are undecided, never assumed to stay. */
export type BusStopSummary = {
  staying: string[]
  gettingOff: string[]
  undecided: string[]
  silent: string[]
}

/** Sorts the roster by choice, in the roster's order. */
export function summarise(
  memberIds: readonly string[],
  choices: readonly { memberId: string; value: ChoiceValue }[],
): BusStopSummary {
  const chosen = new Map(choices.map((choice) => [choice.memberId, choice.value]))
  const having = (value: ChoiceValue | undefined) => memberIds.filter((id) => chosen.get(id) === value)
  return {
    staying: having('staying'),
    gettingOff: having('gettingOff'),
    undecided: having('undecided'),
    silent: having(undefined),
  }
}
