import type { ReadAlong } from '#domain/delivery.ts'
import type { Tx } from './client.ts'
import { INSTALLED } from './workspace.ts'

/** What Slack has shown of who could read along in a group's channel. */
export type Audience = {
  /** Null while the channel is private, as far as is known. */
  openTo: ReadAlong | null
  /** How often that has changed. */
  changes: number
}

/** What is known of a channel about which Slack was never asked. */
const PRIVATE: Audience = { openTo: null, changes: 0 }

/** What is known of a group's channel. */
export async function findAudience(tx: Tx, groupId: string): Promise<Audience> {
  const row = await tx.audience.findUnique({ where: { groupId }, select: { openTo: true, changes: true } })
  return row ?? PRIVATE
}

/** The same, locked until the transaction ends. The group must exist. */
export async function lockedAudience(tx: Tx, groupId: string): Promise<Audience> {
  await tx.$executeRaw`INSERT INTO audiences (group_id) VALUES (${groupId}::uuid) ON CONFLICT DO NOTHING`
  await tx.$queryRaw`SELECT 1 FROM audiences WHERE group_id = ${groupId}::uuid FOR NO KEY UPDATE`
  return findAudience(tx, groupId)
}

/** Stores who could read along from now on. The audience must be locked. */
export function changeAudience(tx: Tx, groupId: string, openTo: ReadAlong | null): Promise<Audience> {
  return tx.audience.update({
    where: { groupId },
    data: { openTo, changes: { increment: 1 } },
    select: { openTo: true, changes: true },
  })
}

/** The groups in whose channel others could read along when Slack was last asked. */
export async function groupIdsReadAlong(tx: Tx): Promise<string[]> {
  const rows = await tx.audience.findMany({
    where: { openTo: { not: null }, group: INSTALLED },
    select: { groupId: true },
  })
  return rows.map(({ groupId }) => groupId)
}
