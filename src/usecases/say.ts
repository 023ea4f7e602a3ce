import type { Tx } from '#db/client.ts'
import { type Delivery, deliveriesAbout, insertDeliveries, moveDelivery } from '#db/delivery.ts'
import { holdDeliveries } from '#db/delivery-lock.ts'
import type { Group } from '#db/group.ts'
import type { Poll } from '#db/poll.ts'
import { turnKey } from '#db/queue.ts'
import { teamIdOf } from '#db/workspace.ts'
import type { About, ChannelAbout } from '#domain/delivery.ts'
import { type Context, commit } from './context.ts'
import { refreshHomes } from './refresh-home.ts'

type Addressee = Pick<Group, 'id' | 'teamId'>

/** Says one thing in a channel or to a person once, however often it is asked for; answers whether it is new. */
export async function say(
  tx: Tx,
  context: Context,
  group: Addressee,
  address: string,
  about: About,
): Promise<boolean> {
  return (await sayAll(tx, context, group, [{ address, about }])) > 0
}

/** Something to say, and where or to whom. */
export type Saying = { address: string; about: About }

/** The same for much at once, which is heard in this order; answers how much of it is new. */
export function sayAll(
  tx: Tx,
  context: Context,
  group: Addressee,
  sayings: readonly Saying[],
): Promise<number> {
  const decisions = sayings.map((saying) => ({ ...saying, status: 'pending' as const }))
  return decide(tx, context, group, decisions)
}

type Decision = Saying & { status: 'pending' | 'skipped' }

/** Stores what is to be said and what is not, unless that was decided before; answers how much there is to say now. */
async function decide(
  tx: Tx,
  context: Context,
  { id: groupId, teamId }: Addressee,
  decisions: readonly Decision[],
): Promise<number> {
  const deliveries = decisions.map((decision) => ({ groupId, ...decision }))
  const ids = await insertDeliveries(tx, deliveries, context.now)
  const waitBehind = new Map<string, number>()
  const jobs = decisions.flatMap(({ address, status }, index) => {
    const id = ids[index]
    if (!id || status === 'skipped') return []
    const behind = waitBehind.get(address) ?? 0
    waitBehind.set(address, behind + 1)
    // Where much is said in many channels, all get on equally: each takes one message a second, so whoever comes last
    // would else have the whole of theirs still before them when the others are done.
    const priority = -behind
    return [{ job: { deliveryId: id, teamId }, key: turnKey(teamId, address), id, teamId, priority }]
  })
  if (jobs.length === 0) return 0
  await refreshHomes(tx, context, groupId)
  await context.queue.addAll(tx, 'deliver', jobs)
  return jobs.length
}

/** Has something said again, or at last, after everything that waits at the same address. */
export async function sayAgain(
  tx: Tx,
  context: Context,
  { id, groupId, address }: Delivery,
  change: { repeats?: number } = {},
): Promise<void> {
  if (!(await moveDelivery(tx, id, 'pending', change))) return
  await refreshHomes(tx, context, groupId)
  const teamId = await teamIdOf(tx, groupId)
  await context.queue.add(tx, 'deliver', { deliveryId: id, teamId }, turnKey(teamId, address), { teamId })
}

/** Says one thing in the group's channel. */
export function sayToGroup(tx: Tx, context: Context, group: Group, about: ChannelAbout): Promise<boolean> {
  return say(tx, context, group, group.channelId, about)
}

/** Says one thing to each convenor, privately. */
export async function sayToConvenors(
  tx: Tx,
  context: Context,
  group: Group,
  about: (convenorId: string) => About,
): Promise<void> {
  const sayings = group.convenorIds.map((id) => ({ address: id, about: about(id) }))
  await sayAll(tx, context, group, sayings)
}

/** The same to each convenor but the one whom it is about: they know. */
export function sayToOthers(
  tx: Tx,
  context: Context,
  group: Group,
  slackUserId: string,
  about: (convenorId: string) => About,
): Promise<void> {
  const convenorIds = group.convenorIds.filter((id) => id !== slackUserId)
  return sayToConvenors(tx, context, { ...group, convenorIds }, about)
}

/** Notes that these will not be said, so that they are not said later either. */
export async function passOver(
  tx: Tx,
  context: Context,
  group: Group,
  abouts: readonly About[],
): Promise<void> {
  await decide(
    tx,
    context,
    group,
    abouts.map((about) => ({ about, address: group.channelId, status: 'skipped' })),
  )
}

/** Something whose time has come, and whether it is still wanted. */
export type Due = Saying & { isWanted: boolean }

/** Says what is due and wanted, and passes over the rest, unless that was decided before. */
export async function sayOrPassOver(
  tx: Tx,
  context: Context,
  group: Group,
  due: readonly Due[],
): Promise<void> {
  await decide(
    tx,
    context,
    group,
    due.map(({ address, about, isWanted }) =>
      isWanted
        ? { address, about, status: 'pending' }
        : { address: group.channelId, about, status: 'skipped' },
    ),
  )
}

/** Brings a poll's messages up to date, and the Home tabs that show how it stands. */
export async function refreshPollPages(tx: Tx, context: Context, poll: Poll): Promise<void> {
  await refreshHomes(tx, context, poll.groupId)
  const pages = poll.dates.at(-1)?.page ?? 0
  const abouts = Array.from(
    { length: pages },
    (_, index) => ({ kind: 'pollPage', pollId: poll.id, page: index + 1 }) as const,
  )
  await refresh(tx, context, await deliveriesAbout(tx, poll.groupId, abouts))
}

/** Brings messages in Slack up to date with what is true now. Those that have no words yet will be true anyway. */
export function refresh(tx: Tx, context: Context, deliveries: readonly (Delivery | null)[]): Promise<void> {
  const ids = deliveries.flatMap((delivery) => delivery?.id ?? [])
  return refreshAll(tx, context, ids)
}

/** The same by the ids of what was said or is to be said. */
export async function refreshAll(tx: Tx, context: Context, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return
  // A waiting refresh serves for this change too, so it must not read before this transaction has committed; nor may
  // whoever claims one of them just now, to make its words. In the same order everywhere, lest two transactions wait for
  // each other.
  const withWords = await holdDeliveries(tx, [...new Set(deliveryIds)].sort())
  await context.queue.addAll(
    tx,
    'refresh',
    withWords.map((deliveryId) => ({ job: { deliveryId }, key: deliveryId })),
  )
}

/** The same of one message, a second or so from now. */
export function refreshSoon(context: Context, deliveryId: string): Promise<void> {
  return commit(context, (tx) => context.queue.add(tx, 'refresh', { deliveryId }, deliveryId))
}
