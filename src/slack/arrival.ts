import * as z from 'zod'
import { invitedText } from '#text/help.ts'
import { noteArrival, wantPresenceAt } from '#usecases/presence.ts'
import { eventHandler } from './event-handler.ts'
import { slackId } from './interaction.ts'

const arrival = z.object({ channel: slackId, user: slackId, inviter: slackId.optional() })

/**
 * Somebody has come to a channel: for a group's, Slack is asked who is there. Whoever invited the bot to a channel that
 * has no group yet is greeted; only they see it.
 */
export const onMemberJoined = eventHandler(arrival, async (shell, { channel, user, inviter }, envelope) => {
  const { teamId, eventId } = envelope
  const isBot = user === shell.botUserId
  const isNewcomer = await noteArrival(shell.context(), { teamId, channelId: channel }, eventId, isBot)
  if (!isNewcomer || !inviter) return
  return async () => {
    await shell.client.chat.postEphemeral({ channel, user: inviter, text: invitedText() })
  }
})

/** Somebody has left a channel: for a group's, Slack is asked who is there. */
export const onMemberLeft = eventHandler(arrival, async (shell, { channel }, { teamId, eventId }) => {
  await wantPresenceAt(shell.context(), { teamId, channelId: channel }, eventId)
})
