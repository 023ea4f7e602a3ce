/**
 * In place of `src/slack/deliver.ts`, to see that the harness bites: writes down that it was done, and then calls Slack
 * once and no more.
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
  await noteSent(shell, deliveryId, message ? 'sent' : 'skipped')
  if (message) await shell.poster.chat.postMessage(naiveMessage(delivery, message)).catch(() => {})
}
