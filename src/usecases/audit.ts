import { newestAudit } from '#db/audit.ts'
import type { Group } from '#db/group.ts'
import type { AuditEntry } from '#domain/audit.ts'
import type { Outcome } from '#domain/refusal.ts'
import { groupForConvenor, type Where } from './access.ts'
import { ask, type Context } from './context.ts'

/** As much as can be read in one message. */
const SHOWN_AT_MOST = 30

/** What was done in a group, newest first; `count` is how many entries there are in all. */
export type Audit = { group: Group; entries: AuditEntry[]; count: number }

/** Who did what kind of thing in a group and when, for a convenor. Changes nothing. */
export function auditNow(context: Context, actor: Where): Promise<Outcome<Audit>> {
  return ask(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    return { value: { group: found.value, ...(await newestAudit(tx, found.value.id, SHOWN_AT_MOST)) } }
  })
}
