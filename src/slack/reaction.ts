import * as z from 'zod'
import { recordReaction } from '#usecases/reaction.ts'
import { markOf } from './emoji.ts'
import { eventHandler } from './event-handler.ts'
import { slackId, timestamp } from './interaction.ts'

const reaction = z.object({
  user: slackId,
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: slackId, ts: timestamp }),
  item_user: slackId.optional(),
  event_ts: timestamp,
})

/** A reaction on a message that is not ours goes no further than this; nor does our own, put there to be tapped. */
function onReaction(isAdded: boolean) {
  return eventHandler(reaction, async (shell, event, { teamId, eventId }) => {
    const isOnOurs = event.item_user === shell.botUserId
    // Slack does not always say whose message it is.
    if ((event.item_user && !isOnOurs) || event.user === shell.botUserId) return
    await recordReaction(shell.context(), {
      eventId,
      teamId,
      channelId: event.item.channel,
      messageTs: event.item.ts,
      slackUserId: event.user,
      mark: markOf(event.reaction),
      isAdded,
      ts: event.event_ts,
      isOnOurs,
    })
  })
}

/** Somebody taps a number, or anything else, under a message. */
export const onReactionAdded = onReaction(true)

/** Somebody takes it back. */
export const onReactionRemoved = onReaction(false)
