import type { Tx } from '#db/client.ts'
import { type Delivery, lockedDelivery, moveDelivery } from '#db/delivery.ts'
import type { Place } from '#db/delivery-copy.ts'
import { pausePosts } from '#db/pace.ts'
import { earlierInChannel } from '#db/parked.ts'
import { claimDelivery, findTurn, type Turn } from '#db/turn.ts'
import { isUninstalled } from '#db/workspace.ts'
import type { DeliveryStatus } from '#domain/delivery.ts'
import { ask, type Context, commit, commitAtOnce } from './context.ts'
import { noteNothingTaken, noteTaken } from './outage.ts'
import { tellCouldNotPost } from './parked.ts'
import { tellIfMissed } from './reminder.ts'
import { recordPlace } from './sighting.ts'

/**
 * Whose turn it is at an address is decided by the queue, which works on one thing for each; this answers when. Slack
 * wants some time between two messages of one channel.
 */
export function turnOf(context: Context, deliveryId: string): Promise<Turn | null> {
  return ask(context, (tx) => findTurn(tx, deliveryId))
}

/** Claimed and to be said now, or what has to be said in its channel before, or that the app counts as removed. */
export type Claim = { claimed: Delivery } | { earlier: string } | 'stopped'

/**
 * Claims a delivery before Slack is called, so that a crash in mid-call leaves a trace. Null when it is not waiting
 * any more; one that is found in mid-call was left there by a crash, and Slack may have accepted it. While something is
 * parked in its channel, what follows is parked, too, and Slack is not called in vain.
 *
 * `seen` is how its turn found it. What did not wait then and does now has had no turn: whoever let it go has made a
 * job for it.
 */
export async function claim(
  context: Context,
  deliveryId: string,
  seen: DeliveryStatus = 'pending',
): Promise<Claim | null> {
  if (seen === 'pending') {
    const claimed = await commitAtOnce(context, (tx) => claimDelivery(tx, deliveryId, context.now))
    if (claimed) return { claimed }
  }
  return commit(context, async (tx) => {
    const delivery = await lockedDelivery(tx, deliveryId)
    if (delivery?.status === 'sending') await moveDelivery(tx, deliveryId, 'unknown')
    if (delivery?.status !== 'pending' || seen !== 'pending') return null
    if (await isUninstalled(tx, delivery)) return 'stopped'
    const earlier = await earlierInChannel(tx, delivery)
    if (earlier?.status === 'pending') return { earlier: earlier.id }
    if (earlier) {
      await park(tx, context, delivery, earlier.reason ?? '')
      return null
    }
    // What was in its way is gone since.
    const claimed = await claimDelivery(tx, deliveryId, context.now)
    if (!claimed) throw new Error('nothing is in the way of a delivery, and yet it cannot be claimed')
    return { claimed }
  })
}

/** What became of a call to Slack. */
export type Fate =
  | { status: 'sent'; postedChannelId: string; ts: string }
  /** For certain not posted; it is tried again after a pause. */
  | { status: 'pending'; pauseSeconds: number; why: 'tooFast' | 'nothingTaken' | 'notCalled' }
  | { status: 'unknown' }
  | { status: 'failed' | 'skipped'; reason: string }

/** Reads something about a message that is in Slack from now on, in the transaction that says so. */
export type ReadOnceThere<T> = (tx: Tx, delivery: Delivery & Place) => Promise<T>

/**
 * Stores what became of a call to Slack. Of what was posted, and did not stand anywhere before, `read` reads something in
 * the same transaction: whoever changes anything about the message either is seen by it, or sees that the message stands
 * there and has to be brought up to date. Answers what it has read, and null where it has read nothing.
 */
export function recordFate<T = null>(
  context: Context,
  deliveryId: string,
  fate: Fate,
  read: ReadOnceThere<T> | null = null,
): Promise<T | null> {
  return commit(context, async (tx) => {
    const delivery = await lockedDelivery(tx, deliveryId)
    if (!delivery) return null
    // Slack was not called where something was passed over.
    if (fate.status !== 'skipped') await pausePosts(tx, delivery, pauseAfter(fate))
    if (fate.status !== 'sent') {
      await recordNotSent(tx, context, delivery, fate)
      return null
    }
    const { postedChannelId, ts } = fate
    const isNew = await recordPlace(tx, context, delivery, { postedChannelId, ts })
    await noteTaken(tx, context, delivery.groupId)
    const isThere = isNew && delivery.ts === null
    return isThere && read ? read(tx, { ...delivery, status: 'sent', postedChannelId, ts }) : null
  })
}

async function recordNotSent(
  tx: Tx,
  context: Context,
  delivery: Delivery,
  fate: Exclude<Fate, { status: 'sent' }>,
): Promise<void> {
  const { id: deliveryId } = delivery
  switch (fate.status) {
    case 'pending':
      // Whoever has found it in mid-call meanwhile has noted that nobody knows, and there is no job for it any more.
      if (delivery.status === 'sending') await moveDelivery(tx, deliveryId, 'pending')
      if (fate.why === 'nothingTaken') await noteNothingTaken(tx, context, delivery.groupId)
      return
    case 'unknown':
      // Slack has shown meanwhile where it stands, so it took it; nobody has looked after its words since.
      if (delivery.status === 'sent') return context.queue.add(tx, 'refresh', { deliveryId }, deliveryId)
      await moveDelivery(tx, deliveryId, 'unknown')
      return noteNothingTaken(tx, context, delivery.groupId)
    case 'failed':
      return park(tx, context, delivery, fate.reason)
    case 'skipped':
      await moveDelivery(tx, deliveryId, 'skipped', { reason: fate.reason })
      return tellIfMissed(tx, context, delivery)
  }
}

/** Slack takes about one message a second in each channel. */
const BETWEEN_POSTS_SECONDS = 1

/**
 * Counted from when Slack has answered, so that the next call never reaches it sooner after this one, however
 * long either takes on its way.
 */
function pauseAfter(fate: Fate): number {
  return fate.status === 'pending' ? fate.pauseSeconds : BETWEEN_POSTS_SECONDS
}

/** Slack refused it, or would: it is kept until that is mended. */
async function park(tx: Tx, context: Context, delivery: Delivery, reason: string): Promise<void> {
  if (await moveDelivery(tx, delivery.id, 'failed', { reason }))
    await tellCouldNotPost(tx, context, delivery, reason)
}
