import type { Tx } from '#db/client.ts'
import { type Group, groupsOf, groupsWithMember } from '#db/group.ts'
import {
  forgetHomeOfStranger,
  groupIdsFor,
  noteHomeOpened,
  noteShown,
  type Person,
  timesShown,
  waitToShow,
} from '#db/home-tab.ts'
import { languageWith } from '#db/language.ts'
import { type Language, USUAL_LANGUAGE } from '#domain/language.ts'
import { ask, type Context, commit } from './context.ts'
import { type Status, statusOf } from './status.ts'

/** What somebody's Home tab shows: how their groups stand, and the groups that keep their place while they are away. */
export type Home = { statuses: Status[]; away: Group[] }

/**
 * What a Home tab is to show, and how often it had been shown before that was read; null where that is not noted. With the
 * language in which a stranger is spoken to.
 */
export type Showing = Home & { timesShown: number | null; language: Language }

/** What somebody's Home tab shows. */
export function homeOf(context: Context, person: Person): Promise<Home> {
  return ask(context, async (tx) => {
    const statuses: Status[] = []
    for (const group of await groupsOf(tx, person.teamId, person.slackUserId))
      statuses.push(await statusOf(tx, context, group, person.slackUserId))
    return { statuses, away: await groupsAway(tx, person) }
  })
}

/** Somebody opens their Home tab: from now on it is kept up to date, unless it turns out that they are a stranger. */
export function openHome(context: Context, person: Person): Promise<void> {
  return commit(context, (tx) => noteHomeOpened(tx, person, context.now))
}

/**
 * What somebody's Home tab is to show now, with all that was being changed when this was asked. Of strangers it is not
 * kept that they have opened it.
 */
export async function homeToShow(context: Context, person: Person): Promise<Showing> {
  const groupIds = await ask(context, (tx) => groupIdsFor(tx, person))
  for (const id of groupIds) await ask(context, (tx) => waitToShow(tx, id))
  const before = await ask(context, (tx) => timesShown(tx, person))
  const home = await homeOf(context, person)
  const isStranger = home.statuses.length + home.away.length === 0
  if (isStranger && before !== null) await commit(context, (tx) => forgetHomeOfStranger(tx, person))
  if (!isStranger) return { ...home, timesShown: before, language: USUAL_LANGUAGE }
  const { teamId, slackUserId } = person
  const language = await ask(context, (tx) => languageWith(tx, teamId, slackUserId))
  return { ...home, timesShown: null, language: language ?? USUAL_LANGUAGE }
}

/**
 * Whether what was shown may stay. It may not when it was shown by somebody else meanwhile, who may have known more and
 * been overtaken on the way to Slack, nor when the person has been forgotten.
 */
export function mayStay(context: Context, person: Person, before: number | null): Promise<boolean> {
  return before === null
    ? ask(context, async (tx) => (await timesShown(tx, person)) === null)
    : commit(context, (tx) => noteShown(tx, person, before))
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
