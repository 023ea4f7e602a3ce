import { type BusStop, findBusStop, lockBusStop, moveBusStop, saveChoice } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import { type Group, getGroup, type Member } from '#db/group.ts'
import { forgetAsked, getOff } from '#db/roster.ts'
import { findLatestRun, getRun, moveRun, type Run } from '#db/run.ts'
import { type ChoiceValue, isTimeToAsk } from '#domain/bus-stop.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { isRunOver } from '#domain/session.ts'
import { groupFor, groupForMember, type Where } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { say, sayToConvenors, sayToGroup } from './say.ts'

/** The bus stop ahead, as one person may see it. */
export type BusStopAhead = {
  group: Group
  run: Run
  busStop: BusStop
  member: Member | null
  isConvenor: boolean
}

/**
 * Asks each member privately about travelling on, once two sessions are left, or at the stop if it came
 * sooner; at the stop the group and the convenors are told.
 */
export function advanceBusStop(context: Context, runId: string): Promise<void> {
  return commit(context, async (tx) => {
    const run = await getRun(tx, runId)
    const busStop = run.busStopId ? await findBusStop(tx, run.busStopId) : null
    if (!busStop) return
    const group = await getGroup(tx, run.groupId)
    const busStopId = busStop.id
    if (isRunOver(run, context.now)) {
      if (!(await moveBusStop(tx, busStopId, 'open'))) return
      await sayToGroup(tx, context, group, { kind: 'runOver', runId: run.id })
      if (busStop.status === 'announced') await askEverybody(tx, context, group, busStopId)
      await sayToConvenors(tx, context, group, (convenorId) => ({
        kind: 'busStopSummary',
        busStopId,
        convenorId,
      }))
    } else if (isTimeToAsk(run, context.now)) {
      if (!(await moveBusStop(tx, busStopId, 'asking'))) return
      await askEverybody(tx, context, group, busStopId)
    }
  })
}

async function askEverybody(tx: Tx, context: Context, group: Group, busStopId: string): Promise<void> {
  for (const { id: memberId, slackUserId } of group.members) {
    await say(tx, context, group, slackUserId, { kind: 'busStopQuestion', busStopId, memberId })
  }
}

/** The bus stop of the group's present run, for whoever asks: members see their own choice only. */
export function busStopAhead(context: Context, actor: Where): Promise<Outcome<BusStopAhead>> {
  return commit(context, async (tx) => {
    const found = await groupFor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const run = await findLatestRun(tx, group.id)
    const busStop = run?.busStopId ? await findBusStop(tx, run.busStopId) : null
    if (!run || !busStop) return refuse({ code: 'noRun' })
    const member = group.members.find(({ slackUserId }) => slackUserId === actor.slackUserId) ?? null
    return {
      value: { group, run, busStop, member, isConvenor: group.convenorIds.includes(actor.slackUserId) },
    }
  })
}

/** Stores what a member wants at the bus stop. It can be changed until the stop closes. */
export function choose(
  context: Context,
  actor: Actor,
  busStopId: string,
  value: ChoiceValue,
  hasToldGroup = false,
): Promise<Outcome<{ group: Group; value: ChoiceValue; hasToldGroup: boolean }>> {
  return commit(context, async (tx) => {
    await lockBusStop(tx, busStopId, 'read')
    const busStop = await findBusStop(tx, busStopId)
    const found = await groupForMember(tx, { ...actor, groupId: busStop?.groupId ?? '' })
    if ('refusal' in found) return found
    if (!busStop || busStop.status === 'closed') return refuse({ code: 'busStopClosed' })
    const { group, member } = found.value
    await saveChoice(tx, busStopId, { memberId: member.id, value, hasToldGroup }, context.now)
    return { value: { group, value, hasToldGroup } }
  })
}

/** Ends a run that is over: its bus stop closes, and those who chose to get off leave the roster. */
export async function endRun(tx: Tx, context: Context, group: Group, run: Run): Promise<void> {
  await moveRun(tx, run.id, 'ended')
  await forgetAsked(tx, group.id)
  if (!run.busStopId) return
  await lockBusStop(tx, run.busStopId, 'change')
  const busStop = await findBusStop(tx, run.busStopId)
  if (busStop?.status === 'asking' || busStop?.status === 'announced')
    await moveBusStop(tx, busStop.id, 'open')
  await moveBusStop(tx, run.busStopId, 'closed')
  const leaving = busStop?.choices.filter((c) => c.value === 'gettingOff').map((c) => c.memberId) ?? []
  await getOff(tx, leaving, context.now)
}
