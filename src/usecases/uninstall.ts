import { groupIdsIn } from '#db/group.ts'
import { noteInstalled, noteUninstalled, uninstalledAmong } from '#db/workspace.ts'
import { ask, type Context, commit } from './context.ts'
import { enqueueMissing } from './missing-job.ts'
import { wantPresence } from './presence.ts'
import { togetherIn } from './together.ts'

/**
 * The app was removed from a workspace: from now on nothing is said there, nothing is due, and what waits to be said goes
 * on waiting. Answers whether that is news.
 */
export function stopInWorkspace(context: Context, teamId: string): Promise<boolean> {
  return commit(context, (tx) => noteUninstalled(tx, teamId, context.now))
}

/** The app is installed in a workspace, as Slack says: if it was not, everything goes on as after a time without a connection. */
export async function goOnInWorkspace(context: Context, teamId: string): Promise<void> {
  await commit(context, (tx) => noteInstalled(tx, teamId))
  await enqueueMissing(context)
}

/**
 * Has Slack asked until it says whether the app was removed from a workspace, by work that waits for that. Where there is
 * no group, nothing waits to be said, and it is time enough at the next look around.
 */
export function askUntilClear(context: Context, teamId: string): Promise<void> {
  return commit(context, async (tx) => {
    const [groupId] = await groupIdsIn(tx, teamId)
    if (groupId) await wantPresence(tx, context, groupId)
  })
}

/** As many workspaces as one question is worth. */
const AT_MOST = 100

/** Whether the app was removed from a workspace. It is asked of each event, so one question serves for all that wait for it. */
export const isStoppedIn = togetherIn(async (context, teamIds: readonly string[]) => {
  const uninstalled = await ask(context, (tx) => uninstalledAmong(tx, teamIds))
  return teamIds.map((teamId) => uninstalled.has(teamId))
}, AT_MOST)
