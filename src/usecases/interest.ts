import type { Tx } from '#db/client.ts'
import { type Group, getGroup, lockGroup } from '#db/group.ts'
import { admit, type InterestedPerson, interestList, markAsked, recordReply } from '#db/roster.ts'
import { findLatestRun, findRun, type Run } from '#db/run.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { hasBegun } from '#domain/session.ts'
import { groupForConvenor, type Where } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { say, sayToConvenors } from './say.ts'

/** Who is interested and how many places are free, for a convenor. */
export type Interest = { group: Group; people: InterestedPerson[]; placesFree: number; runId: string }

/** The interest list while the fixed run has not begun; afterwards the roster is locked until the bus stop. */
export function interestNow(context: Context, actor: Where): Promise<Outcome<Interest>> {
  return commit(context, async (tx) => {
    const found = await runToJoin(tx, context, actor)
    if ('refusal' in found) return found
    const { group, run } = found.value
    const people = await interestList(tx, group.id)
    return { value: { group, people, placesFree: group.places - group.members.length, runId: run.id } }
  })
}

/** The convenor's group and its run, if its dates are fixed and none of them has come. */
async function runToJoin(
  tx: Tx,
  { now }: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; run: Run }>> {
  const found = await groupForConvenor(tx, actor)
  if ('refusal' in found) return found
  const run = await findLatestRun(tx, found.value.id)
  if (run?.status !== 'fixed') return refuse({ code: 'noRun' })
  if (hasBegun(run, now)) return refuse({ code: 'rosterLocked' })
  return { value: { group: found.value, run } }
}

/** Asks people on the interest list, privately and each once, whether they want to join. */
export function askToJoin(
  context: Context,
  actor: Where,
  slackUserIds: readonly string[],
): Promise<Outcome<number>> {
  return commit(context, async (tx) => {
    const found = await runToJoin(tx, context, actor)
    if ('refusal' in found) return found
    const { group, run } = found.value
    let asked = 0
    for (const slackUserId of slackUserIds) {
      if (!(await markAsked(tx, group.id, slackUserId, context.now))) continue
      await say(tx, context, group, slackUserId, { kind: 'joinQuestion', runId: run.id, slackUserId })
      asked += 1
    }
    return { value: asked }
  })
}

/**
 * The reply of somebody who was asked: with yes they are on the roster, if the run has not begun and there is a
 * place. Whoever is on it already, as after a second press, is as welcome as before.
 */
export function replyToJoin(
  context: Context,
  actor: Actor,
  runId: string,
  wantsToJoin: boolean,
): Promise<Outcome<Group>> {
  return commit(context, async (tx) => {
    const run = await findRun(tx, runId)
    if (!run) return refuse({ code: 'notInvited' })
    await lockGroup(tx, run.groupId)
    const group = await getGroup(tx, run.groupId)
    if (group.teamId !== actor.teamId) return refuse({ code: 'notInvited' })
    const isMember = group.members.some(({ slackUserId }) => slackUserId === actor.slackUserId)
    if (wantsToJoin && isMember) return { value: group }
    if (wantsToJoin && group.members.length >= group.places) return refuse({ code: 'groupFull' })
    if (hasBegun(run, context.now)) return refuse({ code: 'runBegun' })
    if (!(await recordReply(tx, group.id, actor.slackUserId, wantsToJoin)))
      return refuse({ code: 'notInvited' })
    if (wantsToJoin) await admit(tx, group.id, actor.slackUserId, context.now)
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'joinReply',
      runId,
      slackUserId: actor.slackUserId,
      wantsToJoin,
      convenorId,
    }))
    return { value: group }
  })
}
