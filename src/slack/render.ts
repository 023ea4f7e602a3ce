import type { Tx } from '#db/client.ts'
import type { Delivery } from '#db/delivery.ts'
import type { Place } from '#db/delivery-copy.ts'
import { lockedDelivery } from '#db/delivery-lock.ts'
import { getGroup, groupsOf } from '#db/group.ts'
import type { DeliveryKind } from '#domain/delivery.ts'
import { wordsErasedText } from '#text/erasure.ts'
import { whichGroup } from '#text/group.ts'
import { speaking } from '#text/language.ts'
import { notificationText } from '#text/notification.ts'
import { ask, type Context, commit } from '#usecases/context.ts'
import { busStopRenderers } from './render/bus-stop.ts'
import { convenorRenderers } from './render/convenor.ts'
import { deliveryRenderers } from './render/delivery.ts'
import { joiningRenderers } from './render/joining.ts'
import { pollRenderers } from './render/poll.ts'
import { recordRenderers } from './render/record.ts'
import type { Renderer, Renderers } from './render/renderer.ts'
import { sessionRenderers } from './render/session.ts'
import { surveyRenderers } from './render/survey.ts'
import { zoneDataRenderers } from './render/zone-data.ts'
import type { Shell } from './shell.ts'
import { introductionMessage } from './views/consent.ts'
import { type Message, paragraph, withNote } from './views/parts.ts'

/** How each kind of thing is said; a new kind without words does not compile. */
const RENDERERS: Renderers<DeliveryKind> = {
  introduction: async ({ group }) => introductionMessage(group),
  ...pollRenderers,
  ...sessionRenderers,
  ...busStopRenderers,
  ...joiningRenderers,
  ...recordRenderers,
  ...convenorRenderers,
  ...surveyRenderers,
  ...zoneDataRenderers,
  ...deliveryRenderers,
}

/** Every kind of thing that is said. */
export const DELIVERY_KINDS: readonly string[] = Object.keys(RENDERERS)

/** A message, and its text as it may stand on a lock screen. */
export type Rendered = Message & { notification: string }

/** The words of a delivery, made from what is true now; null when there is nothing to say any more. */
export function render(shell: Shell, delivery: Delivery): Promise<Rendered | null> {
  const context = shell.context()
  return ask(context, (tx) => wordsOf(tx, context, delivery))
}

/** A message in Slack: where it stands, and its words as they are to be. */
type Posted = { delivery: Delivery & Place; message: Rendered | null }

/**
 * The same of one that is in Slack: whoever counted on this to show their change holds the lock until it can be seen. Null
 * for one that is neither there nor on its way.
 */
export function renderPosted(shell: Shell, deliveryId: string): Promise<Posted | 'onItsWay' | null> {
  const context = shell.context()
  return commit(context, async (tx) => {
    const delivery = await lockedDelivery(tx, deliveryId)
    const { ts, postedChannelId, status } = delivery ?? {}
    if (!delivery || !ts || !postedChannelId) return status === 'sending' ? 'onItsWay' : null
    return {
      delivery: { ...delivery, ts, postedChannelId },
      message: await wordsOf(tx, context, delivery),
    }
  })
}

async function wordsOf(tx: Tx, { now }: Context, delivery: Delivery): Promise<Rendered | null> {
  const isPosted = delivery.ts !== null
  const group = await getGroup(tx, delivery.groupId)
  // What an older version wanted to say may have no words any more; it must not hold up what follows.
  const renderer = RENDERERS[delivery.about.kind] as Renderer<DeliveryKind> | undefined
  if (!renderer) return null
  return speaking(group.language, async () => {
    const words = await renderer({ tx, about: delivery.about, group, now, isPosted })
    // What it said before may name somebody who must not be named any more.
    const message = !words && isPosted && delivery.isOfErased ? paragraph(wordsErasedText()) : words
    // Of Slack's silence nobody is told for one group alone.
    const isOfGroup = delivery.address !== group.channelId && delivery.about.kind !== 'slackWasAway'
    const groups = message && isOfGroup ? await groupsOf(tx, group.teamId, delivery.address) : []
    // Somebody in several groups is told which of them a private message is about.
    const said = message && groups.length > 1 ? withNote(message, whichGroup(group.channelId)) : message
    return said && { ...said, notification: notificationText(said.text, group.name) }
  })
}
