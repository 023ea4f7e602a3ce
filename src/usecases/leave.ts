import { insertAudit } from '#db/audit.ts'
import { convenorsOf } from '#db/convenor.ts'
import { findGroupById, type Group, getGroup, groupsWithMember, lockGroup } from '#db/group.ts'
import { forgetConsent } from '#db/invitation.ts'
import { forgetWhatIsToCome } from '#db/leave.ts'
import { getOff } from '#db/roster.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { numbersAhead, tellOfLateFalls } from './minimum.ts'
import { refreshEveryHome } from './refresh-home.ts'
import { refreshCounts } from './roster-effect.ts'
import { sayToOthers } from './say.ts'
import { followConvenors } from './take-over.ts'

/**
 * The groups that somebody may leave, wherever they ask: newcomers are not in the channel yet, and those who have
 * left it still have their place.
 */
export function groupsToLeave(context: Context, actor: Actor): Promise<Outcome<Group[]>> {
  return ask(context, async (tx) => {
    const groups = await groupsWithMember(tx, actor.teamId, actor.slackUserId)
    return groups.length > 0 ? { value: groups } : refuse({ code: 'notMember' })
  })
}

/**
 * A member leaves at once, whenever they like, and takes back what they agreed to: nobody is held until the bus
 * stop. The convenors are told, the group is not.
 */
export function leaveGroup(context: Context, actor: Actor, groupId: string): Promise<Outcome<Group>> {
  return commit(context, async (tx) => {
    await lockGroup(tx, groupId)
    const { teamId, slackUserId } = actor
    const known = await findGroupById(tx, groupId)
    if (known?.teamId !== teamId) return refuse({ code: 'noGroupHere' })
    const group = (await groupsWithMember(tx, teamId, slackUserId)).find(({ id }) => id === groupId)
    const member = [...(group?.members ?? []), ...(group?.away ?? [])].find(
      (each) => each.slackUserId === slackUserId,
    )
    if (!group || !member) return refuse({ code: 'notMember' })
    const before = await numbersAhead(tx, context, group)
    await getOff(tx, [member.id], context.now)
    await forgetWhatIsToCome(tx, member.id, context.now)
    await forgetConsent(tx, group.id, slackUserId)
    await insertAudit(
      tx,
      { groupId: group.id, byId: slackUserId, what: 'leftGroup', subjectId: slackUserId },
      context.now,
    )
    await sayToOthers(tx, context, group, slackUserId, (convenorId) => ({
      kind: 'memberLeft',
      memberId: member.id,
      convenorId,
      change: context.now.toISO() ?? '',
    }))
    const after = await getGroup(tx, group.id)
    await refreshCounts(tx, context, after)
    await tellOfLateFalls(tx, context, after, before)
    await followConvenors(tx, context, after, await convenorsOf(tx, group.id))
    await refreshEveryHome(tx, context, group.id)
    return { value: group }
  })
}
