import { type BusStop, findBusStop, markAsking, moveBusStop, saveChoice } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import { type Group, lockGroup, type Member } from '#db/group.ts'
import { findLatestRun, getRun, type Run } from '#db/run.ts'
import { type ChoiceValue, isReminded, isTimeToAsk, reminderRound } from '#domain/bus-stop.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { isRunOver, nextSession, sessionsHeld } from '#domain/session.ts'
import { groupFor, groupForMember, type Where } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { sayAll, sayOrPassOver, sayToConvenors, sayToGroup } from './say.ts'
import { refreshStopSummary, type StopSummary, stopSummary } from './stop-summary.ts'
import type { UnderWay } from './under-way.ts'

/** The bus stop ahead, as one person may see it. */
export type BusStopAhead = {
  group: Group
  run: Run
  busStop: BusStop
  member: Member | null
  /** For convenors only. */
  summary: StopSummary | null
}

/**
 * Takes a bus stop as far as it is by now: asks each member privately about travelling on, once few sessions are
 * left; reminds those who have not decided; and opens the stop when the run is over, which the group and the
 * convenors are told.
 */
export async function advanceBusStop(tx: Tx, context: Context, { group, run }: UnderWay): Promise<void> {
  const { busStopId } = run
  if (!busStopId) return
  const isOver = isRunOver(run, context.now)
  const held = sessionsHeld(run, context.now)
  if (isOver || isTimeToAsk(run, group.askWithSessionsLeft, context.now)) {
    if (await markAsking(tx, busStopId, held)) await askEverybody(tx, context, group, busStopId)
    else await remind(tx, context, group, busStopId, held)
  }
  if (!isOver || !(await moveBusStop(tx, busStopId, 'open'))) return
  await sayToGroup(tx, context, group, { kind: 'runOver', runId: run.id })
  await sayToConvenors(tx, context, group, (convenorId) => ({
    kind: 'busStopSummary',
    busStopId,
    convenorId,
  }))
}

async function askEverybody(tx: Tx, context: Context, group: Group, busStopId: string): Promise<void> {
  const sayings = group.members.map(({ id: memberId, slackUserId: address }) => {
    return { address, about: { kind: 'busStopQuestion', busStopId, memberId } } as const
  })
  await sayAll(tx, context, group, sayings)
}

/** Asks those who were away, or not on the roster yet, when everybody was asked. */
export async function askThoseWhoCame(
  tx: Tx,
  context: Context,
  group: Group,
  busStopId: string,
): Promise<void> {
  const busStop = await findBusStop(tx, busStopId)
  const wasAsked = busStop !== null && busStop.heldWhenAsked !== null
  if (wasAsked && busStop.status !== 'closed') await askEverybody(tx, context, group, busStopId)
}

/**
 * Says the reminder whose time it is to those who have not decided; of several that are due only the last. Whoever
 * had decided then is passed over, so that a later change of mind is not answered with a reminder.
 */
async function remind(
  tx: Tx,
  context: Context,
  group: Group,
  busStopId: string,
  held: number,
): Promise<void> {
  const busStop = await findBusStop(tx, busStopId)
  if (!busStop || busStop.status === 'closed' || busStop.heldWhenAsked === null) return
  const round = reminderRound(busStop.heldWhenAsked, held, group.busStopReminders)
  if (round === 0) return
  const due = group.members.map(({ id: memberId, slackUserId: address, isMuted }) => {
    const choice = busStop.choices.find((each) => each.memberId === memberId)
    const about = { kind: 'busStopReminder', busStopId, memberId, round } as const
    return { address, about, isWanted: !isMuted && isReminded(choice) }
  })
  await sayOrPassOver(tx, context, group, due)
}

/** The bus stop of the group's present run, for whoever asks: members see their own choice only. */
export function busStopAhead(context: Context, actor: Where): Promise<Outcome<BusStopAhead>> {
  return ask(context, async (tx) => {
    const found = await groupFor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const run = await findLatestRun(tx, group.id)
    const busStop = run?.busStopId ? await findBusStop(tx, run.busStopId) : null
    if (!run) return refuse({ code: 'noRun' })
    if (!busStop) return refuse({ code: 'noBusStopYet' })
    const member = group.members.find(({ slackUserId }) => slackUserId === actor.slackUserId) ?? null
    const isConvenor = group.convenorIds.includes(actor.slackUserId)
    const summary = isConvenor ? await stopSummary(tx, context.now, group, busStop) : null
    return { value: { group, run, busStop, member, summary } }
  })
}

/** What somebody chose; `next` is the number of the next session, in which they may tell the group. */
export type ChoiceMade = { value: ChoiceValue; hasToldGroup: boolean; next: number | null }

/**
 * Stores what a member wants at the bus stop. It can be changed until the stop closes; that the group knows stays true
 * when somebody who has said so says once more that they get off. What a convenor recorded for them is not their word.
 */
export function choose(
  context: Context,
  actor: Actor,
  busStopId: string,
  value: ChoiceValue,
  tellsThatGroupKnows = false,
): Promise<Outcome<ChoiceMade>> {
  return commit(context, async (tx) => {
    const known = await findBusStop(tx, busStopId)
    if (!known) return refuse({ code: 'busStopClosed' })
    await lockGroup(tx, known.groupId)
    const found = await groupForMember(tx, { ...actor, groupId: known.groupId })
    if ('refusal' in found) return found
    const busStop = await findBusStop(tx, busStopId)
    if (!busStop || busStop.status === 'closed') return refuse({ code: 'busStopClosed' })
    const { group, member } = found.value
    const before = busStop.choices.find(({ memberId }) => memberId === member.id)
    const isSame = before?.value === value && before.recordedBy === null
    const hasToldGroup = tellsThatGroupKnows || (isSame && before.hasToldGroup)
    const choice = { memberId: member.id, value, hasToldGroup, recordedBy: null }
    await saveChoice(tx, busStopId, choice, context.now)
    await refreshStopSummary(tx, context, group, busStopId)
    const run = await getRun(tx, busStop.runId)
    return { value: { value, hasToldGroup, next: nextSession(run.sessions, context.now)?.number ?? null } }
  })
}
