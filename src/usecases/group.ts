import { findGroup, type Group, insertGroup, lockGroup, updateSettings } from '#db/group.ts'
import { interestList, setConvenors, setInterestList, setMembers } from '#db/roster.ts'
import { isTimeZone } from '#domain/calendar.ts'
import { type GroupSettings, type SettingsProblem, settingsProblems } from '#domain/group.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForConvenor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { sayToGroup } from './say.ts'

/** Everybody the form names, by Slack user id. */
export type Roster = { memberIds: string[]; convenorIds: string[]; interestedIds: string[] }

/** Either done, or what is wrong in which field. */
export type Saved = { saved: true } | { saved: false; problems: SettingsProblem[] }

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
    const problems = settingsProblems(settings, roster, isTimeZone)
    if (problems.length > 0) return { value: { saved: false, problems } }
    const id = await insertGroup(tx, actor, settings, context.now)
    if (!id) return refuse({ code: 'groupExistsAlready' })
    await setConvenors(tx, id, roster.convenorIds)
    await setMembers(tx, id, roster.memberIds, context.now)
    await setInterestList(tx, id, roster.interestedIds, context.now)
    const group = await findGroup(tx, actor.teamId, actor.channelId)
    if (group) await sayToGroup(tx, context, group, { kind: 'introduction' })
    return { value: { saved: true } }
  })
}

/** Changes settings and roster. Dates that are fixed or being asked about stay as they are. */
export function changeSettings(
  context: Context,
  actor: Actor,
  settings: GroupSettings,
  roster: Roster,
): Promise<Outcome<Saved>> {
  return commit(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const problems = settingsProblems(settings, roster, isTimeZone)
    if (problems.length > 0) return { value: { saved: false, problems } }
    await lockGroup(tx, found.value.id)
    await updateSettings(tx, found.value, settings, context.now)
    await setConvenors(tx, found.value.id, roster.convenorIds)
    await setMembers(tx, found.value.id, roster.memberIds, context.now)
    await setInterestList(tx, found.value.id, roster.interestedIds, context.now)
    return { value: { saved: true } }
  })
}

/** Whether the channel has its group already. */
export async function groupAt(context: Context, actor: Actor): Promise<boolean> {
  return (await commit(context, (tx) => findGroup(tx, actor.teamId, actor.channelId))) !== null
}

/** The group as its settings form shows it, for a convenor. */
export function settingsOf(
  context: Context,
  actor: Actor,
): Promise<Outcome<{ group: Group; interestedIds: string[] }>> {
  return commit(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const interested = await interestList(tx, found.value.id)
    return { value: { group: found.value, interestedIds: interested.map((person) => person.slackUserId) } }
  })
}
