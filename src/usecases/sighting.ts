import type { Tx } from '#db/client.ts'
import {
  type Delivery,
  findDeliveryByNonce,
  findDeliveryOfMessage,
  isAnyUnplaced,
  type PlaceInWorkspace,
  placeDeliveries,
} from '#db/delivery.ts'
import { insertCopy, type Place } from '#db/delivery-copy.ts'
import { lockedDelivery } from '#db/delivery-lock.ts'
import { ask, type Context, commit } from './context.ts'
import { noteSeen } from './outage.ts'
import { wantReadBack } from './read-back.ts'
import { refreshHomes } from './refresh-home.ts'

/**
 * Slack reported a message with our nonce: it is there, and where, whatever was believed of it. What waits to be said
 * again need not be. What was tapped under it before that was known is read from Slack.
 */
export function recordSighting(
  context: Context,
  nonce: string,
  { teamId, ...place }: PlaceInWorkspace,
): Promise<void> {
  return commit(context, async (tx) => {
    const delivery = await findDeliveryByNonce(tx, teamId, nonce)
    if (!delivery || !(await recordPlaceOf(tx, context, delivery.id, place))) return
    await noteSeen(tx, delivery.groupId)
    await wantReactions(tx, context, delivery)
  })
}

async function wantReactions(tx: Tx, context: Context, { about }: Delivery): Promise<void> {
  if (about.kind === 'pollPage') await wantReadBack(tx, context, about.pollId, 'check')
}

/** Whether there is a message of a workspace with this nonce of which nobody knows where it stands. */
export async function isUnplaced(context: Context, teamId: string, nonce: string): Promise<boolean> {
  const delivery = await ask(context, (tx) => findDeliveryByNonce(tx, teamId, nonce))
  return delivery !== null && delivery.ts === null
}

/** Whether a message of ours, at a place we do not know, may be one of which Slack's answer was lost. */
export function mayBeLost(context: Context, place: PlaceInWorkspace): Promise<boolean> {
  return ask(context, async (tx) => {
    if (await findDeliveryOfMessage(tx, place)) return false
    return isAnyUnplaced(tx, place.teamId, place.postedChannelId)
  })
}

async function recordPlaceOf(tx: Tx, context: Context, id: string, place: Place): Promise<boolean> {
  const delivery = await lockedDelivery(tx, id)
  if (!delivery) return false
  const [isNew = false] = await recordPlaces(tx, context, [{ delivery, place }])
  return isNew
}

/** A message of ours, and where it stands in Slack. */
export type Placed = { delivery: Delivery; place: Place }

/**
 * Stores where messages stand, each of them once, whose deliveries are locked. Where one is known to stand somewhere else,
 * this is a second one, and something is done about that in a job of its own. Answers of each whether it was not known to
 * stand there.
 */
export async function recordPlaces(tx: Tx, context: Context, all: readonly Placed[]): Promise<boolean[]> {
  const places = all.map(({ delivery: { id }, place }) => ({ id, ...place }))
  const placed = await placeDeliveries(tx, places, context.now)
  const areNew: boolean[] = []
  for (const each of all)
    areNew.push(
      placed.has(each.delivery.id)
        ? await lookAfter(tx, context, each.delivery)
        : await recordCopy(tx, context, each),
    )
  return areNew
}

async function lookAfter(tx: Tx, context: Context, delivery: Delivery): Promise<true> {
  const { id: deliveryId, about, groupId, status } = delivery
  // A poll page that is in Slack gets its number reactions, in a job of its own because that can be repeated.
  if (about.kind === 'pollPage') await context.queue.add(tx, 'seed', { deliveryId }, deliveryId)
  // Whoever waits for Slack's answer looks whether its words are complete, and here nobody does.
  if (status !== 'sending') {
    await context.queue.add(tx, 'refresh', { deliveryId }, deliveryId)
    await refreshHomes(tx, context, groupId)
  }
  return true
}

async function recordCopy(tx: Tx, context: Context, { delivery, place }: Placed): Promise<boolean> {
  const { id } = delivery
  const isKnown = delivery.postedChannelId === place.postedChannelId && delivery.ts === place.ts
  if (isKnown || !(await insertCopy(tx, id, place, context.now))) return false
  const { postedChannelId: channelId, ts } = place
  await context.queue.add(tx, 'copy', { deliveryId: id, channelId, ts }, `${id} ${channelId} ${ts}`)
  return true
}
