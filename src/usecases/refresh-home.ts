import type { Tx } from '#db/client.ts'
import { homesOf } from '#db/home-tab.ts'
import { type Context, commit } from './context.ts'

/** Groups for which this has been asked in a transaction: once in it is enough, however much changes. */
const wanted = new WeakMap<Tx, Set<string>>()

/**
 * Has the Home tabs brought up to date of all who have opened theirs and have to do with a group, because something in it
 * changes.
 */
export async function refreshHomes(tx: Tx, context: Context, groupId: string): Promise<void> {
  const asked = wanted.get(tx) ?? new Set()
  if (asked.has(groupId)) return
  wanted.set(tx, asked.add(groupId))
  // What waits already serves for this change too, so it must not read before this transaction has committed.
  const people = await homesOf(tx, groupId, 'read')
  if (people.length > 0) await context.queue.add(tx, 'home', { groupId }, groupId)
}

/** Whose Home tabs show something of a group; read when the changes that asked for it are there to be seen. */
export function homesToRefresh(context: Context, groupId: string): Promise<string[]> {
  return commit(context, (tx) => homesOf(tx, groupId, 'change'))
}
