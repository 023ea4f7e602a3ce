import { insertAudit } from '#db/audit.ts'
import type { Group } from '#db/group.ts'
import { saveAgreement } from '#db/roster.ts'
import { CONSENT_TEXT, type ConsentPlace } from '#domain/consent.ts'
import type { Outcome } from '#domain/refusal.ts'
import { lockedGroupForMember, type Where } from './access.ts'
import { type Context, commit } from './context.ts'

/**
 * Somebody who is on the roster without an invitation agrees to what is kept about them: when, and to which text. Leaving
 * takes it back.
 */
export function agree(context: Context, actor: Where, place: ConsentPlace): Promise<Outcome<Group>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForMember(tx, actor)
    if ('refusal' in found) return found
    const { group, member } = found.value
    await saveAgreement(tx, member.id, CONSENT_TEXT[place], context.now)
    const { slackUserId } = actor
    const entry = { groupId: group.id, byId: slackUserId, what: 'agreed', subjectId: slackUserId } as const
    await insertAudit(tx, entry, context.now)
    return { value: group }
  })
}
