import type { Tx } from '#db/client.ts'
import { type Group, getGroup, lockGroup } from '#db/group.ts'
import { notePollShifted, type Poll, pollsOf } from '#db/poll.ts'
import { getRun, type Run } from '#db/run.ts'
import { renumberSessions } from '#db/session.ts'
import { noteZoneData, runsOfOlderZoneData, shiftPollDates, shiftSessions } from '#db/zone-data.ts'
import { type ShiftedSlot, shiftedSlots } from '#domain/zone-data.ts'
import { ask, type Context, commit } from './context.ts'
import { refreshPollPages, sayToConvenors } from './say.ts'
import { refreshCards, refreshSession } from './session.ts'

/**
 * Computes anew, from wall times and zones, the instants to come that were computed by an older edition of the
 * time-zone data than this process has. An instance with older data changes nothing, so two editions side by side do
 * not undo each other's work. Safe to run any number of times, on any number of instances. What goes wrong with one
 * run does not keep the others from theirs; it is thrown when all have had their turn.
 */
export async function followZoneData(context: Context): Promise<void> {
  const failures: unknown[] = []
  const runs = await ask(context, (tx) => runsOfOlderZoneData(tx, context.zoneData, context.now))
  for (const run of runs)
    await commit(context, (tx) => recompute(tx, context, run)).catch((error) => void failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, 'instants of some runs were not computed anew')
}

async function recompute(
  tx: Tx,
  context: Context,
  { id, groupId }: Pick<Run, 'id' | 'groupId'>,
): Promise<void> {
  await lockGroup(tx, groupId)
  const run = await getRun(tx, id)
  const polls = await pollsOf(tx, id)
  const sessions = shifted(context, run.sessions)
  // Also of polls that are decided: a session is known by its start as the date that was asked about.
  const dates = polls.map((poll) => ({
    poll,
    shifted: shifted(
      context,
      poll.dates.map((date) => ({ ...date, timeZone: poll.timeZone })),
    ),
  }))
  await shiftSessions(tx, sessions)
  await shiftPollDates(
    tx,
    dates.flatMap((each) => each.shifted),
  )
  await noteZoneData(tx, id, context.zoneData, context.now)
  if (sessions.length === 0 && dates.every((each) => each.shifted.length === 0)) return
  const group = await getGroup(tx, groupId)
  await showShifted(tx, context, group, run, sessions)
  for (const { poll, shifted } of dates) {
    if (shifted.length === 0) continue
    await notePollShifted(tx, poll.id, context.now)
    await refreshPollPages(tx, context, poll)
  }
  const undecided = dates.filter(({ poll }) => poll.status !== 'decided')
  await tellOfShifted(
    tx,
    context,
    group,
    run,
    sessions,
    undecided.flatMap((each) => each.shifted),
  )
}

/** Those of a run's sessions, or of a poll's dates, that are others by the rules that this process knows. */
function shifted(
  context: Context,
  dates: readonly ((Run['sessions'][number] | Poll['dates'][number]) & { timeZone: string })[],
): ShiftedSlot[] {
  const { now, zoneData } = context
  const { older = [], others = [] } = Object.groupBy(dates, (date) =>
    date.startsAt > now && date.zoneData < zoneData ? 'older' : 'others',
  )
  return shiftedSlots(older, others)
}

/** Messages show the reader's own time of a session, and that is another now. */
async function showShifted(
  tx: Tx,
  context: Context,
  group: Group,
  run: Run,
  sessions: readonly ShiftedSlot[],
): Promise<void> {
  if (sessions.length === 0) return
  await renumberSessions(tx, run.id)
  for (const session of run.sessions.filter(({ id }) => sessions.some((each) => each.id === id)))
    await refreshSession(tx, context, group, session)
  await refreshCards(tx, context, group, run)
}

async function tellOfShifted(
  tx: Tx,
  context: Context,
  group: Group,
  run: Run,
  sessions: readonly ShiftedSlot[],
  dates: readonly ShiftedSlot[],
): Promise<void> {
  const firm = sessions.filter(({ id }) =>
    run.sessions.some((each) => each.id === id && each.status === 'firm'),
  )
  if (firm.length === 0 && dates.length === 0) return
  const shifts = firm.map(
    ({ wasAt, startsAt, isMoved }) =>
      `${wasAt.toMillis()}:${startsAt.toMillis()}:${isMoved ? 'moved' : 'stays'}`,
  )
  await sayToConvenors(tx, context, group, (convenorId) => ({
    kind: 'clockRulesChanged',
    runId: run.id,
    zoneData: context.zoneData,
    shifts: shifts.join(','),
    dates: dates.length,
    movedDates: dates.filter(({ isMoved }) => isMoved).length,
    convenorId,
  }))
}
