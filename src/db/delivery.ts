import { createHash, randomUUID } from 'node:crypto'
import type { DateTime } from 'luxon'
import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod'
import {
  type About,
  DELIVERY_TRANSITIONS,
  type DeliveryKind,
  type DeliveryStatus,
  deliveryKey,
} from '#domain/delivery.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import type { Tx } from './client.ts'
import { deliveryCopiedAt, type Place } from './delivery-copy.ts'
import { type Delivery as DeliveryRow, Prisma } from './generated/client.ts'
import { maybeInstant } from './time.ts'
import { INSTALLED } from './workspace.ts'

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
  /** Slack's error code, or why it was skipped. */
  reason: string | null
  /** How often it was said again because Slack's answer was lost. */
  repeats: number
  /** Whether somebody whom it may have named was erased. */
  isOfErased: boolean
}

/**
 * What is stored of a business key: enough to know it again for ever, while the ids in it can be forgotten.
 */
function fingerprint(groupId: string, about: About): string {
  return createHash('sha256').update(deliveryKey(groupId, about)).digest('hex')
}

/** Where a message stands, in which workspace. */
export type PlaceInWorkspace = Place & { teamId: string }

/** The delivery with this id, or null. */
export async function findDelivery(tx: Tx, id: string): Promise<Delivery | null> {
  const row = await tx.delivery.findUnique({ where: { id } })
  return row && toDelivery(row)
}

/** The columns of a delivery under their names in a row, where it is asked for in SQL. */
export const DELIVERY_COLUMNS = Prisma.sql`
  deliveries.id, key, group_id AS "groupId", about, deliveries.address, status, nonce,
  posted_channel_id AS "postedChannelId", ts, deliveries.created_at AS "createdAt", claimed_at AS "claimedAt",
  sent_at AS "sentAt", reason, repeats, is_of_erased AS "isOfErased"`

/**
 * The delivery that put this message of a workspace into Slack, also a second time, or null: for events about any message
 * in a channel.
 */
export async function findDeliveryOfMessage(
  tx: Tx,
  { teamId, ...place }: PlaceInWorkspace,
): Promise<Delivery | null> {
  const row = await tx.delivery.findFirst({ where: { ...place, group: { workspace: { teamId } } } })
  if (row) return toDelivery(row)
  const copied = await deliveryCopiedAt(tx, teamId, place)
  return copied ? findDelivery(tx, copied) : null
}

/** The delivery of something said or to be said, by its business key, or null. */
export async function findDeliveryAbout(tx: Tx, groupId: string, about: About): Promise<Delivery | null> {
  const row = await tx.delivery.findUnique({ where: { key: fingerprint(groupId, about) } })
  return row && toDelivery(row)
}

/** The deliveries of everything among these that has been said or is to be said. */
export async function deliveriesAbout(
  tx: Tx,
  groupId: string,
  abouts: readonly About[],
): Promise<Delivery[]> {
  const keys = abouts.map((about) => fingerprint(groupId, about))
  const rows = await tx.delivery.findMany({ where: { key: { in: keys } }, orderBy: { id: 'asc' } })
  return rows.map(toDelivery)
}

/** All of one kind that has been said or is to be said in a group, oldest first. */
export async function deliveriesOfKind<K extends DeliveryKind>(
  tx: Tx,
  groupId: string,
  kind: K,
): Promise<(Delivery & { about: Extract<About, { kind: K }> })[]> {
  const rows = await tx.delivery.findMany({
    where: { groupId, about: { path: ['kind'], equals: kind } },
    orderBy: { id: 'asc' },
  })
  return rows.map(toDelivery) as (Delivery & { about: Extract<About, { kind: K }> })[]
}

/** The deliveries that posted a poll's pages, in order; only those that are in Slack for sure. */
export async function sentPollPages(
  tx: Tx,
  groupId: string,
  pollId: string,
  pages: number,
): Promise<Delivery[]> {
  const keys = Array.from({ length: pages }, (_, index) =>
    fingerprint(groupId, { kind: 'pollPage', pollId, page: index + 1 }),
  )
  const rows = await tx.delivery.findMany({
    where: { key: { in: keys }, status: 'sent' },
    orderBy: { id: 'asc' },
  })
  return rows.map(toDelivery)
}

/** Something of a group to say, or to pass over. */
export type NewDelivery = { groupId: string; about: About; address: string; status: 'pending' | 'skipped' }

