import type { Tx } from '#db/client.ts'
import { findGroup, findGroupById, type Group, lockGroup, type Member } from '#db/group.ts'
import { type Outcome, type Refusal, refuse } from '#domain/refusal.ts'
import type { Actor } from './context.ts'

/** Which group somebody means: by its channel, or by the id that a button in a private message carries. */
export type Where = Actor & { groupId?: string }

/** The group somebody asks about, if they are a convenor or on its roster. */
export async function groupFor(tx: Tx, actor: Where): Promise<Outcome<Group>> {
  const group = actor.groupId
    ? await findGroupById(tx, actor.groupId)
    : await findGroup(tx, actor.teamId, actor.channelId)
  if (!group || group.teamId !== actor.teamId) return refuse({ code: 'noGroupHere' })
  const belongs =
    group.convenorIds.includes(actor.slackUserId) ||
    group.members.some((member) => member.slackUserId === actor.slackUserId)
  return belongs ? { value: group } : refuse(whyNotMember(group, actor))
}

function whyNotMember({ away, channelId }: Group, { slackUserId }: Where): Refusal {
  const isAway = away.some((member) => member.slackUserId === slackUserId)
  return isAway ? { code: 'memberAway', channelId } : { code: 'notMember' }
}

/** The group, if the person is one of its convenors. */
export async function groupForConvenor(tx: Tx, actor: Where): Promise<Outcome<Group>> {
  const found = await groupFor(tx, actor)
  if ('refusal' in found) return found
  const { convenorIds } = found.value
  return convenorIds.includes(actor.slackUserId) ? found : refuse({ code: 'notConvenor', convenorIds })
}

/**
 * The same with the group's row locked. It is read again under the lock: settings or roster may have been changed
 * while this waited for it, and what was read before would undo that.
 */
export async function lockedGroupForConvenor(tx: Tx, actor: Where): Promise<Outcome<Group>> {
  const found = await groupForConvenor(tx, actor)
  if ('refusal' in found) return found
  await lockGroup(tx, found.value.id)
  return groupForConvenor(tx, { ...actor, groupId: found.value.id })
}

/** The group and the person's own place on its roster. */
export async function groupForMember(
  tx: Tx,
  actor: Where,
): Promise<Outcome<{ group: Group; member: Member }>> {
  const found = await groupFor(tx, actor)
  if ('refusal' in found) return found
  const member = found.value.members.find(({ slackUserId }) => slackUserId === actor.slackUserId)
  return member ? { value: { group: found.value, member } } : refuse(whyNotMember(found.value, actor))
}

/** The same with the group's row locked, and read again under the lock. */
export async function lockedGroupForMember(
  tx: Tx,
  actor: Where,
): Promise<Outcome<{ group: Group; member: Member }>> {
  const found = await groupForMember(tx, actor)
  if ('refusal' in found) return found
  await lockGroup(tx, found.value.group.id)
  return groupForMember(tx, { ...actor, groupId: found.value.group.id })
}
