import { setMuted } from '#db/roster.ts'
import type { Outcome } from '#domain/refusal.ts'
import { groupForMember, type Where } from './access.ts'
import { type Context, commit } from './context.ts'
import { refreshHomes } from './refresh-home.ts'

/** A member stops the private messages they did not ask for, or allows them again. */
export function setReminding(context: Context, actor: Where, isWanted: boolean): Promise<Outcome<null>> {
  return commit(context, async (tx) => {
    const found = await groupForMember(tx, actor)
    if ('refusal' in found) return found
    await setMuted(tx, found.value.member.id, isWanted ? null : context.now)
    await refreshHomes(tx, context, found.value.group.id)
    return { value: null }
  })
}
