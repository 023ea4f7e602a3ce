import { insertAudit } from '#db/audit.ts'
import { findBusStop, forgetChoices } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import { type Group, getGroup } from '#db/group.ts'
import { invitationsOf, moveInvitation } from '#db/invitation.ts'
import { findLatestRun } from '#db/run.ts'
import { isRosterLocked } from '#domain/invitation.ts'
import { askThoseWhoCame } from './bus-stop.ts'
import type { Actor, Context } from './context.ts'
import { refreshInvitation } from './invitation.ts'
import { refreshEveryHome } from './refresh-home.ts'
import { refreshCounts } from './roster-effect.ts'
import { say } from './say.ts'

/** Whether the roster of a group is locked: its run has begun, and the bus stop is still ahead. */
export async function isLockedNow(tx: Tx, context: Context, group: Pick<Group, 'id'>): Promise<boolean> {
  const run = await findLatestRun(tx, group.id)
  const busStop = run?.busStopId ? await findBusStop(tx, run.busStopId) : null
  return isRosterLocked(run, busStop?.status ?? null, context.now)
}

/** Whom a convenor has put on the roster and taken off it, by Slack user id. */
type Changed = { on: string[]; off: string[] }

/**
 * What follows when a convenor has changed the roster by hand: the people are told; where it was locked, that is
 * recorded and the other convenors are told, too; and everything that counts people is brought in line.
 */
export async function followRosterChange(
  tx: Tx,
  context: Context,
  actor: Actor,
  groupId: string,
  { on, off }: Changed,
  wasLocked: boolean,
): Promise<void> {
  const group = await getGroup(tx, groupId)
  const change = context.now.toISO() ?? ''
  const byId = actor.slackUserId
  for (const slackUserId of [...on, ...off]) {
    const isOn = on.includes(slackUserId)
    const kind = isOn ? ('putOnRoster' as const) : ('takenOffRoster' as const)
    if (slackUserId !== byId) await say(tx, context, group, slackUserId, { kind, slackUserId, byId, change })
    if (isOn) await endInvitation(tx, context, group, slackUserId)
    // Put back later, they must not get off because of what they wanted before.
    else await forgetChoices(tx, groupId, slackUserId)
    await insertAudit(
      tx,
      { groupId, byId, what: whatWasDone(isOn, wasLocked), subjectId: slackUserId },
      context.now,
    )
    if (!wasLocked) continue
    for (const convenorId of group.convenorIds.filter((id) => id !== byId)) {
      const about = { kind: 'rosterOverridden', slackUserId, isOn, byId, convenorId, change } as const
      await say(tx, context, group, convenorId, about)
    }
  }
  if (on.length + off.length === 0) return
  const run = await findLatestRun(tx, groupId)
  if (run?.busStopId) await askThoseWhoCame(tx, context, group, run.busStopId)
  await refreshCounts(tx, context, group)
  await refreshEveryHome(tx, context, groupId)
}

function whatWasDone(isOn: boolean, wasLocked: boolean) {
  if (wasLocked) return isOn ? 'addedToLockedRoster' : 'takenOffLockedRoster'
  return isOn ? 'putOnRoster' : 'takenOffRoster'
}

/** Whoever is on the roster by now needs no invitation any more. */
async function endInvitation(tx: Tx, context: Context, group: Group, slackUserId: string): Promise<void> {
  const run = await findLatestRun(tx, group.id)
  if (!run) return
  const invitations = [
    ...(await invitationsOf(tx, run.id, true)),
    ...(await invitationsOf(tx, run.id, false)),
  ]
  for (const invitation of invitations.filter((each) => each.slackUserId === slackUserId)) {
    if (await moveInvitation(tx, invitation.id, 'joined')) await refreshInvitation(tx, context, invitation)
  }
}
