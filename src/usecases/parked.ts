import { groupIdsReadAlong } from '#db/audience.ts'
import type { Tx } from '#db/client.ts'
import type { Delivery } from '#db/delivery.ts'
import { lockedDelivery } from '#db/delivery-lock.ts'
import { findGroupById, type Group, getGroup } from '#db/group.ts'
import { failedDeliveries, groupIdsWithParked, lastSentTo, privatelyRefused } from '#db/parked.ts'
import { localDay } from '#domain/calendar.ts'
import { dueAgainBefore, isParked, isReadAlong, refusedFor } from '#domain/delivery.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForConvenor, type Where } from './access.ts'
import { ask, type Context, commit } from './context.ts'
import { refreshHomes } from './refresh-home.ts'
import { sayAgain, sayToConvenors } from './say.ts'

/**
 * What could not be posted in the channel is parked, and the convenors are told: once a day, and anew when something
 * has gone through in between. That the channel is not private any more they were told when Slack showed it. Of a private
 * message nobody else hears.
 */
export async function tellCouldNotPost(
  tx: Tx,
  context: Context,
  delivery: Delivery,
  reason: string,
): Promise<void> {
  const group = await getGroup(tx, delivery.groupId)
  if (delivery.address !== group.channelId) return
  await refreshHomes(tx, context, group.id)
  const refused = refusedFor(reason)
  if (isReadAlong(refused)) return
  const on = localDay(context.now, group.timeZone)
  const after = (await lastSentTo(tx, group))?.id ?? ''
  await sayToConvenors(tx, context, group, (convenorId) => ({
    kind: 'couldNotPost',
    refused,
    convenorId,
    on,
    after,
  }))
}

/** A convenor's group, in whose channel something is to be posted. */
export function groupToPostTo(context: Context, actor: Where): Promise<Outcome<Group>> {
  return ask(context, (tx) => groupForConvenor(tx, actor))
}

/** The convenor has mended what kept the bot from posting: everything parked goes out, if it is still true. */
export async function postParked(context: Context, actor: Where): Promise<Outcome<number>> {
  const found = await groupToPostTo(context, actor)
  if ('refusal' in found) return found
  const count = await letGo(context, found.value, () => true)
  return count > 0 ? { value: count } : refuse({ code: 'deliveryClear' })
}

/**
 * Slack was asked, and the channel of a group can be posted in again: what was parked for that reason goes out. What
 * Slack refused for its own sake would only be refused again.
 */
export async function goOnInChannel(context: Context, groupId: string): Promise<void> {
  const channelId = await channelWithParked(context, groupId)
  if (channelId) await letGo(context, { id: groupId, channelId }, isParked)
}

/** The channel of a group in which something is parked, or null. */
export function channelWithParked(context: Context, groupId: string): Promise<string | null> {
  return ask(context, async (tx) => {
    const group = await findGroupById(tx, groupId)
    const failed = group ? await failedDeliveries(tx, group) : []
    return group && failed.some(isParked) ? group.channelId : null
  })
}

/**
 * In order, each in a transaction of its own, because jobs are taken in the order of their transactions. What came
 * and was parked meanwhile follows.
 */
async function letGo(
  context: Context,
  group: Pick<Group, 'id' | 'channelId'>,
  isWanted: (delivery: Delivery) => boolean,
): Promise<number> {
  const seen = new Set<string>()
  for (;;) {
    const failed = await ask(context, (tx) => failedDeliveries(tx, group))
    const fresh = failed.filter((delivery) => isWanted(delivery) && !seen.has(delivery.id))
    if (fresh.length === 0) return seen.size
    for (const { id } of fresh) {
      seen.add(id)
      await letGoOne(context, id)
    }
  }
}

function letGoOne(context: Context, id: string): Promise<void> {
  return commit(context, async (tx) => {
    const delivery = await lockedDelivery(tx, id)
    if (delivery?.status === 'failed') await sayAgain(tx, context, delivery)
  })
}

/** Slack is asked now and then whether a channel that is closed to the bot, or not private, is as it was again. */
export const ASK_SECONDS = 15 * 60

/** Has Slack asked about every channel in which something is parked, or others could read along. */
export async function lookAfterParked(context: Context): Promise<void> {
  const groupIds = [...(await ask(context, groupIdsWithParked)), ...(await ask(context, groupIdsReadAlong))]
  // In the same order everywhere, so that instances that do it at once do not wait for one another in a circle.
  const jobs = [...new Set(groupIds)]
    .toSorted()
    .map((groupId) => ({ job: { groupId }, key: groupId, atMostEverySeconds: ASK_SECONDS }))
  if (jobs.length > 0) await commit(context, (tx) => context.queue.addAll(tx, 'parked', jobs))
}

/** Private messages that an administrator's mistake kept back are tried again now and then, if they are still true. */
export async function tryPrivateAgain(context: Context): Promise<void> {
  for (const id of await ask(context, (tx) => privatelyRefused(tx, dueAgainBefore(context.now))))
    await letGoOne(context, id)
}

/** The bot is in a group's channel again: the same at once. */
export function goOnSoon(tx: Tx, context: Context, groupId: string): Promise<void> {
  return context.queue.add(tx, 'parked', { groupId }, groupId)
}
