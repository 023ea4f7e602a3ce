import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import { addConvenors } from '#db/convenor.ts'
import { findGroup, type Group, insertGroup, updateSettings } from '#db/group.ts'
import { interestList, setInterestList } from '#db/interest.ts'
import { setMembers } from '#db/roster.ts'
import { isTimeZone } from '#domain/calendar.ts'
import { type GroupSettings, type SettingsProblem, settingsMeant, settingsProblems } from '#domain/group.ts'
import type { Language } from '#domain/language.ts'
import { type ListChange, listChange, withChange } from '#domain/list-change.ts'
import { type Outcome, type Refusal, refuse } from '#domain/refusal.ts'
import { groupFor, groupForConvenor, lockedGroupForConvenor, type Where } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { settlePlaces, tellOfPlaces } from './place-notice.ts'
import { wantPresence } from './presence.ts'
import { refreshEveryHome, refreshHomes } from './refresh-home.ts'
import { followRosterChange, isLockedNow } from './roster-change.ts'
import { sayToGroup } from './say.ts'

/** Everybody the form names, by Slack user id. */
export type Roster = { memberIds: string[]; convenorIds: string[]; interestedIds: string[] }

/** What the form of settings changes about people; what happened meanwhile stays. */
export type RosterChange = Record<'memberIds' | 'interestedIds', ListChange>

/** Either done, with the language that the group is spoken to from now on, or what is wrong in which field. */
export type Saved = { saved: true; language: Language } | { saved: false; problems: SettingsProblem[] }

/**
 * Binds a new group to the channel; whoever sets it up is its convenor unless they name others. The caller
 * has made sure that the channel is private and that the bot is in it.
 */
export function setUpGroup(
  context: Context,
  actor: Actor,
  settings: GroupSettings,
  roster: Roster,
): Promise<Outcome<Saved>> {
  return commit(context, async (tx) => {
    const refusal = await whyTaken(tx, actor)
    if (refusal) return { refusal }
    const problems = settingsProblems(settings, roster, isTimeZone)
    if (problems.length > 0) return { value: { saved: false, problems } }
    const id = await insertGroup(tx, actor, settings, context.now)
    // Somebody was quicker.
    if (!id) return refuse({ code: 'groupExistsAlready' })
    await addConvenors(tx, id, roster.convenorIds)
    await setMembers(tx, id, roster.memberIds, context.now)
    await setInterestList(tx, id, roster.interestedIds, context.now)
    await insertAudit(tx, { groupId: id, byId: actor.slackUserId, what: 'groupSetUp' }, context.now)
    await wantPresence(tx, context, id)
    await refreshEveryHome(tx, context, id)
    const group = await findGroup(tx, actor.teamId, actor.channelId)
    if (group) await sayToGroup(tx, context, group, { kind: 'introduction' })
    return { value: { saved: true, language: settings.language } }
  })
}

/**
 * Changes settings and people. Dates that are fixed or being asked about stay as they are, and so do whoever joined and
 * whatever somebody else changed while the form was open; `shown` is what it said when it opened. While the roster is locked, it is changed only where the convenor says
 * that they mean it, `isOverride`.
 */
export function changeSettings(
  context: Context,
  actor: Actor,
  typed: GroupSettings,
  { shown, ...change }: RosterChange & { shown?: GroupSettings },
  isOverride = false,
): Promise<Outcome<Saved>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const settings = shown ? settingsMeant(group, shown, typed) : typed
    const before = await rosterOf(tx, group)
    const roster = changed(before, change)
    const on = roster.memberIds.filter((id) => !before.memberIds.includes(id))
    const off = before.memberIds.filter((id) => !roster.memberIds.includes(id))
    const isLocked = await isLockedNow(tx, context, group)
    const problems = settingsProblems(settings, roster, isTimeZone)
    if (isLocked && on.length + off.length > 0 && !isOverride)
      problems.push({ field: 'members', problem: 'locked' })
    if (problems.length > 0) return { value: { saved: false, problems } }
    await tellOfPlaces(tx, context, group, async () => {
      await updateSettings(tx, group, settings, context.now)
      await settlePlaces(tx, context, group.id, settings.patterns)
    })
    const byId = actor.slackUserId
    await insertAudit(tx, { groupId: group.id, byId, what: 'settingsChanged' }, context.now)
    await setMembers(tx, group.id, roster.memberIds, context.now)
    await setInterestList(tx, group.id, roster.interestedIds, context.now)
    await followRosterChange(tx, context, actor, group.id, { on, off }, isLocked)
    await noteInterest(tx, context, { groupId: group.id, byId }, before, roster)
    await wantPresence(tx, context, group.id)
    await refreshHomes(tx, context, group.id)
    return { value: { saved: true, language: settings.language } }
  })
}

async function rosterOf(tx: Tx, group: Group): Promise<Roster> {
  const interested = await interestList(tx, group.id)
  return {
    memberIds: [...group.members, ...group.away].map((member) => member.slackUserId),
    convenorIds: group.convenorIds,
    interestedIds: interested.map((person) => person.slackUserId),
  }
}

/** Whoever moves from the interest list to the roster is noted there. */
async function noteInterest(
  tx: Tx,
  context: Context,
  entry: { groupId: string; byId: string },
  before: Roster,
  { interestedIds, memberIds }: Roster,
): Promise<void> {
  const { added, removed } = listChange(before.interestedIds, interestedIds)
  for (const subjectId of added)
    await insertAudit(tx, { ...entry, what: 'putOnInterestList', subjectId }, context.now)
  for (const subjectId of removed.filter((id) => !memberIds.includes(id)))
    await insertAudit(tx, { ...entry, what: 'takenOffInterestList', subjectId }, context.now)
}

/** Nobody is on the roster and on the interest list at once. */
function changed(roster: Roster, change: RosterChange): Roster {
  const memberIds = withChange(roster.memberIds, change.memberIds)
  const interestedIds = withChange(roster.interestedIds, change.interestedIds)
  return { ...roster, memberIds, interestedIds: interestedIds.filter((id) => !memberIds.includes(id)) }
}

/** Why no group can be set up in this channel, or null. That there is one already is told to those alone who are in it. */
export function whyNoSetUp(context: Context, actor: Actor): Promise<Refusal | null> {
  return ask(context, (tx) => whyTaken(tx, actor))
}

async function whyTaken(tx: Tx, actor: Actor): Promise<Refusal | null> {
  const found = await groupFor(tx, actor)
  if ('value' in found) return { code: 'groupExistsAlready' }
  return found.refusal.code === 'noGroupHere' ? null : found.refusal
}

/** The group as its settings form shows it, for a convenor. */
export function settingsOf(
  context: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; roster: Roster; isLocked: boolean }>> {
  return ask(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const isLocked = await isLockedNow(tx, context, group)
    return { value: { group, roster: await rosterOf(tx, group), isLocked } }
  })
}