/**
 * Stores what there is to say, in this order, unless it was stored before; returns the id of each, or null for what was.
 */
export async function insertDeliveries(
  tx: Tx,
  deliveries: readonly NewDelivery[],
  now: DateTime,
): Promise<(string | null)[]> {
  if (deliveries.length === 0) return []
  const rows = deliveries.map((delivery) => ({
    ...delivery,
    // Of the same millisecond, too, the later one is greater: what is said at once is heard in the order of its ids.
    id: uuidv7(),
    key: fingerprint(delivery.groupId, delivery.about),
    nonce: randomUUID(),
  }))
  const stored = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO deliveries (id, key, group_id, about, address, status, nonce, created_at)
    SELECT id, key, "groupId", about, address, status, nonce, ${now.toJSDate()}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r
      (id uuid, key text, "groupId" uuid, about jsonb, address text, status delivery_status, nonce text)
    ON CONFLICT DO NOTHING RETURNING id::text`
  const ids = new Set(stored.map(({ id }) => id))
  return rows.map(({ id }) => (ids.has(id) ? id : null))
}

/** What is stored with a change of state; what is absent stays as it is. */
export type DeliveryChange = {
  claimedAt?: DateTime
  sentAt?: DateTime
  postedChannelId?: string
  ts?: string
  reason?: string
  repeats?: number
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

/** The delivery of a workspace that carries this nonce, or null. */
export async function findDeliveryByNonce(tx: Tx, teamId: string, nonce: string): Promise<Delivery | null> {
  const row = await tx.delivery.findUnique({ where: { nonce, group: { workspace: { teamId } } } })
  return row && toDelivery(row)
}

/** Posted, or perhaps posted, without our learning where; what was said again may stand there twice. */
const UNPLACED = [
  { status: 'unknown' },
  { status: 'sent', ts: null },
  { repeats: { gt: 0 } },
] satisfies Prisma.DeliveryWhereInput[]

/** Whether there may be a message for this address of a workspace of which we do not know where it stands. */
export async function isAnyUnplaced(tx: Tx, teamId: string, address: string): Promise<boolean> {
  const where = { address, group: { workspace: { teamId } }, OR: UNPLACED }
  return (await tx.delivery.count({ where })) > 0
}

/**
 * Stores that messages are in Slack and where, each once, whatever was believed of them; answers the ids of those that were
 * not known to stand anywhere.
 */
export async function placeDeliveries(
  tx: Tx,
  places: readonly (Place & { id: string })[],
  now: DateTime,
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE deliveries SET posted_channel_id = place.channel_id, ts = place.ts, status = 'sent',
      sent_at = ${now.toJSDate()}
    FROM unnest(
      ${places.map(({ id }) => id)}::uuid[], ${places.map(({ postedChannelId }) => postedChannelId)}::text[],
      ${places.map(({ ts }) => ts)}::text[]
    ) AS place (id, channel_id, ts)
    WHERE deliveries.id = place.id AND deliveries.ts IS NULL RETURNING deliveries.id::text`
  return new Set(rows.map(({ id }) => id))
}

/** Deliveries of which Slack never said whether it accepted them, or that a crash left in mid-call. */
export async function unclearDeliveries(tx: Tx, groupId?: string): Promise<Delivery[]> {
  const rows = await tx.delivery.findMany({
    where: {
      status: { in: ['sending', 'unknown'] },
      group: { ...INSTALLED, ...(groupId && { id: groupId }) },
    },
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

/** Which of these have not been stored yet: in one question. */
export async function unsaid<A extends About>(tx: Tx, groupId: string, abouts: readonly A[]): Promise<A[]> {
  if (abouts.length === 0) return []
  const keys = abouts.map((about) => fingerprint(groupId, about))
  const rows = await tx.delivery.findMany({ where: { key: { in: keys } }, select: { key: true } })
  const stored = new Set(rows.map((row) => row.key))
  return abouts.filter((_, index) => !stored.has(keys[index] ?? ''))
}

/** Kinds are open here on purpose: an unknown kind is told apart where it would be rendered. */
const aboutSchema = z.looseObject({ kind: z.string() })

/** A row as what it means. */
export function toDelivery(row: DeliveryRow): Delivery {
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
    reason: row.reason,
    repeats: row.repeats,
    isOfErased: row.isOfErased,
  }
}
