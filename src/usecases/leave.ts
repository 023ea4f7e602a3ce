import { insertAudit } from '#db/audit.ts'
import { convenorsOf } from '#db/convenor.ts'
import { type Group, getGroup, lockGroup } from '#db/group.ts'
import { forgetWhatIsToCome } from '#db/leave.ts'
import { getOff } from '#db/roster.ts'
import type { Outcome } from '#domain/refusal.ts'
import { groupForMember, type Where } from './access.ts'
import { type Context, commit } from './context.ts'
import { refreshCounts } from './roster-effect.ts'
import { sayToConvenors } from './say.ts'
import { followConvenors } from './take-over.ts'

/** The group that somebody on its roster may leave; asked before they are shown what that means. */
export function mayLeave(context: Context, actor: Where): Promise<Outcome<Group>> {
  return commit(context, async (tx) => {
    const found = await groupForMember(tx, actor)
    return 'refusal' in found ? found : { value: found.value.group }
  })
}

/**
 * A member leaves at once, whenever they like, and takes back what they agreed to: nobody is held until the bus
 * stop. The convenors are told, the group is not.
 */
export function leaveGroup(context: Context, actor: Where): Promise<Outcome<Group>> {
  return commit(context, async (tx) => {
    const before = await groupForMember(tx, actor)
    if ('refusal' in before) return before
    await lockGroup(tx, before.value.group.id)
    const found = await groupForMember(tx, { ...actor, groupId: before.value.group.id })
    if ('refusal' in found) return found
    const { group, member } = found.value
    await getOff(tx, [member.id], context.now)
    await forgetWhatIsToCome(tx, member.id, context.now)
    const { slackUserId } = member
    await insertAudit(
      tx,
      { groupId: group.id, byId: slackUserId, what: 'leftGroup', subjectId: slackUserId },
      context.now,
    )
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'memberLeft',
      memberId: member.id,
      convenorId,
      change: context.now.toISO() ?? '',
    }))
    await refreshCounts(tx, context, group)
    await followConvenors(tx, context, await getGroup(tx, group.id), await convenorsOf(tx, group.id))
    return { value: group }
  })
}
