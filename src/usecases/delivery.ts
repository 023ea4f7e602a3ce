import type { Tx } from '#db/client.ts'
import {
  type Delivery,
  failedDeliveries,
  findDelivery,
  findDeliveryByNonce,
  findDeliveryOfMessage,
  isAnyUnplaced,
  lastSentTo,
  lockDelivery,
  moveDelivery,
  placeDelivery,
  unclearDeliveries,
} from '#db/delivery.ts'
import { getGroup } from '#db/group.ts'
import { localDay } from '#domain/calendar.ts'
import { afterSilence, hasSettled } from '#domain/delivery.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForConvenor, type Where } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { sayToConvenors } from './say.ts'

/**
 * Claims a delivery before Slack is called, so that a crash in mid-call leaves a trace. Null when it is not
 * waiting any more. One that is found in mid-call was left there by a crash: Slack may have accepted it.
 */
export function claim(context: Context, deliveryId: string): Promise<Delivery | null> {
  return commit(context, async (tx) => {
    const delivery = await findDelivery(tx, deliveryId)
    if (delivery?.status === 'sending') await moveDelivery(tx, deliveryId, 'unknown')
    if (delivery?.status !== 'pending') return null
    return (await moveDelivery(tx, deliveryId, 'sending', { claimedAt: context.now })) ? delivery : null
  })
}

/** What became of a call to Slack. */
export type Fate =
  | { status: 'sent'; postedChannelId: string; ts: string }
  /** Slack said for certain that it was not posted; it is tried again. */
  | { status: 'pending' }
  | { status: 'unknown' }
  | { status: 'failed' | 'skipped'; reason: string }

/** Stores what became of a call to Slack. */
export function recordFate(context: Context, deliveryId: string, fate: Fate): Promise<void> {
  return commit(context, async (tx) => {
    const { status, ...change } = fate
    const sentAt = status === 'sent' ? { sentAt: context.now } : {}
    const isNew = await moveDelivery(tx, deliveryId, status, { ...change, ...sentAt })
    const delivery = isNew && status === 'sent' ? await findDelivery(tx, deliveryId) : null
    if (delivery) await seedIfPollPage(tx, context, delivery)
    if (status === 'failed') await tellCouldNotPost(tx, context, deliveryId)
  })
}

/**
 * What could not be posted in the channel is parked, and the convenors are told: once a day, and anew when something
 * has gone through in between.
 */
async function tellCouldNotPost(tx: Tx, context: Context, deliveryId: string): Promise<void> {
  const delivery = await findDelivery(tx, deliveryId)
  const group = delivery && (await getGroup(tx, delivery.groupId))
  if (!group || delivery.address !== group.channelId) return
  const on = localDay(context.now, group.timeZone)
  const after = (await lastSentTo(tx, group.channelId))?.id ?? ''
  await sayToConvenors(tx, context, group, (convenorId) => ({ kind: 'couldNotPost', convenorId, on, after }))
}

/** Where a convenor's group is spoken to. */
export function channelToPostIn(context: Context, actor: Where): Promise<Outcome<string>> {
  return commit(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    return 'refusal' in found ? found : { value: found.value.channelId }
  })
}

/**
 * The convenor has mended what kept the bot from posting: everything parked goes out, if it is still true.
 * One transaction for each, because jobs are taken in the order of their transactions.
 */
export async function postParked(context: Context, actor: Where): Promise<Outcome<number>> {
  const found = await commit(context, (tx) => groupForConvenor(tx, actor))
  if ('refusal' in found) return found
  const parked = await commit(context, (tx) => failedDeliveries(tx, found.value.channelId))
  if (parked.length === 0) return refuse({ code: 'deliveryClear' })
  for (const { id } of parked) {
    await commit(context, async (tx) => {
      const delivery = await lockedDelivery(tx, id)
      if (delivery?.status === 'failed') await sayAgain(tx, context, delivery)
    })
  }
  return { value: parked.length }
}

/** Slack reported a message with our nonce: it is there after all, and where. */
export function recordSighting(
  context: Context,
  nonce: string,
  place: { postedChannelId: string; ts: string },
): Promise<void> {
  return commit(context, async (tx) => {
    const delivery = await findDeliveryByNonce(tx, nonce)
    if (delivery && (await placeDelivery(tx, delivery.id, place, context.now))) {
      await seedIfPollPage(tx, context, delivery)
    }
  })
}

/** Whether a message of ours, at a place we do not know, may be one of which Slack's answer was lost. */
export function mayBeLost(context: Context, channelId: string, ts: string): Promise<boolean> {
  return commit(context, async (tx) => {
    if (await findDeliveryOfMessage(tx, channelId, ts)) return false
    return isAnyUnplaced(tx, channelId)
  })
}

/**
 * Decides about messages of which Slack never said whether it accepted them, once it has had its time:
 * most are said again, a poll or a result is left to the convenors.
 */
export async function settleUnclear(context: Context): Promise<void> {
  const unclear = await commit(context, unclearDeliveries)
  for (const delivery of unclear) if (isSettled(delivery, context)) await settle(context, delivery.id)
}

function isSettled({ status, claimedAt }: Delivery, { now }: Context): boolean {
  return (status === 'sending' || status === 'unknown') && claimedAt !== null && hasSettled(claimedAt, now)
}

function settle(context: Context, deliveryId: string): Promise<void> {
  return commit(context, async (tx) => {
    const delivery = await lockedDelivery(tx, deliveryId)
    if (!delivery || !isSettled(delivery, context)) return
    await moveDelivery(tx, delivery.id, 'unknown')
    if (afterSilence(delivery.about.kind) === 'repeat') return sayAgain(tx, context, delivery)
    const group = await getGroup(tx, delivery.groupId)
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'isItThere',
      deliveryId: delivery.id,
      convenorId,
      attempt: delivery.claimedAt?.toISO() ?? '',
    }))
  })
}

/** A convenor looked: the message is there and nothing is left to do, or it is not and is posted. */
export function settleByHand(
  context: Context,
  actor: Actor,
  deliveryId: string,
  isThere: boolean,
): Promise<Outcome<null>> {
  return commit(context, async (tx) => {
    const delivery = await lockedDelivery(tx, deliveryId)
    const found = await groupForConvenor(tx, { ...actor, groupId: delivery?.groupId ?? '' })
    if ('refusal' in found) return found
    if (delivery?.status !== 'unknown') return refuse({ code: 'deliveryClear' })
    if (isThere) await moveDelivery(tx, delivery.id, 'sent', { sentAt: context.now })
    else await sayAgain(tx, context, delivery)
    return { value: null }
  })
}

/** A poll page that is in Slack gets its number reactions, in a job of its own because that can be repeated. */
async function seedIfPollPage(tx: Tx, context: Context, { id, about }: Delivery): Promise<void> {
  if (about.kind === 'pollPage') await context.queue.add(tx, 'seed', { deliveryId: id }, id)
}

/** As it is now: between looking and locking somebody may have decided, and a new call be on its way. */
async function lockedDelivery(tx: Tx, deliveryId: string): Promise<Delivery | null> {
  await lockDelivery(tx, deliveryId, 'change')
  return findDelivery(tx, deliveryId)
}

async function sayAgain(tx: Tx, context: Context, delivery: Delivery): Promise<void> {
  if (!(await moveDelivery(tx, delivery.id, 'pending'))) return
  await context.queue.add(tx, 'deliver', { deliveryId: delivery.id }, delivery.address)
}
