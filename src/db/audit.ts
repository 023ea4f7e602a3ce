import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'
import type { AuditKind } from './generated/enums.ts'

/** Notes who did what kind of thing to whom, by Slack user ids; never its contents. */
export async function insertAudit(
  tx: Tx,
  entry: { groupId: string; byId: string; what: AuditKind; subjectId: string },
  now: DateTime,
): Promise<void> {
  await tx.auditEntry.create({ data: { ...entry, at: now.toJSDate() } })
}
