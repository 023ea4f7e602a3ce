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
  announced: ['asking'],
  asking: ['open'],
  open: ['inviting', 'closed'],
  inviting: ['closed'],
  closed: [],
}

/**
 * Whether it is time to ask each member about travelling on: at most `left` sessions are to come, and one is
 * over. A run that is no longer than that therefore asks after its first.
 */
export function isTimeToAsk(run: RunProgress, left: number, now: DateTime): boolean {
  return (
    sessionsToCome(run, now) <= left &&
    run.sessions.some((session) => session.status === 'firm' && session.endsAt <= now)
  )
}

/**
 * Which reminder of that question has its time, 1 or 2, or 0 for none: one after each session that took place since
 * members were asked, and never more than `most`. A session that is skipped brings none.
 */
export function reminderRound(heldWhenAsked: number, held: number, most: number): number {
  return Math.max(0, Math.min(most, held - heldWhenAsked))
}

/**
 * Who hears such a reminder: whoever has not decided, and whoever is getting off and has not said that the group
 * knows, so that the group can hear it from them before the stop is behind it.
 */
export function isReminded(choice: { value: ChoiceValue; hasToldGroup: boolean } | undefined): boolean {
  if (!choice || choice.value === 'undecided') return true
  return choice.value === 'gettingOff' && !choice.hasToldGroup
}

/**
 * Whether somebody may be thanked by name in the channel: they are getting off, and have said themselves that the
 * group knows. What a convenor recorded for them is not enough.
 */
export function mayBeNamed(choice: {
  value: ChoiceValue
  hasToldGroup: boolean
  recordedBy: string | null
}): boolean {
  return choice.value === 'gettingOff' && choice.hasToldGroup && choice.recordedBy === null
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
