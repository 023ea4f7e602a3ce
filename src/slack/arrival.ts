import type { App } from '@slack/bolt'
import { invitedText } from '#text/help.ts'
import { wantPresenceAt } from '#usecases/presence.ts'
import type { Shell } from './shell.ts'

/**
 * People come to a group's channel and go: Slack is asked who is there. Whoever invited the bot to a channel that has
 * no group yet is greeted; only they see it.
 */
export function registerArrival(app: App, shell: Shell): void {
  app.event('member_joined_channel', async ({ event, body }) => {
    const place = { teamId: body.team_id, channelId: event.channel }
    if (await wantPresenceAt(shell.context(), place)) return
    if (event.user !== shell.botUserId || !event.inviter) return
    await shell.client.chat.postEphemeral({
      channel: event.channel,
      user: event.inviter,
      text: invitedText(),
    })
  })

  app.event('member_left_channel', async ({ event, body }) => {
    await wantPresenceAt(shell.context(), { teamId: body.team_id, channelId: event.channel })
  })
}
