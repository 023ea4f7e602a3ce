import { insertAudit } from '#db/audit.ts'
import { type BusStop, findBusStop, moveBusStop } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { invitationsOf, moveInvitation } from '#db/invitation.ts'
import { admit, getOff } from '#db/roster.ts'
import { endRun, getRun } from '#db/run.ts'
import { CONSENT_TEXT } from '#domain/consent.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { isRunOver } from '#domain/session.ts'
import { lockedGroupForConvenor } from './access.ts'
import { advanceBusStop } from './bus-stop.ts'
import { type Actor, type Context, commit } from './context.ts'
import { refreshInvitation } from './invitation.ts'
import { wantPresence } from './presence.ts'
import { refreshEveryHome } from './refresh-home.ts'
import { say, sayToConvenors, sayToGroup } from './say.ts'
import { refreshStopSummary, stopSummary } from './stop-summary.ts'
import { openDueSurvey } from './survey.ts'

/**
 * Closes a bus stop because a convenor says so: those who chose to get off leave the roster, those who accepted an
 * invitation get on together, invitations without an answer end, and the run with its stop is over. Whoever is
 * not sure or has said nothing keeps their place. `seen` is the version of the summary on which the convenor decided:
 * when something has changed since, nothing is done.
 */
export function closeBusStop(
  context: Context,
  actor: Actor,
  busStopId: string,
  seen: string,
): Promise<Outcome<Group>> {
  return commit(context, async (tx) => {
    const known = await findBusStop(tx, busStopId)
    const found = await lockedGroupForConvenor(tx, { ...actor, groupId: known?.groupId ?? '' })
    if ('refusal' in found) return found
    const group = found.value
    const busStop = await findBusStop(tx, busStopId)
    if (!busStop || busStop.status === 'closed') return refuse({ code: 'busStopClosedAlready' })
    const run = await getRun(tx, busStop.runId)
    if (!isRunOver(run, context.now)) return refuse({ code: 'busStopAhead' })
    const { version } = await stopSummary(tx, context.now, group, busStop)
    if (version !== seen) return refuse({ code: 'busStopChanged' })
    await advanceBusStop(tx, context, { group, run })
    await openDueSurvey(tx, context, { group, run })
    await moveBusStop(tx, busStopId, 'closed')
    await endRun(tx, run.id, context.now)
    const byId = actor.slackUserId
    await insertAudit(tx, { groupId: group.id, byId, what: 'busStopClosed' }, context.now)
    const leaving = await letOff(tx, context, group, busStop)
    await letOn(tx, context, group, busStop)
    await refreshEveryHome(tx, context, group.id)
    await wantPresence(tx, context, group.id)
    await sayToGroup(tx, context, group, { kind: 'busStopClosed', busStopId })
    for (const { id: memberId, slackUserId } of leaving) {
      await say(tx, context, group, slackUserId, { kind: 'farewell', busStopId, memberId })
    }
    await sayToConvenors(tx, context, group, (convenorId) => ({ kind: 'nextRun', busStopId, convenorId }))
    await refreshStopSummary(tx, context, group, busStopId)
    return { value: group }
  })
}

async function letOff(tx: Tx, context: Context, group: Group, { choices }: BusStop) {
  const gettingOff = choices.filter(({ value }) => value === 'gettingOff').map(({ memberId }) => memberId)
  const leaving = [...group.members, ...group.away].filter(({ id }) => gettingOff.includes(id))
  await getOff(
    tx,
    leaving.map(({ id }) => id),
    context.now,
  )
  for (const { slackUserId: id } of leaving)
    await insertAudit(tx, { groupId: group.id, byId: id, what: 'gotOff', subjectId: id }, context.now)
  return leaving
}

async function letOn(tx: Tx, context: Context, group: Group, { runId }: BusStop): Promise<void> {
  for (const invitation of await invitationsOf(tx, runId, true)) {
    const { id: invitationId, slackUserId, agreedAt, agreedTo } = invitation
    if (invitation.status === 'accepted') {
      await moveInvitation(tx, invitationId, 'joined')
      const consent = { agreedAt: agreedAt ?? context.now, agreedTo: agreedTo ?? CONSENT_TEXT.joining }
      await admit(tx, group.id, slackUserId, consent, context.now)
      const entry = { groupId: group.id, byId: slackUserId, what: 'gotOn', subjectId: slackUserId } as const
      await insertAudit(tx, entry, context.now)
      await say(tx, context, group, slackUserId, { kind: 'gettingOn', invitationId })
      await refreshInvitation(tx, context, invitation)
    } else if (await moveInvitation(tx, invitationId, 'withdrawn')) {
      // An edited message notifies nobody, and they were given a day until which they could answer.
      await say(tx, context, group, slackUserId, { kind: 'invitationWithdrawn', invitationId })
      await refreshInvitation(tx, context, invitation)
    }
  }
}
