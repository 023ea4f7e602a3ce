import { findDelivery } from '#db/delivery.ts'
import { findPoll } from '#db/poll.ts'
import { isForGroup, type ReadAlong } from '#domain/delivery.ts'
import { refreshLater } from '#usecases/audience.ts'
import { ask } from '#usecases/context.ts'
import { refreshSoon } from '#usecases/say.ts'
import { type GroupChannel, whoMayReadAlong } from './audience.ts'
import { emojiOf } from './emoji.ts'
import { withMark } from './mark.ts'
import { renderPosted } from './render.ts'
import type { Shell } from './shell.ts'
import { repeatable } from './slack-answer.ts'

/**
 * Brings a message in Slack up to date with what is true now; doing it twice does no harm. One that is on its way there may
 * have the words of before: that is looked at again soon.
 */
export async function refreshMessage(shell: Shell, deliveryId: string): Promise<void> {
  const posted = await renderPosted(shell, deliveryId)
  if (posted === 'onItsWay') return refreshSoon(shell.context(), deliveryId)
  if (!posted?.message) return
  const { delivery, message } = posted
  const { postedChannelId: channel, ts } = delivery
  if (isForGroup(delivery.about) && !(await isPrivate(shell, { id: delivery.groupId, channelId: channel })))
    return refreshLater(shell.context(), delivery)
  const blocks = withMark(message.blocks, delivery.nonce)
  await repeatable(() => shell.poster.chat.update({ channel, ts, text: message.text, blocks, parse: 'none' }))
}

/** Where Slack cannot be asked, because the bot is not there any more, the update is refused like the question. */
async function isPrivate(shell: Shell, group: GroupChannel): Promise<boolean> {
  let readAlong: ReadAlong | null = null
  await repeatable(async () => {
    readAlong = await whoMayReadAlong(shell, group)
  })
  return readAlong === null
}

/** Puts the numbers under a page of an open poll, in order, for people to tap. Those that are there already stay. */
export async function seedReactions(shell: Shell, deliveryId: string): Promise<void> {
  const delivery = await ask(shell.context(), (tx) => findDelivery(tx, deliveryId))
  const { ts: timestamp, postedChannelId: channel } = delivery ?? {}
  if (delivery?.about.kind !== 'pollPage' || !timestamp || !channel) return
  const { pollId, page } = delivery.about
  const poll = await ask(shell.context(), (tx) => findPoll(tx, pollId))
  const dates = poll?.status === 'open' ? poll.dates.filter((date) => date.page === page) : []
  for (const { mark } of dates) {
    await repeatable(() => shell.poster.reactions.add({ channel, timestamp, name: emojiOf(mark) }))
  }
}
