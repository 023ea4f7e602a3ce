import { randomInt } from 'node:crypto'
import type { Tx } from '#db/client.ts'
import { type Group, groupsOf, groupsWithMember } from '#db/group.ts'
import {
  forgetHomeOfStranger,
  groupIdsFor,
  lastShowing,
  noteHomeOpened,
  noteShown,
  type Person,
  waitToShow,
} from '#db/home-tab.ts'
import { languageWith } from '#db/language.ts'
import type { Language } from '#domain/language.ts'
import { ask, type Context, commit } from './context.ts'
import { type Status, statusOf } from './status.ts'

/** What somebody's Home tab shows: how their groups stand, and the groups that keep their place while they are away. */
export type Home = { statuses: Status[]; away: Group[] }

/**
 * What a Home tab is to show, and the number of the showing before that was read; null where it is not noted that they
 * opened it. With the language in which a stranger is spoken to, as far as it is known.
 */
export type Showing = Home & { before: number | null; language: Language | null }

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
  const before = await ask(context, (tx) => lastShowing(tx, person))
  const home = await homeOf(context, person)
  if (!isStranger(home)) return { ...home, before, language: null }
  if (before !== null) await commit(context, (tx) => forgetHomeOfStranger(tx, person))
  const { teamId, slackUserId } = person
  const language = await ask(context, (tx) => languageWith(tx, teamId, slackUserId))
  return { ...home, before: null, language }
}

function isStranger({ statuses, away }: Home): boolean {
  return statuses.length + away.length === 0
}

/** As many as a showing can have, of which two in a row are hardly ever the same. */
const SHOWINGS = 2 ** 31 - 1

/**
 * Whether what was shown may stay. It may not when it was shown by somebody else meanwhile, who may have known more and
 * been overtaken on the way to Slack, nor when the person has been forgotten, or has become a stranger or is none any more.
 */
export function mayStay(context: Context, person: Person, shown: Showing): Promise<boolean> {
  const { before } = shown
  if (before !== null) return commit(context, (tx) => noteShown(tx, person, before, randomInt(SHOWINGS)))
  return ask(context, async (tx) => {
    if ((await lastShowing(tx, person)) !== null) return false
    const groups = await groupsOf(tx, person.teamId, person.slackUserId)
    return isStranger(shown) === (groups.length + (await groupsAway(tx, person)).length === 0)
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
