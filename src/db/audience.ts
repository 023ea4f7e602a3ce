import type { DateTime } from 'luxon'
import { type Audience, NEVER_ASKED } from '#domain/audience.ts'
import type { ReadAlong } from '#domain/delivery.ts'
import type { Tx } from './client.ts'
import type { Audience as AudienceRow } from './generated/client.ts'
import { maybeInstant } from './time.ts'
import { INSTALLED } from './workspace.ts'

/** What is known of the channels of these groups, by their ids; nothing where Slack was never asked. */
export async function findAudiences(tx: Tx, groupIds: readonly string[]): Promise<Map<string, Audience>> {
  const rows = await tx.audience.findMany({ where: { groupId: { in: [...groupIds] } } })
  return new Map(rows.map((row) => [row.groupId, toAudience(row)]))
}

/** The same of one, locked until the transaction ends. The group must exist. */
export async function lockedAudience(tx: Tx, groupId: string): Promise<Audience> {
  await tx.$executeRaw`INSERT INTO audiences (group_id) VALUES (${groupId}::uuid) ON CONFLICT DO NOTHING`
  await tx.$queryRaw`SELECT 1 FROM audiences WHERE group_id = ${groupId}::uuid FOR NO KEY UPDATE`
  return (await findAudiences(tx, [groupId])).get(groupId) ?? NEVER_ASKED
}

/** Stores who could read along from now on. The audience must be locked, as for everything that is stored of it. */
export async function changeAudience(tx: Tx, groupId: string, openTo: ReadAlong | null): Promise<Audience> {
  const data = { openTo, changes: { increment: 1 }, privateAt: null }
  return toAudience(await tx.audience.update({ where: { groupId }, data }))
}

/** So much was known of a group's channel when Slack was asked about it. */
export type AskedAbout = { groupId: string; known: Audience; at: DateTime }

/**
 * Stores when Slack was asked about these channels, each of another group and known as private, and said that they are:
 * unless something was heard since so much was known. In one statement, which needs no transaction around it. Answers
 * the ids of the groups of which it was stored.
 */
export async function setStillPrivate(tx: Tx, channels: readonly AskedAbout[]): Promise<Set<string>> {
  // In the same order everywhere, lest two of them wait for each other.
  const rows = await tx.$queryRaw<{ groupId: string }[]>`
    INSERT INTO audiences AS audience (group_id, changes, sharing_events, private_at)
    SELECT id, changes, sharing_events, at
    FROM unnest(
      ${channels.map(({ groupId }) => groupId)}::uuid[],
      ${channels.map(({ known }) => known.changes)}::int[],
      ${channels.map(({ known }) => known.sharingEvents)}::int[],
      ${channels.map(({ at }) => at.toJSDate())}::timestamptz[]
    ) AS known (id, changes, sharing_events, at) JOIN groups USING (id)
    ORDER BY id
    ON CONFLICT (group_id) DO UPDATE SET private_at = EXCLUDED.private_at
      WHERE audience.changes = EXCLUDED.changes AND audience.sharing_events = EXCLUDED.sharing_events
    RETURNING group_id AS "groupId"`
  return new Set(rows.map(({ groupId }) => groupId))
}

/** Stores that Slack was asked at an instant and said that the channel is private. */
export async function setPrivateAt(tx: Tx, groupId: string, at: DateTime): Promise<void> {
  await tx.audience.update({ where: { groupId }, data: { privateAt: at.toJSDate() } })
}

/** Stores that an event tells of sharing: what Slack said before is not remembered any more. */
export async function noteSharingEvent(tx: Tx, groupId: string): Promise<void> {
  const data = { sharingEvents: { increment: 1 }, privateAt: null }
  await tx.audience.update({ where: { groupId }, data })
}

/** The groups in whose channel others could read along when Slack was last asked. */
export async function groupIdsReadAlong(tx: Tx): Promise<string[]> {
  const rows = await tx.audience.findMany({
    where: { openTo: { not: null }, group: INSTALLED },
    select: { groupId: true },
  })
  return rows.map(({ groupId }) => groupId)
}

function toAudience({ openTo, changes, sharingEvents, privateAt }: AudienceRow): Audience {
  return { openTo, changes, sharingEvents, privateAt: maybeInstant(privateAt) }
}
