import type { Tx } from '#db/client.ts'
import { interestList } from '#db/interest.ts'
import { findInvitation, type Invitation } from '#db/invitation.ts'
import { slackUserIdsOf } from '#db/roster.ts'
import { findRun } from '#db/run.ts'
import {
  invitationMessage,
  invitationReminderMessage,
  invitationReplyMessage,
} from '#slack/views/invitation.ts'
import { paragraph } from '#slack/views/parts.ts'
import { gettingOnMessage, putOnRosterMessage } from '#slack/views/roster.ts'
import { memberErasedText } from '#text/erasure.ts'
import { interestShownText } from '#text/interest.ts'
import { welcomeText } from '#text/invitation.ts'
import { memberLeftText, rosterOverriddenText, takenOffRosterText } from '#text/roster.ts'
import { isAnyoneToInvite } from '#usecases/inviting.ts'
import type { Renderers } from './renderer.ts'

/** What is said about getting on, and about changes of the roster between two bus stops. */
export const joiningRenderers: Renderers<
  | 'interestShown'
  | 'invitation'
  | 'invitationReminder'
  | 'invitationReply'
  | 'invitationWithdrawn'
  | 'gettingOn'
  | 'welcome'
  | 'putOnRoster'
  | 'takenOffRoster'
  | 'rosterOverridden'
  | 'memberLeft'
  | 'memberErased'
> = {
  async interestShown({ tx, about, group }) {
    const isOn = (await interestList(tx, group.id)).some(
      ({ slackUserId }) => slackUserId === about.slackUserId,
    )
    return isOn ? paragraph(interestShownText(about.slackUserId)) : null
  },

  async invitation({ tx, about, group, isPosted }) {
    const invitation = await findInvitation(tx, about.invitationId)
    if (!invitation || (invitation.status !== 'open' && !isPosted)) return null
    return invitationMessage(group, invitation, await runToJoin(tx, invitation))
  },

  async invitationReminder({ tx, about, group, isPosted }) {
    const invitation = await findInvitation(tx, about.invitationId)
    if (!invitation || (invitation.status !== 'open' && !isPosted)) return null
    return invitationReminderMessage(group, invitation)
  },

  async invitationReply({ tx, about, group, now }) {
    const invitation = await findInvitation(tx, about.invitationId)
    if (!invitation) return null
    const canInvite = about.reply !== 'accepted' && (await isAnyoneToInvite(tx, now, group))
    const isOnList = (await interestList(tx, group.id)).some(
      ({ slackUserId }) => slackUserId === invitation.slackUserId,
    )
    return invitationReplyMessage(group, invitation, about.reply, { canInvite, isOnList })
  },

  async invitationWithdrawn({ tx, about, group }) {
    const invitation = await findInvitation(tx, about.invitationId)
    return invitation && invitationMessage(group, invitation, null)
  },

  async gettingOn({ group }) {
    return gettingOnMessage(group.name, group.id)
  },

  async welcome({ tx, about }) {
    const invitation = await findInvitation(tx, about.invitationId)
    return invitation && paragraph(welcomeText(invitation.slackUserId))
  },

  async putOnRoster({ about, group }) {
    return putOnRosterMessage(group.name, group.id, about.byId)
  },

  async takenOffRoster({ about, group }) {
    return paragraph(takenOffRosterText(group.name, about.byId))
  },

  async rosterOverridden({ about }) {
    return paragraph(rosterOverriddenText(about.slackUserId, about.isOn, about.byId))
  },

  async memberLeft({ tx, about }) {
    const [slackUserId] = await slackUserIdsOf(tx, [about.memberId])
    return slackUserId ? paragraph(memberLeftText(slackUserId)) : null
  },

  async memberErased() {
    return paragraph(memberErasedText())
  },
}

/** The dates of the run, once they are firm; null for an invitation at a bus stop, where they are still to be found. */
async function runToJoin(tx: Tx, { runId, isAtBusStop }: Invitation) {
  const run = isAtBusStop ? null : await findRun(tx, runId)
  if (!run) return null
  const dates = run.sessions.filter(({ status }) => status === 'firm')
  const skipped = run.sessions.length - dates.length
  return { sessionsWanted: Math.max(run.sessionsWanted - skipped, dates.length), dates }
}
