/**
 * In place of `src/slack/deliver.ts`, to see that the harness bites: calls Slack first, as often as Slack's own client likes,
 * and writes down afterwards that it was done.
 */
import { findDelivery } from '#db/delivery.ts'
import { render } from '#slack/render.ts'
import type { Shell } from '#slack/shell.ts'
import { commit } from '#usecases/context.ts'
import { naiveMessage, noteSent } from './naive-part.ts'

export { METADATA_EVENT } from '#slack/deliver.ts'

export async function deliver(shell: Shell, deliveryId: string): Promise<void> {
  const delivery = await commit(shell.context(), (tx) => findDelivery(tx, deliveryId))
  if (delivery?.status !== 'pending') return
  const message = await render(shell, delivery)
  if (!message) return noteSent(shell, deliveryId, 'skipped')
  const { channel, ts } = await shell.client.chat.postMessage(naiveMessage(delivery, message))
  await noteSent(shell, deliveryId, 'sent', { postedChannelId: channel ?? null, ts: ts ?? null })
}
