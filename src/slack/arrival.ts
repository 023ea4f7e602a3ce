import type { App } from '@slack/bolt'
import { invitedText } from '#text/help.ts'
import { groupAt } from '#usecases/group.ts'
import type { Shell } from './shell.ts'

/** Greets whoever invited the bot to a channel that has no group yet; only they see it. */
export function registerArrival(app: App, shell: Shell): void {
  app.event('member_joined_channel', async ({ event, body }) => {
    if (event.user !== shell.botUserId || !event.inviter) return
    const place = { teamId: body.team_id, channelId: event.channel, slackUserId: event.inviter }
    if (await groupAt(shell.context(), place)) return
    await shell.client.chat.postEphemeral({
      channel: event.channel,
      user: event.inviter,
      text: invitedText(),
    })
  })
}
