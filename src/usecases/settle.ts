import type { Tx } from '#db/client.ts'
import { type Delivery, moveDelivery, unclearDeliveries } from '#db/delivery.ts'
import { lockedDelivery } from '#db/delivery-lock.ts'
import { type Group, getGroup } from '#db/group.ts'
import { afterSilence, settlesAt } from '#domain/delivery.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForConvenor } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { isInHand } from './in-hand.ts'
import { refreshHomes } from './refresh-home.ts'
import { skipIfTooLate } from './reminder.ts'
import { sayAgain, sayToConvenors } from './say.ts'

/**
 * Decides about messages of which Slack never said whether it accepted them, once it has had its time:
 * most are said again, a poll or a result is left to the convenors. What goes wrong with one does not keep the others
 * from theirs; it is thrown when all have had their turn.
 */
export async function settleUnclear(context: Context): Promise<void> {
  const unclear = await ask(context, (tx) => unclearDeliveries(tx))
  const failures: unknown[] = []
  for (const { id } of unclear.filter((each) => isSettled(each, context)))
    await settle(context, id).catch((error) => void failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, 'some messages could not be settled')
}

function isSettled({ id, status, claimedAt, repeats }: Delivery, { now, settleSeconds }: Context): boolean {
  if ((status !== 'sending' && status !== 'unknown') || !claimedAt || isInHand(id)) return false
  return now >= settlesAt(claimedAt, settleSeconds, repeats)
}

function settle(context: Context, deliveryId: string): Promise<void> {
  return commit(context, async (tx) => {
    const delivery = await lockedDelivery(tx, deliveryId)
    if (!delivery || !isSettled(delivery, context)) return
    await moveDelivery(tx, delivery.id, 'unknown')
    if (await skipIfTooLate(tx, context, delivery)) return
    const { kind } = delivery.about
    const group = await getGroup(tx, delivery.groupId)
    const isPrivate = delivery.address !== group.channelId
    const next = afterSilence({ kind, repeats: delivery.repeats, isPrivate })
    if (next === 'repeat') return repeat(tx, context, delivery)
    if (next === 'giveUp') return void (await moveDelivery(tx, delivery.id, 'failed', { reason: 'unclear' }))
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'isItThere',
      deliveryId: delivery.id,
      convenorId,
      attempt: delivery.claimedAt?.toISO() ?? '',
    }))
  })
}

/** Whether the convenors of a group are asked about a message in its channel of which nobody knows whether it is there. */
export async function isAnythingUnclear(
  tx: Tx,
  context: Context,
  { id, channelId }: Pick<Group, 'id' | 'channelId'>,
): Promise<boolean> {
  const unclear = await unclearDeliveries(tx, id)
  return unclear.some((each) => each.address === channelId && isSettled(each, context))
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
    // The button may be an older question's: what was posted since may still turn out to be there.
    if (!isThere && !isSettled(delivery, context)) return refuse({ code: 'deliveryUnderWay' })
    if (isThere) await moveDelivery(tx, delivery.id, 'sent', { sentAt: context.now })
    else await repeat(tx, context, delivery)
    await refreshHomes(tx, context, delivery.groupId)
    return { value: null }
  })
}

function repeat(tx: Tx, context: Context, delivery: Delivery): Promise<void> {
  return sayAgain(tx, context, delivery, { repeats: delivery.repeats + 1 })
}
