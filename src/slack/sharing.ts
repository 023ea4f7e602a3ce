import * as z from 'zod'
import { noteSharing } from '#usecases/audience.ts'
import { eventHandler } from './event-handler.ts'
import { slackId } from './interaction.ts'

const sharing = z.object({ channel: slackId })

/** A channel is shared with another workspace. */
export const onChannelShared = eventHandler(sharing, async (shell, { channel }, { teamId, eventId }) => {
  await noteSharing(shell.context(), { teamId, channelId: channel }, eventId, 'shared')
})

/** A channel belongs to one workspace less. */
export const onChannelUnshared = eventHandler(sharing, async (shell, { channel }, { teamId, eventId }) => {
  await noteSharing(shell.context(), { teamId, channelId: channel }, eventId, 'unshared')
})
