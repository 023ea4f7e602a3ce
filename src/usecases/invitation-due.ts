import type { Tx } from '#db/client.ts'
import { type Group, getGroup, lockGroup } from '#db/group.ts'
import {
  type Invitation,
  invitationsToFollow,
  markReminded,
  moveInvitation,
  setFollowAt,
} from '#db/invitation.ts'
import { invitationReminderAt } from '#domain/invitation.ts'
import { ask, type Context, commit } from './context.ts'
import { spread } from './invitation.ts'
import { say } from './say.ts'

/** Invitations about which something may be due: a reminder, once, or the end of the time for answering. */
export function invitationsDue(context: Context): Promise<Invitation[]> {
  return ask(context, (tx) => invitationsToFollow(tx, context.now))
}

/**
 * Reminds somebody who has not answered an invitation, or ends it when its deadline has come, and notes when the next of
 * these is due.
 */
export function followInvitation(context: Context, invitation: Invitation): Promise<void> {
  const { id, groupId, sentAt, answerBy } = invitation
  const remindAt = invitationReminderAt(sentAt, answerBy)
  return commit(context, async (tx) => {
    await lockGroup(tx, groupId)
    const group = await getGroup(tx, groupId)
    if (answerBy <= context.now) return lapse(tx, context, group, invitation)
    if (remindAt <= context.now) await remind(tx, context, group, invitation)
    await setFollowAt(tx, id, remindAt <= context.now ? answerBy : remindAt)
  })
}

async function lapse(tx: Tx, context: Context, group: Group, invitation: Invitation): Promise<void> {
  if (await moveInvitation(tx, invitation.id, 'lapsed'))
    await spread(tx, context, group, invitation, 'lapsed')
}

async function remind(tx: Tx, context: Context, group: Group, invitation: Invitation): Promise<void> {
  const about = { kind: 'invitationReminder', invitationId: invitation.id } as const
  if (await markReminded(tx, invitation.id, context.now))
    await say(tx, context, group, invitation.slackUserId, about)
}
