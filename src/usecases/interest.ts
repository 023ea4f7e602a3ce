import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import { findGroup, findGroupById, type Group, lockGroup } from '#db/group.ts'
import {
  deleteInterest,
  groupIdByWord,
  groupIdsKnownTo,
  type InterestedPerson,
  insertInterest,
  interestList,
  interestWord,
} from '#db/interest.ts'
import { moveInvitation } from '#db/invitation.ts'
import { localDay } from '#domain/calendar.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { lockedGroupForConvenor, type Where } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { spread } from './invitation.ts'
import { type Inviting, invitingNow } from './inviting.ts'
import { refreshHomes } from './refresh-home.ts'
import { sayToConvenors } from './say.ts'

/** The interest list as a convenor sees it. */
export type InterestList = {
  group: Group
  people: InterestedPerson[]
  /** What somebody types to put themselves on it. */
  word: string
  /** Null while nobody can be invited. */
  inviting: Inviting | null
}

/** A group of which somebody knows, and since when they have been on its interest list, if they are. */
export type OwnInterest = { group: Group; since: InterestedPerson['since'] | null }

/** The interest list, for a convenor: who would like a place, since when, and who has been invited. */
export function interestNow(context: Context, actor: Where): Promise<Outcome<InterestList>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const people = await interestList(tx, group.id)
    const word = await interestWord(tx, group.id)
    return { value: { group, people, word, inviting: await invitingNow(tx, context.now, group) } }
  })
}

/** Who among those on the list can be invited: not those who have been asked this time and may still come. */
export function notYetInvited({ people, inviting }: InterestList): InterestedPerson[] {
  const asked = (inviting?.invitations ?? []).filter(
    ({ status }) => status === 'open' || status === 'accepted',
  )
  return people.filter((person) => !asked.some(({ slackUserId }) => slackUserId === person.slackUserId))
}

/** Whether the person is a convenor of the group of this channel, and so sees its list instead of their own part. */
export function convenesHere(context: Context, actor: Actor): Promise<boolean> {
  return ask(context, async (tx) => {
    const group = await findGroup(tx, actor.teamId, actor.channelId)
    return group?.convenorIds.includes(actor.slackUserId) ?? false
  })
}

/** Puts somebody on the interest list of the group whose word a convenor has given them. */
export function showInterest(context: Context, actor: Actor, word: string): Promise<Outcome<OwnInterest>> {
  return commit(context, async (tx) => {
    const groupId = await groupIdByWord(tx, actor.teamId, word)
    return groupId ? putOn(tx, context, actor, groupId) : refuse({ code: 'unknownWord' })
  })
}

/** Puts somebody on the interest list of a group that they know: they are or were a member, or are on it already. */
export function returnToInterest(
  context: Context,
  actor: Actor,
  groupId: string,
): Promise<Outcome<OwnInterest>> {
  return commit(context, async (tx) => {
    const known = await groupIdsKnownTo(tx, actor.teamId, actor.slackUserId)
    return known.includes(groupId) ? putOn(tx, context, actor, groupId) : refuse({ code: 'noGroupKnown' })
  })
}

/**
 * Takes somebody off the interest list, because they say so, and ends an invitation of theirs; doing it twice changes
 * nothing.
 */
export function endInterest(context: Context, actor: Actor, groupId: string): Promise<Outcome<OwnInterest>> {
  return commit(context, async (tx) => {
    await lockGroup(tx, groupId)
    const group = await findGroupById(tx, groupId)
    if (group?.teamId !== actor.teamId) return refuse({ code: 'noGroupKnown' })
    const known = await groupIdsKnownTo(tx, actor.teamId, actor.slackUserId)
    const isOn = await deleteInterest(tx, groupId, actor.slackUserId)
    if (isOn) {
      await note(tx, context, groupId, actor, 'takenOffInterestList')
      await refreshHomes(tx, context, groupId)
    }
    const { invitations = [] } = (await invitingNow(tx, context.now, group)) ?? {}
    let wasInvited = false
    for (const invitation of invitations.filter((each) => each.slackUserId === actor.slackUserId)) {
      if (!(await moveInvitation(tx, invitation.id, 'declined'))) continue
      wasInvited = true
      await spread(tx, context, group, invitation, 'declined')
    }
    return isOn || wasInvited || known.includes(groupId)
      ? { value: { group, since: null } }
      : refuse({ code: 'noGroupKnown' })
  })
}

/** The groups of which somebody knows, with their own place on each interest list; nothing about anybody else. */
export function myInterest(context: Context, actor: Actor): Promise<Outcome<OwnInterest[]>> {
  return ask(context, async (tx) => {
    const own: OwnInterest[] = []
    for (const id of await groupIdsKnownTo(tx, actor.teamId, actor.slackUserId)) {
      const group = await findGroupById(tx, id)
      if (group && !isOnRoster(group, actor)) own.push({ group, since: await sinceWhen(tx, group, actor) })
    }
    return own.length > 0 ? { value: own } : refuse({ code: 'noGroupKnown' })
  })
}

async function putOn(tx: Tx, context: Context, actor: Actor, groupId: string): Promise<Outcome<OwnInterest>> {
  await lockGroup(tx, groupId)
  const group = await findGroupById(tx, groupId)
  if (!group) return refuse({ code: 'noGroupKnown' })
  if (isOnRoster(group, actor)) return refuse({ code: 'memberAlready' })
  const { slackUserId } = actor
  if (await insertInterest(tx, groupId, slackUserId, context.now)) {
    await note(tx, context, groupId, actor, 'putOnInterestList')
    await refreshHomes(tx, context, groupId)
    const on = localDay(context.now, group.timeZone)
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'interestShown',
      slackUserId,
      on,
      convenorId,
    }))
  }
  return { value: { group, since: await sinceWhen(tx, group, actor) } }
}

/** Of what somebody has done about their own interest. */
function note(
  tx: Tx,
  { now }: Context,
  groupId: string,
  { slackUserId }: Actor,
  what: 'putOnInterestList' | 'takenOffInterestList',
): Promise<void> {
  return insertAudit(tx, { groupId, byId: slackUserId, what, subjectId: slackUserId }, now)
}

function isOnRoster({ members, away }: Group, { slackUserId }: Actor): boolean {
  return [...members, ...away].some((member) => member.slackUserId === slackUserId)
}

async function sinceWhen(tx: Tx, { id }: Group, { slackUserId }: Actor) {
  const list = await interestList(tx, id)
  return list.find((person) => person.slackUserId === slackUserId)?.since ?? null
}
