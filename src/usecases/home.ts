import type { Tx } from '#db/client.ts'
import { type Group, groupsOf, groupsWithMember } from '#db/group.ts'
import { forgetHome, noteHomeOpened } from '#db/home-tab.ts'
import { ask, type Context, commit } from './context.ts'
import { type Status, statusOf } from './status.ts'

/** Somebody in a workspace. */
type Person = { teamId: string; slackUserId: string }

/** What somebody's Home tab shows: how their groups stand, and the groups that keep their place while they are away. */
export type Home = { statuses: Status[]; away: Group[] }

/**
 * What somebody's Home tab is to show. Where `isOpened`, they have just opened it, and it is kept up to date from then
 * on; of strangers that is not kept.
 */
export function homeOf(context: Context, person: Person, isOpened: boolean): Promise<Home> {
  return commit(context, async (tx) => {
    const groups = await groupsOf(tx, person.teamId, person.slackUserId)
    const away = await groupsAway(tx, person)
    const isStranger = groups.length + away.length === 0
    if (isStranger) await forgetHome(tx, person)
    else if (isOpened) await noteHomeOpened(tx, person, context.now)
    const statuses: Status[] = []
    for (const group of groups) statuses.push(await statusOf(tx, context, group, person.slackUserId))
    return { statuses, away }
  })
}

/** The groups that keep a person's place while they are away, and that they do not convene. */
export function groupsAwayFrom(context: Context, person: Person): Promise<Group[]> {
  return ask(context, (tx) => groupsAway(tx, person))
}

async function groupsAway(tx: Tx, { teamId, slackUserId }: Person): Promise<Group[]> {
  const groups = await groupsWithMember(tx, teamId, slackUserId)
  return groups.filter(
    ({ away, convenorIds }) =>
      away.some((member) => member.slackUserId === slackUserId) && !convenorIds.includes(slackUserId),
  )
}
