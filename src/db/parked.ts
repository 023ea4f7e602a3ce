import type { DateTime } from 'luxon'
import { CLOSED_PRIVATELY, CLOSED_TO_US } from '#domain/delivery.ts'
import type { Tx } from './client.ts'
import { type Delivery, toDelivery } from './delivery.ts'

/** The id of a group and of its channel. */
type ChannelOfGroup = { id: string; channelId: string }

/**
 * What was to be said in a group's channel before this and has been tried in vain, the oldest: parked, or let go again
 * and not yet on its way. Null when this may be said next.
 */
export async function earlierInChannel(tx: Tx, { id, groupId, address }: Delivery): Promise<Delivery | null> {
  const row = await tx.delivery.findFirst({
    where: {
      groupId,
      address,
      id: { lt: id },
      group: { channelId: address },
      OR: [
        { status: 'failed', reason: { in: [...CLOSED_TO_US] } },
        { status: 'pending', claimedAt: { not: null } },
      ],
    },
    orderBy: { id: 'asc' },
  })
  return row && toDelivery(row)
}

/** What Slack refused to take for a group's channel, oldest first. */
export async function failedDeliveries(
  tx: Tx,
  { id: groupId, channelId: address }: ChannelOfGroup,
): Promise<Delivery[]> {
  const rows = await tx.delivery.findMany({
    where: { groupId, address, status: 'failed' },
    orderBy: { id: 'asc' },
  })
  return rows.map(toDelivery)
}

/** The groups with something parked until their channel can be posted in. */
export async function groupIdsWithParked(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT groups.id FROM deliveries
    JOIN groups ON groups.id = deliveries.group_id AND groups.channel_id = deliveries.address
    JOIN workspaces ON workspaces.id = groups.workspace_id AND workspaces.uninstalled_at IS NULL
    WHERE deliveries.status = 'failed' AND deliveries.reason = ANY(${[...CLOSED_TO_US]})`
  return rows.map(({ id }) => id)
}

/** Private messages refused before an instant for a reason that may have been mended since, oldest first. */
export async function privatelyRefused(tx: Tx, before: DateTime): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT deliveries.id FROM deliveries
    JOIN groups ON groups.id = deliveries.group_id AND groups.channel_id <> deliveries.address
    JOIN workspaces ON workspaces.id = groups.workspace_id AND workspaces.uninstalled_at IS NULL
    WHERE deliveries.status = 'failed' AND deliveries.reason = ANY(${[...CLOSED_PRIVATELY]})
      AND deliveries.claimed_at <= ${before.toJSDate()}
    ORDER BY deliveries.id`
  return rows.map(({ id }) => id)
}

/** What was put into a group's channel last, or null. */
export async function lastSentTo(
  tx: Tx,
  { id: groupId, channelId: address }: ChannelOfGroup,
): Promise<Delivery | null> {
  const row = await tx.delivery.findFirst({
    where: { groupId, address, status: 'sent' },
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
  })
  return row && toDelivery(row)
}
