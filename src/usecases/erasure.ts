import { randomUUID } from 'node:crypto'
import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import { type Convenor, convenorsOf } from '#db/convenor.ts'
import { type Erased, erasePerson } from '#db/erasure.ts'
import { type Group, getGroup, lockGroup } from '#db/group.ts'
import { groupIdsOfPerson, isAnythingKept } from '#db/personal-data.ts'
import { findOpenPoll, lockPoll } from '#db/poll.ts'
import { NAMES_PEOPLE, standIn } from '#domain/erasure.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { numbersAhead, tellOfLateFalls } from './minimum.ts'
import { refreshCounts } from './roster-effect.ts'
import { sayToConvenors, sayToGroup } from './say.ts'
import { followConvenors } from './take-over.ts'

/** The groups of which somebody is on the roster or a convenor, and so would leave; null where nothing is kept of them. */
export type Leaving = { groups: Group[] } | null

/** What it would mean to forget whoever asks; refused where they would leave a group without a convenor. */
export function whatIsForgotten(context: Context, { teamId, slackUserId }: Actor): Promise<Outcome<Leaving>> {
  return ask(context, async (tx) => {
    if (!(await isAnythingKept(tx, teamId, slackUserId))) return { value: null }
    const groups = await groupsOfPerson(tx, await groupIdsOfPerson(tx, teamId, slackUserId))
    return leaving(groups, slackUserId)
  })
}

/**
 * Deletes everything that is kept about whoever asks, at once, in all groups of the workspace. What has to stay, who did
 * what kind of thing, stays with a stand-in for them; messages to others that name them are brought up to date. The
 * convenors of their groups are told that a member has left, not who. Null where nothing was kept.
 */
export function forgetMe(context: Context, { teamId, slackUserId }: Actor): Promise<Outcome<Leaving>> {
  return commit(context, async (tx) => {
    const ids = await groupIdsOfPerson(tx, teamId, slackUserId)
    for (const id of ids) await lockGroup(tx, id)
    if (!(await isAnythingKept(tx, teamId, slackUserId))) return { value: null }
    const groups = await groupsOfPerson(tx, ids)
    const found = leaving(groups, slackUserId)
    if ('refusal' in found) return found
    const before = []
    for (const group of groups) before.push(await asItWas(tx, context, group))
    const person = { teamId, slackUserId, standIn: standIn(randomUUID()) }
    const messageIds = await erasePerson(tx, person, NAMES_PEOPLE)
    for (const was of before) await follow(tx, context, person, was)
    // They are locked by now, so a refresh that waits already does not read them before this has committed.
    for (const id of messageIds) await context.queue.add(tx, 'refresh', { deliveryId: id }, id)
    return found
  })
}

async function groupsOfPerson(tx: Tx, ids: readonly string[]): Promise<Group[]> {
  const groups: Group[] = []
  for (const id of ids) groups.push(await getGroup(tx, id))
  return groups
}

function leaving(groups: Group[], slackUserId: string): Outcome<Leaving> {
  const only = groups.filter(({ convenorIds }) => convenorIds.length === 1 && convenorIds[0] === slackUserId)
  if (only.length > 0)
    return refuse({ code: 'onlyConvenor', channelIds: only.map(({ channelId }) => channelId) })
  return {
    value: { groups: groups.filter((group) => convenes(group, slackUserId) || isOn(group, slackUserId)) },
  }
}

type Before = { group: Group; numbers: Awaited<ReturnType<typeof numbersAhead>>; convenors: Convenor[] }

/** What an answer says and who recorded it is written in one piece, so nobody may be writing any. */
async function asItWas(tx: Tx, context: Context, group: Group): Promise<Before> {
  const poll = await findOpenPoll(tx, group.id)
  if (poll) await lockPoll(tx, poll.id, 'change')
  const numbers = await numbersAhead(tx, context, group)
  return { group, numbers, convenors: await convenorsOf(tx, group.id) }
}

/** What follows in one group, as when somebody leaves it. */
async function follow(
  tx: Tx,
  context: Context,
  { slackUserId, standIn: nobody }: Erased,
  { group: { id: groupId, ...was }, numbers, convenors }: Before,
): Promise<void> {
  const entry = { groupId, byId: nobody, what: 'dataErased', subjectId: nobody } as const
  await insertAudit(tx, entry, context.now)
  const group = await getGroup(tx, groupId)
  const change = context.now.toISO() ?? ''
  if (isOn(was, slackUserId))
    await sayToConvenors(tx, context, group, (convenorId) => ({ kind: 'memberErased', convenorId, change }))
  if (convenes(was, slackUserId)) await sayToGroup(tx, context, group, { kind: 'convenorsChanged', change })
  await refreshCounts(tx, context, group)
  await tellOfLateFalls(tx, context, group, numbers)
  await followConvenors(tx, context, group, convenors)
}

function convenes({ convenorIds }: Pick<Group, 'convenorIds'>, slackUserId: string): boolean {
  return convenorIds.includes(slackUserId)
}

function isOn({ members, away }: Pick<Group, 'members' | 'away'>, slackUserId: string): boolean {
  return [...members, ...away].some((member) => member.slackUserId === slackUserId)
}
