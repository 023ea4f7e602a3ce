import type { Tx } from '#db/client.ts'
import { type Group, getGroup, lockGroup } from '#db/group.ts'
import { type Invitation, markReminded, moveInvitation, openInvitations } from '#db/invitation.ts'
import { invitationReminderAt } from '#domain/invitation.ts'
import { type Context, commit } from './context.ts'
import { spread } from './invitation.ts'
import { say } from './say.ts'

/** Reminds, once, those who have not answered an invitation, and ends invitations whose deadline has come. */
export async function followInvitations(context: Context): Promise<void> {
  for (const invitation of await commit(context, openInvitations)) {
    if (invitation.answerBy <= context.now) await follow(context, invitation, lapse)
    else if (!invitation.isReminded && isReminderDue(invitation, context)) {
      await follow(context, invitation, remind)
    }
  }
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
