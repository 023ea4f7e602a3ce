import { type Delivery, findDelivery } from '#db/delivery.ts'
import type { Jobs } from '#db/queue.ts'
import { pageTwiceText } from '#text/delivery.ts'
import { ask } from '#usecases/context.ts'
import { withMark } from './mark.ts'
import type { Shell } from './shell.ts'
import { repeatable } from './slack-answer.ts'
import { paragraph } from './views/parts.ts'

/**
 * Something stands in Slack a second time. A page of a poll may have been tapped already, so it stays and points at
 * the first; anything else is taken away. Doing it twice does no harm.
 */
export async function tidyCopy(shell: Shell, { deliveryId, channelId, ts }: Jobs['copy']): Promise<void> {
  const delivery = await ask(shell.context(), (tx) => findDelivery(tx, deliveryId))
  if (!delivery) return
  if (delivery.about.kind !== 'pollPage') {
    await repeatable(() => shell.poster.chat.delete({ channel: channelId, ts }))
    return
  }
  const { text, blocks } = paragraph(pageTwiceText(await linkTo(shell, delivery)))
  const marked = withMark(blocks, delivery.nonce)
  await repeatable(() => shell.poster.chat.update({ channel: channelId, ts, text, blocks: marked }))
}

async function linkTo(shell: Shell, { postedChannelId: channel, ts }: Delivery): Promise<string | null> {
  if (!channel || !ts) return null
  let link: string | null = null
  await repeatable(async () => {
    link = (await shell.poster.chat.getPermalink({ channel, message_ts: ts })).permalink ?? null
  })
  return link
}
