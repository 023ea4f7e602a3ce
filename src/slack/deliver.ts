import { type Delivery, findDelivery } from '#db/delivery.ts'
import { commit } from '#usecases/context.ts'
import { claim, type Fate, recordFate } from '#usecases/delivery.ts'
import { sendCalendarFile } from './calendar-file.ts'
import { withMark } from './mark.ts'
import { render } from './render.ts'
import type { Shell } from './shell.ts'
import { pauseAndRetry, verdictOf } from './slack-answer.ts'
import type { Message } from './views/parts.ts'

/** The type of the metadata that travels with every message, holding nothing but an opaque nonce. */
export const METADATA_EVENT = 'supportgroup_message'

/**
 * Says one thing in Slack. The words are made now, from what is true now; the claim is stored before Slack
 * is called and the fate after, so a crash in between is seen as a message whose fate is unknown.
 */
export async function deliver(shell: Shell, deliveryId: string): Promise<void> {
  const delivery = await commit(shell.context(), (tx) => findDelivery(tx, deliveryId))
  if (!delivery) return
  const message = delivery.status === 'pending' ? await render(shell, delivery) : null
  const claimed = await claim(shell.context(), deliveryId)
  if (!claimed) return
  if (!message)
    return recordFate(shell.context(), deliveryId, { status: 'skipped', reason: 'no longer true' })
  const { fate, pause } = await post(shell, claimed, message)
  await recordFate(shell.context(), deliveryId, fate)
  shell.log.info({ delivery: deliveryId, kind: claimed.about.kind, status: fate.status }, 'delivery')
  if (pause) await pauseAndRetry(pause)
  if (fate.status === 'sent' && claimed.about.kind === 'calendarFile') {
    await sendCalendarFile(shell, claimed.about.runId, fate.postedChannelId)
  }
}

/** Posts one message. Names, links and previews are left alone, so that nothing in it can call anybody. */
async function post(
  shell: Shell,
  delivery: Delivery,
  message: Message,
): Promise<{ fate: Fate; pause?: number }> {
  try {
    const answer = await shell.poster.chat.postMessage({
      channel: delivery.address,
      text: message.text,
      blocks: withMark(message.blocks, delivery.nonce),
      metadata: { event_type: METADATA_EVENT, event_payload: { nonce: delivery.nonce } },
      unfurl_links: false,
      unfurl_media: false,
    })
    return { fate: { status: 'sent', postedChannelId: answer.channel ?? '', ts: answer.ts ?? '' } }
  } catch (error) {
    const verdict = verdictOf(error)
    if (verdict.kind === 'retry') return { fate: { status: 'pending' }, pause: verdict.afterSeconds }
    if (verdict.kind === 'refused') return { fate: { status: 'failed', reason: verdict.code } }
    return { fate: { status: 'unknown' } }
  }
}
