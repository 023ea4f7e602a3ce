import { insertAudit } from '#db/audit.ts'
import { moveBusStop } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import { deliveriesAbout } from '#db/delivery.ts'
import { type Group, getGroup, lockGroup } from '#db/group.ts'
import { interestList } from '#db/interest.ts'
import {
  findInvitation,
  type Invitation,
  insertInvitation,
  moveInvitation,
  saveConsent,
} from '#db/invitation.ts'
import { admit } from '#db/roster.ts'
import { CONSENT_TEXT } from '#domain/consent.ts'
import type { InvitationReply } from '#domain/delivery.ts'
import { answerBy, invitationReminderAt } from '#domain/invitation.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { lockedGroupForConvenor, type Where } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { type Inviting, invitingNow } from './inviting.ts'
import { wantPresence } from './presence.ts'
import { refreshEveryHome } from './refresh-home.ts'
import { refreshCounts } from './roster-effect.ts'
import { refresh, say, sayToConvenors, sayToGroup } from './say.ts'
import { refreshStopSummary } from './stop-summary.ts'

/** An invitation and the group it is for. */
export type InvitationHere = { group: Group; invitation: Invitation }

/**
 * Invites people on the interest list, privately, and answers how many. Never more than there are places, because
 * whoever says yes gets one.
 */
export function invite(
  context: Context,
  actor: Where,
  slackUserIds: readonly string[],
): Promise<Outcome<number>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const inviting = await invitingNow(tx, context.now, group)
    if (!inviting) return refuse({ code: 'rosterLocked' })
    const onList = (await interestList(tx, group.id)).map((person) => person.slackUserId)
    const wanted = [...new Set(slackUserIds)].filter((id) => onList.includes(id) && !holdsPlace(inviting, id))
    const free = Math.max(0, inviting.placesFree)
    if (wanted.length > free) return refuse({ code: 'tooManyInvited', placesFree: free })
    const entry = { groupId: group.id, byId: actor.slackUserId, what: 'invited' } as const
    for (const subjectId of wanted) {
      await inviteOne(tx, context, group, inviting, subjectId)
      await insertAudit(tx, { ...entry, subjectId }, context.now)
    }
    if (wanted.length > 0 && inviting.time === 'atBusStop' && inviting.run.busStopId) {
      await moveBusStop(tx, inviting.run.busStopId, 'inviting')
      await refreshStopSummary(tx, context, group, inviting.run.busStopId)
    }
    return { value: wanted.length }
  })
}

function holdsPlace({ invitations }: Inviting, slackUserId: string): boolean {
  return invitations.some(
    (each) => each.slackUserId === slackUserId && (each.status === 'open' || each.status === 'accepted'),
  )
}

async function inviteOne(
  tx: Tx,
  context: Context,
  group: Group,
  { run, time }: Inviting,
  slackUserId: string,
): Promise<void> {
  const begins = time === 'beforeRun' ? run.sessions[0]?.startsAt : undefined
  const deadline = answerBy(context.now, group.invitationDays, group.timeZone, begins)
  const invitationId = await insertInvitation(tx, {
    groupId: group.id,
    slackUserId,
    runId: run.id,
    isAtBusStop: time === 'atBusStop',
    sentAt: context.now,
    answerBy: deadline,
    followAt: invitationReminderAt(context.now, deadline),
  })
  if (invitationId) await say(tx, context, group, slackUserId, { kind: 'invitation', invitationId })
}

/** An invitation, for the person who was invited and nobody else. */
export function myInvitation(
  context: Context,
  actor: Actor,
  invitationId: string,
): Promise<Outcome<InvitationHere>> {
  return commit(context, async (tx) => {
    const found = await invitationOf(tx, actor, invitationId)
    if ('refusal' in found) return found
    const { status, answerBy: deadline } = found.value.invitation
    const isOpen = status === 'open' && deadline > context.now
    return isOpen ? found : refuse({ code: 'invitationOver' })
  })
}

/**
 * Somebody who was invited wants to join and agrees to what is kept about them. They have a place, whatever has changed
 * since: a group may have one person more than places, but what was promised is kept. At a bus stop they get on when it
 * closes, together with all other newcomers; before a run begins they are on the roster at once. Pressing twice
 * changes nothing.
 */
