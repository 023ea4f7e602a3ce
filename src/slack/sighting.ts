import type { App } from '@slack/bolt'
import * as z from 'zod'
import type { Outcome } from '#domain/refusal.ts'
import { postingParked, settledText } from '#text/help.ts'
import type { Where } from '#usecases/access.ts'
import { groupToPostTo, postParked } from '#usecases/parked.ts'
import { settleByHand } from '#usecases/settle.ts'
import { recordSighting } from '#usecases/sighting.ts'
import { actorOf } from './actor.ts'
import { whyNoPost } from './channel.ts'
import { METADATA_EVENT } from './deliver.ts'
import { eventHandler } from './event-handler.ts'
import { slackId, timestamp } from './interaction.ts'
import { pressedId } from './payload.ts'
import { answerPress, answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { paragraph } from './views/parts.ts'

const posted = z.looseObject({
  channel_id: slackId,
  message_ts: timestamp,
  user_id: slackId.optional(),
  metadata: z.looseObject({
    event_type: z.literal(METADATA_EVENT),
    event_payload: z.looseObject({ nonce: z.uuid() }),
  }),
})

/** Slack reports where a message with our nonce stands. Any app that reads metadata may copy a nonce: only our own counts. */
export const onMetadataPosted = eventHandler(posted, async (shell, event, { teamId }) => {
  if (event.user_id && event.user_id !== shell.botUserId) return
  const { channel_id: postedChannelId, message_ts: ts, metadata } = event
  await recordSighting(shell.context(), metadata.event_payload.nonce, { teamId, postedChannelId, ts })
})

/** Listens to convenors who say what became of a message whose answer from Slack was lost, or that is parked. */
export function registerSighting(app: App, shell: Shell): void {
  app.action('postParked', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const groupId = pressedId(action)
    const outcome = await postParkedNow(shell, { ...actor, groupId })
    // The button stays: what is posted now may be refused again.
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else await answerPress(shell, press, paragraph(postingParked()))
  })

  for (const [actionId, isThere] of [
    ['itIsThere', true],
    ['postIt', false],
  ] as const) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const deliveryId = pressedId(action)
      const outcome = await settleByHand(shell.context(), actor, deliveryId, isThere)
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await replaceQuestion(shell, press, paragraph(settledText(isThere)))
    })
  }
}

/** Sends out what is parked, if the bot is in the channel by now. */
async function postParkedNow(shell: Shell, actor: Where): Promise<Outcome<number>> {
  const group = await groupToPostTo(shell.context(), actor)
  if ('refusal' in group) return group
  return (await whyNoPost(shell, group.value)) ?? postParked(shell.context(), actor)
}
