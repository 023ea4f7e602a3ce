import type { DateTime } from 'luxon'
import type { DeliveryKind } from './delivery.ts'

/** For how many days each kind of thing is kept. */
export type Retention = {
  /** Ids of events, since they arrived; of their contents nothing is kept. */
  eventIdDays: number
  /** What was said to whom, since it was said; that it was said is known for ever. */
  deliveryDays: number
  /** Who sent apologies, since the end of the session; their number stays. */
  apologyDays: number
  /** What members answered to polls, since the end of the run, and chose at the bus stop, since it was closed. */
  answerDays: number
  /** The counters of a survey, since it closed. */
  surveyDays: number
  auditDays: number
  /** Everything of a workspace, since the app was removed from it. */
  uninstalledDays: number
}

/** What is older than these is forgotten, unless a run under way needs it. */
export type Limits = Record<
  'eventIds' | 'deliveries' | 'apologies' | 'answers' | 'surveys' | 'audit' | 'uninstalled',
  DateTime
>

/** The instants before which things are forgotten by now. */
export function limitsAt(now: DateTime, retention: Retention): Limits {
  const before = (days: number) => now.minus({ days })
  return {
    eventIds: before(retention.eventIdDays),
    deliveries: before(retention.deliveryDays),
    apologies: before(retention.apologyDays),
    answers: before(retention.answerDays),
    surveys: before(retention.surveyDays),
    audit: before(retention.auditDays),
    uninstalled: before(retention.uninstalledDays),
  }
}

/** A run that nobody has ended. `lastDateAt` is when the last of its dates is over, of sessions and polls; null without any. */
export type OpenRun = { id: string; groupId: string; createdAt: DateTime; lastDateAt: DateTime | null }

/** A group that stops meeting seldom closes its bus stop. */
const GIVEN_UP_AFTER = { years: 1 }

/** When a run that nobody ends counts as ended: long after everything in it was over. */
export function givenUpAt({ createdAt, lastDateAt }: OpenRun): DateTime {
  return (lastDateAt ?? createdAt).plus(GIVEN_UP_AFTER)
}

/** Those runs that count as ended before an instant, although nobody has ended them. */
export function givenUpBefore(runs: readonly OpenRun[], before: DateTime): string[] {
  return runs.filter((run) => givenUpAt(run) < before).map(({ id }) => id)
}

/**
 * Since when nothing that was said in a group is forgotten, by group: since its first run under way was begun, because
 * cards, polls and reminders of a run are brought up to date until its end. Groups without one are absent.
 */
export function keptSince(runs: readonly OpenRun[], now: DateTime): Map<string, DateTime> {
  const since = new Map<string, DateTime>()
  for (const run of runs) {
    const known = since.get(run.groupId)
    const isUnderWay = givenUpAt(run) >= now
    if (isUnderWay && (!known || run.createdAt < known)) since.set(run.groupId, run.createdAt)
  }
  return since
}

/** Kept in any case: it names nobody, and shows who offers to convene for as long as nobody does. */
export const NEVER_FORGOTTEN: readonly DeliveryKind[] = ['convenorWanted']
