import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import {
  addConvenors,
  type Convenor,
  convenorsOf,
  deleteSupports,
  removeConvenors,
  saveSupport,
  supportsOf,
} from '#db/convenor.ts'
import { findDeliveryAbout } from '#db/delivery.ts'
import type { Group, Member } from '#db/group.ts'
import type { ChannelAbout } from '#domain/delivery.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { chosenConvenor, convenorlessSince, standingOffers, voterIds } from '#domain/take-over.ts'
import { lockedGroupForMember, type Where } from './access.ts'
import { type Context, commit } from './context.ts'
import { refreshEveryHome } from './refresh-home.ts'
import { refresh, say, sayToGroup } from './say.ts'

/** What a press led to: whose offer is supported, and whether that made them convenor. */
export type TakeOver = { group: Group; slackUserId: string; isConvenor: boolean }

/**
 * When a group has lost its last convenor, members are told how to take over; when one is back before that, it is as
 * before. While it has none, whoever comes or leaves changes what a majority is.
 */
export async function followConvenors(
  tx: Tx,
  context: Context,
  group: Group,
  before: readonly Convenor[],
): Promise<void> {
  const since = convenorlessSince(before)
  if (group.convenorIds.length === 0 && !since) {
    const wanted = convenorWanted(await convenorsOf(tx, group.id))
    if (wanted) await sayToGroup(tx, context, group, wanted)
  } else if (group.convenorIds.length === 0) {
    await settle(tx, context, group)
  } else if (since) {
    await deleteSupports(tx, group.id)
    await refreshWanted(tx, context, group, before)
  }
}

/** A member of a group without a convenor offers to convene it. */
export function offerToConvene(context: Context, actor: Where): Promise<Outcome<TakeOver>> {
  return commit(context, async (tx) => {
    const found = await convenorlessGroup(tx, actor)
    if ('refusal' in found) return found
    const { group, member } = found.value
    return { value: await support(tx, context, group, member, member) }
  })
}

/** A member supports somebody who offers to convene, and nobody else any more; in the group of this channel. */
export function supportOffer(context: Context, actor: Where, memberId: string): Promise<Outcome<TakeOver>> {
  return commit(context, async (tx) => {
    const found = await convenorlessGroup(tx, actor)
    if ('refusal' in found) return found
    const { group, member } = found.value
    const offers = standingOffers(voterIds(group.members), await supportsOf(tx, group.id))
    const stands = offers.some((offer) => offer.memberId === memberId)
    const offering = group.members.find(({ id }) => id === memberId)
    if (!offering || !stands) return refuse({ code: 'offerGone' })
    return { value: await support(tx, context, group, member, offering) }
  })
}

/** The group under its lock and the member who pressed, if it looks for a convenor and they have a say. */
async function convenorlessGroup(tx: Tx, actor: Where): Promise<Outcome<{ group: Group; member: Member }>> {
  const found = await lockedGroupForMember(tx, actor)
  if ('refusal' in found) return found
  const { group, member } = found.value
  const { convenorIds, channelId, members } = group
  if (convenorIds.length > 0) return refuse({ code: 'hasConvenor', convenorIds })
  return voterIds(members).includes(member.id) ? found : refuse({ code: 'notArrived', channelId })
}

async function support(
  tx: Tx,
  context: Context,
  group: Group,
  by: Member,
  { id: memberId, slackUserId }: Member,
): Promise<TakeOver> {
  await saveSupport(tx, group.id, { supporterId: by.id, memberId })
  const isConvenor = (await settle(tx, context, group)) === memberId
  return { group, slackUserId, isConvenor }
}

/** Makes somebody convenor whom more than half of those who have a say support; answers whom. What is shown follows. */
async function settle(tx: Tx, context: Context, group: Group): Promise<string | null> {
  const convenors = await convenorsOf(tx, group.id)
  const chosenId = chosenConvenor(voterIds(group.members), await supportsOf(tx, group.id))
  const chosen = group.members.find(({ id }) => id === chosenId)
  if (chosen) await makeConvenor(tx, context, group, convenors, chosen.slackUserId)
  await refreshWanted(tx, context, group, convenors)
  return chosenId
}

/** Those who are gone do not come back as convenors, because the group has chosen. */
async function makeConvenor(
  tx: Tx,
  context: Context,
  group: Group,
  gone: readonly Convenor[],
  convenorId: string,
): Promise<void> {
  const others = gone.map(({ slackUserId }) => slackUserId).filter((id) => id !== convenorId)
  await removeConvenors(tx, group.id, others)
  await addConvenors(tx, group.id, [convenorId])
  await deleteSupports(tx, group.id)
  const entry = { groupId: group.id, byId: convenorId }
  for (const subjectId of others)
    await insertAudit(tx, { ...entry, what: 'ceasedToBeConvenor', subjectId }, context.now)
  await insertAudit(tx, { ...entry, what: 'becameConvenor', subjectId: convenorId }, context.now)
  const change = context.now.toISO() ?? ''
  await say(tx, context, group, convenorId, { kind: 'becameConvenor', convenorId, change })
  await refreshEveryHome(tx, context, group.id)
}

/** The message about the present search, or null while there is none. */
function convenorWanted(convenors: readonly Convenor[]): ChannelAbout | null {
  const since = convenorlessSince(convenors)
  return since && { kind: 'convenorWanted', change: String(since.toMillis()) }
}

async function refreshWanted(
  tx: Tx,
  context: Context,
  group: Group,
  convenors: readonly Convenor[],
): Promise<void> {
  const wanted = convenorWanted(convenors)
  if (wanted) await refresh(tx, context, [await findDeliveryAbout(tx, group.id, wanted)])
}
