import * as z from 'zod'
import { goOnSoonAt } from '#usecases/parked.ts'
import { wantPresenceAt } from '#usecases/presence.ts'
import { eventHandler } from './event-handler.ts'
import { slackId } from './interaction.ts'

const sharing = z.object({ channel: slackId })

/** A channel is shared with another workspace: for a group's, Slack is asked who is there and who could read along. */
export const onChannelShared = eventHandler(sharing, async (shell, { channel }, { teamId, eventId }) => {
  await wantPresenceAt(shell.context(), { teamId, channelId: channel }, eventId)
})

/** A channel belongs to one workspace less: what waits for that in a group's is looked after at once. */
export const onChannelUnshared = eventHandler(sharing, async (shell, { channel }, { teamId, eventId }) => {
  await goOnSoonAt(shell.context(), { teamId, channelId: channel }, eventId)
})
