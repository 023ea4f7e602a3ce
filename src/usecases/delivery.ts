import type { Tx } from '#db/client.ts'
import { type Delivery, moveDelivery } from '#db/delivery.ts'
import type { Place } from '#db/delivery-copy.ts'
import { lockedDeliveries, lockedDelivery } from '#db/delivery-lock.ts'
import { pausePosts } from '#db/pace.ts'
import { earlierInChannel } from '#db/parked.ts'
import { claimDeliveries, findTurns, type Turn } from '#db/turn.ts'
import { isUninstalled } from '#db/workspace.ts'
import type { DeliveryStatus } from '#domain/delivery.ts'
import { ask, type Context, commit, commitAtOnce } from './context.ts'
import { noteNothingTaken, noteTaken } from './outage.ts'
import { tellCouldNotPost } from './parked.ts'
import { tellIfMissed } from './reminder.ts'
import { recordPlaces } from './sighting.ts'
import { NO_HURRY_MS, togetherIn } from './together.ts'

/** So many deliveries share a statement when they come at the same time: more than are in hand at once. */
const AT_MOST = 100

/**
 * Whose turn it is at an address is decided by the queue, which works on one thing for each; this answers when. Slack
 * wants some time between two messages of one channel.
 */
export const turnOf: (context: Context, deliveryId: string) => Promise<Turn | null> = togetherIn(
  async (context, ids: readonly string[]) => {
    const turns = await ask(context, (tx) => findTurns(tx, ids))
    return ids.map((id) => turns.get(id) ?? null)
  },
  AT_MOST,
  NO_HURRY_MS,
)

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
    const claimed = await claimIfClear(context, deliveryId)
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
    const claimed = (await claimDeliveries(tx, [deliveryId], context.now)).get(deliveryId)
    if (!claimed) throw new Error('nothing is in the way of a delivery, and yet it cannot be claimed')
    return { claimed }
  })
}

const claimIfClear = togetherIn(
  async (context, ids: readonly string[]) => {
    const claimed = await commitAtOnce(context, (tx) => claimDeliveries(tx, ids, context.now))
    return ids.map((id) => {
      const mine = claimed.get(id) ?? null
      // Where several want the same, one of them gets it.
      claimed.delete(id)
      return mine
    })
  },
  AT_MOST,
  NO_HURRY_MS,
)

type Sent = { status: 'sent' } & Place

/** Slack takes about one message a second in each channel. */
const BETWEEN_POSTS_SECONDS = 1

/** What became of a call to Slack. */
export type Fate =
  | Sent
  /** For certain not posted; it is tried again after a pause. */
  | { status: 'pending'; pauseSeconds: number; why: 'tooFast' | 'nothingTaken' | 'notCalled' }
  | { status: 'unknown' }
  | { status: 'failed' | 'skipped'; reason: string }

/**
 * Stores what became of a call to Slack. Answers whether the message was posted and not known to stand anywhere before.
 */
export async function recordFate(context: Context, deliveryId: string, fate: Fate): Promise<boolean> {
  if (fate.status === 'sent') return recordSent(context, { deliveryId, ...fate })
  await commit(context, async (tx) => {
    const delivery = await lockedDelivery(tx, deliveryId)
    if (!delivery) return
    // Slack was not called where something was passed over.
    if (fate.status !== 'skipped') await pausePosts(tx, [delivery], pauseAfter(fate))
    await recordNotSent(tx, context, delivery, fate)
  })
  return false
}

const recordSent = togetherIn(
  async (context, all: readonly (Sent & { deliveryId: string })[]) => {
    const ids = all.map(({ deliveryId }) => deliveryId)
    // Each is tried alone then: the second is a copy.
    if (new Set(ids).size < ids.length) throw new Error('one message was posted twice')
    const areFirst = await commit(context, async (tx) => {
      const deliveries = await lockedDeliveries(tx, ids)
      const there = all.flatMap(({ deliveryId, postedChannelId, ts }) => {
        const delivery = deliveries.get(deliveryId)
        return delivery ? [{ delivery, place: { postedChannelId, ts } }] : []
      })
      const those = there.map(({ delivery }) => delivery)
      await pausePosts(tx, those, BETWEEN_POSTS_SECONDS)
      const areNew = await recordPlaces(tx, context, there)
      await noteTaken(
        tx,
        context,
        those.map(({ groupId }) => groupId),
      )
      return new Map(those.map(({ id, ts }, index) => [id, areNew[index] === true && ts === null]))
    })
    return ids.map((id) => areFirst.get(id) ?? false)
  },
  AT_MOST,
  NO_HURRY_MS,
)

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
