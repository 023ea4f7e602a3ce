import { randomUUID } from 'node:crypto'
import type { DateTime } from 'luxon'
import * as z from 'zod'
import { type About, DELIVERY_TRANSITIONS, type DeliveryStatus, deliveryKey } from '#domain/delivery.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import type { Tx } from './client.ts'
import type { Delivery as DeliveryRow, Prisma } from './generated/client.ts'
import { maybeInstant } from './time.ts'

/** One thing to say in Slack. */
export type Delivery = {
  id: string
  groupId: string
  about: About
  /** A channel id, or a Slack user id for a private message. */
  address: string
  status: DeliveryStatus
  nonce: string
  postedChannelId: string | null
  ts: string | null
  claimedAt: DateTime | null
}

/** The delivery with this id, or null. */
export async function findDelivery(tx: Tx, id: string): Promise<Delivery | null> {
  const row = await tx.delivery.findUnique({ where: { id } })
  return row && toDelivery(row)
}

/**
 * Locks a delivery until the transaction ends: `change` keeps everybody else from it, `read` only those who
 * lock it for a change.
 */
export async function lockDelivery(tx: Tx, id: string, mode: 'change' | 'read'): Promise<void> {
  if (mode === 'change') await tx.$queryRaw`SELECT 1 FROM deliveries WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  else await tx.$queryRaw`SELECT 1 FROM deliveries WHERE id = ${id}::uuid FOR SHARE`
}

/** The delivery that put this message into Slack, or null: for events about any message in a channel. */
export async function findDeliveryOfMessage(tx: Tx, channelId: string, ts: string): Promise<Delivery | null> {
  const row = await tx.delivery.findUnique({
    where: { postedChannelId_ts: { postedChannelId: channelId, ts } },
  })
  return row && toDelivery(row)
}

/** The delivery of something said or to be said, by its business key, or null. */
export async function findDeliveryAbout(tx: Tx, groupId: string, about: About): Promise<Delivery | null> {
  const row = await tx.delivery.findUnique({ where: { key: deliveryKey(groupId, about) } })
  return row && toDelivery(row)
}

/** The deliveries of everything among these that has been said or is to be said. */
export async function deliveriesAbout(
  tx: Tx,
  groupId: string,
  abouts: readonly About[],
): Promise<Delivery[]> {
  const keys = abouts.map((about) => deliveryKey(groupId, about))
  const rows = await tx.delivery.findMany({ where: { key: { in: keys } }, orderBy: { id: 'asc' } })
  return rows.map(toDelivery)
}

/** The deliveries that posted a poll's pages, in order; only those that are in Slack for sure. */
export async function sentPollPages(
  tx: Tx,
  groupId: string,
  pollId: string,
  pages: number,
): Promise<Delivery[]> {
  const keys = Array.from({ length: pages }, (_, index) =>
    deliveryKey(groupId, { kind: 'pollPage', pollId, page: index + 1 }),
  )
  const rows = await tx.delivery.findMany({
    where: { key: { in: keys }, status: 'sent' },
    orderBy: { id: 'asc' },
  })
  return rows.map(toDelivery)
}

/** Stores something to say, unless it was stored before; returns its id, or null when it was. */
export async function insertDelivery(
  tx: Tx,
  delivery: { groupId: string; about: About; address: string; status: 'pending' | 'skipped' },
  now: DateTime,
): Promise<string | null> {
  const [row] = await tx.delivery.createManyAndReturn({
    data: [
      {
        ...delivery,
        key: deliveryKey(delivery.groupId, delivery.about),
        nonce: randomUUID(),
        createdAt: now.toJSDate(),
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  })
  return row?.id ?? null
}

/** What is stored with a change of state; what is absent stays as it is. */
export type DeliveryChange = {
  claimedAt?: DateTime
  sentAt?: DateTime
  postedChannelId?: string
  ts?: string
  reason?: string
}

/** Moves a delivery to a state; false when its state does not allow that, or somebody else was quicker. */
export async function moveDelivery(
  tx: Tx,
  id: string,
  to: DeliveryStatus,
  change: DeliveryChange = {},
): Promise<boolean> {
  const { claimedAt, sentAt, ...rest } = change
  const { count } = await tx.delivery.updateMany({
    where: { id, status: { in: statesBefore(DELIVERY_TRANSITIONS, to) } },
    data: {
      ...rest,
      status: to,
      ...(claimedAt && { claimedAt: claimedAt.toJSDate() }),
      ...(sentAt && { sentAt: sentAt.toJSDate() }),
    },
  })
  return count === 1
}

/** The delivery that carries this nonce, or null. */
export async function findDeliveryByNonce(tx: Tx, nonce: string): Promise<Delivery | null> {
  const row = await tx.delivery.findUnique({ where: { nonce } })
  return row && toDelivery(row)
}

/** Posted, or perhaps posted, without our learning where. */
const UNPLACED = [{ status: 'unknown' }, { status: 'sent', ts: null }] satisfies Prisma.DeliveryWhereInput[]

/** Whether there is a message for this address of which we do not know where it stands. */
export async function isAnyUnplaced(tx: Tx, address: string): Promise<boolean> {
  return (await tx.delivery.count({ where: { address, OR: UNPLACED } })) > 0
}

/** Stores where a message stands that was not known to be there; false when that was known. */
export async function placeDelivery(
  tx: Tx,
  id: string,
  place: { postedChannelId: string; ts: string },
  now: DateTime,
): Promise<boolean> {
  const { count } = await tx.delivery.updateMany({
    where: { id, OR: UNPLACED },
    data: { ...place, status: 'sent', sentAt: now.toJSDate() },
  })
  return count === 1
}

/** What Slack refused to take for this address, oldest first. */
export async function failedDeliveries(tx: Tx, address: string): Promise<Delivery[]> {
  const rows = await tx.delivery.findMany({ where: { address, status: 'failed' }, orderBy: { id: 'asc' } })
  return rows.map(toDelivery)
}

/** What was put into this channel last, or null. */
export async function lastSentTo(tx: Tx, address: string): Promise<Delivery | null> {
  const row = await tx.delivery.findFirst({
    where: { address, status: 'sent' },
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
  })
  return row && toDelivery(row)
}

/** Deliveries of which Slack never said whether it accepted them, or that a crash left in mid-call. */
export async function unclearDeliveries(tx: Tx): Promise<Delivery[]> {
  const rows = await tx.delivery.findMany({
    where: { status: { in: ['sending', 'unknown'] } },
    orderBy: { id: 'asc' },
  })
  return rows.map(toDelivery)
}

/** Whether something of the group waits to be said, or is being said. */
export async function isAnythingOnItsWay(tx: Tx, groupId: string): Promise<boolean> {
  const row = await tx.delivery.findFirst({
    where: { groupId, status: { in: ['pending', 'sending', 'unknown'] } },
    select: { id: true },
  })
  return row !== null
}

/** Which of these have not been stored yet: one question for everything a tick finds due. */
export async function unsaid(tx: Tx, groupId: string, abouts: readonly About[]): Promise<About[]> {
  if (abouts.length === 0) return []
  const keys = abouts.map((about) => deliveryKey(groupId, about))
  const rows = await tx.delivery.findMany({ where: { key: { in: keys } }, select: { key: true } })
  const stored = new Set(rows.map((row) => row.key))
  return abouts.filter((_, index) => !stored.has(keys[index] ?? ''))
}

/** Kinds are open here on purpose: an unknown kind is told apart where it would be rendered. */
const aboutSchema = z.looseObject({ kind: z.string() })

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    groupId: row.groupId,
    about: aboutSchema.parse(row.about) as About,
    address: row.address,
    status: row.status,
    nonce: row.nonce,
    postedChannelId: row.postedChannelId,
    ts: row.ts,
    claimedAt: maybeInstant(row.claimedAt),
  }
}
