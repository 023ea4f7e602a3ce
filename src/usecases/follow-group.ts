import type { Tx } from '#db/client.ts'
import { getGroup, lockGroupToLook } from '#db/group.ts'
import { findOpenPoll, groupsWithPollToLookAt } from '#db/poll.ts'
import { groupsWithRunToLookAt, runIdUnderWay } from '#db/run.ts'
import { ask, type Context, commit } from './context.ts'
import { followPoll } from './follow-poll.ts'
import { followRun } from './follow-run.ts'
import { noteNextLook } from './look-again.ts'
import { underWay } from './under-way.ts'

/** A group of which something may be due, and whether it had a poll open when that was asked. */
export type ToLookAt = { groupId: string; hadPoll: boolean }

/** The groups of which something may be due by now. */
export function groupsToLookAt(context: Context): Promise<ToLookAt[]> {
  return ask(context, async (tx) => {
    const withPoll = new Set(await groupsWithPollToLookAt(tx, context.now))
    const all = new Set([...withPoll, ...(await groupsWithRunToLookAt(tx, context.now))])
    return [...all].map((groupId) => ({ groupId, hadPoll: withPoll.has(groupId) }))
  })
}

/**
 * Does what is due in a group by now: in its open poll, then in its run under way, of each all or nothing. What goes wrong
 * with one does not keep the other from its own; it is thrown in the end, and looked at again by the next tick. Otherwise
 * notes when there is something again, of whatever the group has by then.
 */
export async function followGroup(context: Context, { groupId, hadPoll }: ToLookAt): Promise<void> {
  const inPoll = () => commit(context, (tx) => followItsPoll(tx, context, groupId))
  const [poll] = await Promise.allSettled(hadPoll ? [inPoll()] : [])
  await commit(context, async (tx) => {
    if (!(await lockGroupToLook(tx, groupId, context.now))) return
    const runId = await runIdUnderWay(tx, groupId)
    const here = runId === null ? null : await underWay(tx, runId)
    if (here) await followRun(tx, context, here)
    if (poll?.status === 'rejected') return
    const group = here?.group ?? (await getGroup(tx, groupId))
    await noteNextLook(tx, context, { group, here, poll: await findOpenPoll(tx, groupId) })
  })
  if (poll?.status === 'rejected') throw poll.reason
}

async function followItsPoll(tx: Tx, context: Context, groupId: string): Promise<void> {
  if (!(await lockGroupToLook(tx, groupId, context.now))) return
  const poll = await findOpenPoll(tx, groupId)
  if (poll) await followPoll(tx, context, await getGroup(tx, groupId), poll)
}
