import type { Tx } from '#db/client.ts'
import { forgetHomesOfStrangers, holdShowing, homesOf, type Person, peopleAround } from '#db/home-tab.ts'
import { turnKey } from '#db/queue.ts'
import { type Context, commit } from './context.ts'

/** Groups for which this has been asked in a transaction: once in it is enough, however much changes. */
const wanted = new WeakMap<Tx, Set<string>>()

/**
 * Has the Home tabs brought up to date of all who have opened theirs and have to do with a group, because something in it
 * changes. One job for each of them: what goes wrong with one keeps nobody else.
 */
export function refreshHomes(tx: Tx, context: Context, groupId: string): Promise<void> {
  return refreshHomesOf(tx, context, [groupId])
}

/** The same for several groups. */
export async function refreshHomesOf(tx: Tx, context: Context, groupIds: readonly string[]): Promise<void> {
  const asked = wanted.get(tx) ?? new Set()
  const ids = [...new Set(groupIds)].filter((id) => !asked.has(id))
  if (ids.length === 0) return
  wanted.set(tx, new Set([...asked, ...ids]))
  // What waits already serves for this change too, and so does who opens theirs just now without being seen here: neither
  // may read before this transaction has committed.
  await holdShowing(tx, ids)
  await showAll(tx, context, await homesOf(tx, ids))
}

/**
 * Has the Home tabs of a group's people shown anew, whether or not they have opened theirs, because who belongs to it has
 * changed just now: somebody may have theirs open as a stranger, of whom nothing is noted.
 */
export async function refreshEveryHome(tx: Tx, context: Context, groupId: string): Promise<void> {
  await holdShowing(tx, [groupId])
  await showAll(tx, context, await peopleAround(tx, groupId, context.now))
}

/** Has somebody's Home tab shown as it is then, so many seconds from now. */
export function showHomeLater(context: Context, person: Person, startAfterSeconds: number): Promise<void> {
  return commit(context, (tx) =>
    context.queue.add(tx, 'home', person, turnKey(person.teamId, person.slackUserId), { startAfterSeconds }),
  )
}

/**
 * Forgets who opened their Home tab, of those who are in no group any more, and has it say so: nobody took them off who
 * would have done that where the database was told to delete their group. At most so many; answers how many they were.
 */
export async function forgetStrangers(tx: Tx, context: Context, most: number): Promise<number> {
  const people = await forgetHomesOfStrangers(tx, most)
  await showAll(tx, context, people)
  return people.length
}

function showAll(tx: Tx, { queue }: Context, people: readonly Person[]): Promise<void> {
  const jobs = people.map(({ teamId, slackUserId }) => ({
    job: { teamId, slackUserId },
    key: turnKey(teamId, slackUserId),
  }))
  return queue.addAll(tx, 'home', jobs)
}