export function acceptInvitation(
  context: Context,
  actor: Actor,
  invitationId: string,
  isWelcomeWanted: boolean,
): Promise<Outcome<InvitationHere>> {
  return commit(context, async (tx) => {
    const found = await invitationOf(tx, actor, invitationId)
    if ('refusal' in found) return found
    const { group, invitation } = found.value
    if (invitation.status === 'accepted' || invitation.status === 'joined') return found
    const inviting = await invitingNow(tx, context.now, group)
    const isOpen = invitation.status === 'open' && invitation.answerBy > context.now
    if (!isOpen || inviting?.run.id !== invitation.runId) return refuse({ code: 'invitationOver' })
    const consent = { agreedAt: context.now, agreedTo: CONSENT_TEXT.joining }
    await moveInvitation(tx, invitationId, 'accepted')
    await saveConsent(tx, invitationId, { ...consent, isWelcomeWanted })
    if (!invitation.isAtBusStop) {
      await moveInvitation(tx, invitationId, 'joined')
      const byId = invitation.slackUserId
      await admit(tx, group.id, byId, consent, context.now)
      await insertAudit(tx, { groupId: group.id, byId, what: 'gotOn', subjectId: byId }, context.now)
      await wantPresence(tx, context, group.id)
      await refreshEveryHome(tx, context, group.id)
      if (isWelcomeWanted) await sayToGroup(tx, context, group, { kind: 'welcome', invitationId })
      await refreshCounts(tx, context, await getGroup(tx, group.id))
    }
    await spread(tx, context, group, invitation, 'accepted')
    return invitationOf(tx, actor, invitationId)
  })
}

/** Somebody would rather not join, or changes their mind while the bus stop is open. They stay on the interest list. */
export function declineInvitation(
  context: Context,
  actor: Actor,
  invitationId: string,
): Promise<Outcome<InvitationHere>> {
  return commit(context, async (tx) => {
    const found = await invitationOf(tx, actor, invitationId)
    if ('refusal' in found) return found
    const { group, invitation } = found.value
    if (invitation.status === 'declined') return found
    if (!(await moveInvitation(tx, invitationId, 'declined'))) return refuse({ code: 'invitationOver' })
    await spread(tx, context, group, invitation, 'declined')
    return invitationOf(tx, actor, invitationId)
  })
}

/** Tells everybody whom it concerns what became of an invitation; what was said about it before is brought in line. */
export async function spread(
  tx: Tx,
  context: Context,
  group: Group,
  invitation: Invitation,
  reply: InvitationReply,
): Promise<void> {
  const invitationId = invitation.id
  await sayToConvenors(tx, context, group, (convenorId) => ({
    kind: 'invitationReply',
    invitationId,
    reply,
    convenorId,
  }))
  await refreshInvitation(tx, context, invitation)
  const { busStopId } = (await invitingNow(tx, context.now, group))?.run ?? {}
  if (invitation.isAtBusStop && busStopId) await refreshStopSummary(tx, context, group, busStopId)
}

/** Brings the private messages about an invitation in line with what became of it. */
export async function refreshInvitation(tx: Tx, context: Context, invitation: Invitation): Promise<void> {
  const invitationId = invitation.id
  const said = await deliveriesAbout(tx, invitation.groupId, [
    { kind: 'invitation', invitationId },
    { kind: 'invitationReminder', invitationId },
  ])
  await refresh(tx, context, said)
}

/** Under the group's lock, because places are counted. */
async function invitationOf(
  tx: Tx,
  { teamId, slackUserId }: Actor,
  invitationId: string,
): Promise<Outcome<InvitationHere>> {
  const known = await findInvitation(tx, invitationId)
  if (known?.slackUserId !== slackUserId) return refuse({ code: 'notInvited' })
  await lockGroup(tx, known.groupId)
  const group = await getGroup(tx, known.groupId)
  const invitation = await findInvitation(tx, invitationId)
  if (!invitation || group.teamId !== teamId) return refuse({ code: 'notInvited' })
  return { value: { group, invitation } }
}
