import { getGroup, lockGroupToLook } from '#db/group.ts'
import { findOpenPoll, groupsWithPollToLookAt } from '#db/poll.ts'
import { runsToLookAt } from '#db/run.ts'
import { ask, type Context, commit } from './context.ts'
import { followPoll } from './follow-poll.ts'
import { followRun } from './follow-run.ts'
import { noteNextLook } from './look-again.ts'
import { underWay } from './under-way.ts'

/** A group that has to be looked at: what it has of which something may be due. */
type ToLookAt = { groupId: string; runId: string | null; hasPoll: boolean }

/** The groups of which something may be due by now. */
export function groupsToLookAt(context: Context): Promise<ToLookAt[]> {
  return ask(context, async (tx) => {
    const withPoll = new Set(await groupsWithPollToLookAt(tx, context.now))
    const withRun = (await runsToLookAt(tx, context.now)).map(({ id, groupId }) => ({
      groupId,
      runId: id,
      hasPoll: withPoll.delete(groupId),
    }))
    return [...withRun, ...[...withPoll].map((groupId) => ({ groupId, runId: null, hasPoll: true }))]
  })
}

/**
 * Does what is due in a group by now, all of it or nothing, and notes when there is something again. Everything is read
 * once, under the group's lock.
 */
export function followGroup(context: Context, { groupId, runId, hasPoll }: ToLookAt): Promise<void> {
  return commit(context, async (tx) => {
    if (!(await lockGroupToLook(tx, groupId, context.now))) return
    const found = runId === null ? null : await underWay(tx, runId)
    const here = found?.run.status === 'fixed' ? found : null
    const group = here?.group ?? (await getGroup(tx, groupId))
    const poll = hasPoll ? await findOpenPoll(tx, groupId) : null
    if (poll) await followPoll(tx, context, group, poll)
    if (here) await followRun(tx, context, here)
    await noteNextLook(tx, context, { group, here, poll })
  })
}
