import type { Tx } from '#db/client.ts'
import { type Group, getGroup, lockGroup } from '#db/group.ts'
import { type Invitation, markReminded, moveInvitation, openInvitations } from '#db/invitation.ts'
import { invitationReminderAt } from '#domain/invitation.ts'
import { ask, type Context, commit } from './context.ts'
import { spread } from './invitation.ts'
import { say } from './say.ts'

/** Invitations about which something is due: a reminder, once, or the end of the time for answering. */
export async function invitationsDue(context: Context): Promise<Invitation[]> {
  const open = await ask(context, openInvitations)
  return open.filter(
    (invitation) =>
      isOver(invitation, context) || (!invitation.isReminded && isReminderDue(invitation, context)),
  )
}

/** Reminds somebody who has not answered an invitation, or ends it when its deadline has come. */
export function followInvitation(context: Context, invitation: Invitation): Promise<void> {
  return follow(context, invitation, isOver(invitation, context) ? lapse : remind)
}

function isOver({ answerBy }: Invitation, { now }: Context): boolean {
  return answerBy <= now
}

function isReminderDue({ sentAt, answerBy }: Invitation, { now }: Context): boolean {
  return invitationReminderAt(sentAt, answerBy) <= now
}

type Step = (tx: Tx, context: Context, group: Group, invitation: Invitation) => Promise<void>

function follow(context: Context, invitation: Invitation, step: Step): Promise<void> {
  return commit(context, async (tx) => {
    await lockGroup(tx, invitation.groupId)
    await step(tx, context, await getGroup(tx, invitation.groupId), invitation)
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
