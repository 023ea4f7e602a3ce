import type { DateTime } from 'luxon'
import type { AuditEntry, AuditKind } from '#domain/audit.ts'
import type { Tx } from './client.ts'
import { instant } from './time.ts'

/** Notes who did what kind of thing, perhaps to whom, by Slack user ids; never its contents. */
export async function insertAudit(
  tx: Tx,
  entry: { groupId: string; byId: string | null; what: AuditKind; subjectId?: string },
  now: DateTime,
): Promise<void> {
  await tx.auditEntry.create({ data: { ...entry, at: now.toJSDate() } })
}

/** The newest entries of a group, newest first, and how many there are in all. */
export async function newestAudit(
  tx: Tx,
  groupId: string,
  most: number,
): Promise<{ entries: AuditEntry[]; count: number }> {
  const rows = await tx.auditEntry.findMany({
    where: { groupId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: most,
  })
  const entries = rows.map(({ at, byId, what, subjectId }) => ({ at: instant(at), byId, what, subjectId }))
  return { entries, count: await tx.auditEntry.count({ where: { groupId } }) }
}
