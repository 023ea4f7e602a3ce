import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { uninstalledTeamIds } from '#db/workspace.ts'
import { ask, type Context } from '#usecases/context.ts'
import { goOnInWorkspace, isStoppedIn, stopInWorkspace } from '#usecases/uninstall.ts'
import { eventHandler } from './event-handler.ts'
import type { Shell } from './shell.ts'
import { isTokenRefused } from './slack-answer.ts'
import type { Workspaces } from './workspaces.ts'

/** The app was removed from the workspace. */
export const onAppUninstalled = eventHandler(z.looseObject({}), stop)

const revoked = z.looseObject({ tokens: z.looseObject({ bot: z.array(z.string()).min(1) }) })

/** The bot's token is not good any more, mostly because the app was removed; that of a person is none of ours. */
export const onTokensRevoked = eventHandler(revoked, stop)

/**
 * Stops at once, and then asks Slack whether the token is still good: the event may be an old one that comes after the
 * app has been installed again.
 */
async function stop(shell: Shell) {
  if (!(await stopInWorkspace(shell.context(), shell.teamId))) return
  return async () => {
    if ((await goOnIfInstalled(shell, TRIES)) !== 'installed')
      shell.log.warn('the app was removed from the workspace: nothing is said there any more')
  }
}

/** How often Slack is asked then while it gives no clear answer, and how long after one another. */
const TRIES = 3
const AGAIN_MS = 1_000

/** Whether the app is installed; unclear where it counts as removed and Slack does not say. */
type Standing = 'installed' | 'removed' | 'unclear'

/**
 * Where the app counts as removed, and Slack knows the token all the same, everything goes on. Asked also now and then,
 * because what is forgotten in the end is everything.
 */
export async function goOnIfInstalled(shell: Shell, tries = 1): Promise<Standing> {
  if (!(await isStoppedIn(shell.context(), shell.teamId))) return 'installed'
  const standing = await standingOf(shell, tries)
  if (standing === 'installed') await goOnInWorkspace(shell.context(), shell.teamId)
  return standing
}

async function standingOf(shell: Shell, tries: number): Promise<Standing> {
  try {
    await shell.client.auth.test()
    return 'installed'
  } catch (error) {
    if (isTokenRefused(error)) return 'removed'
    if (tries === 1) return 'unclear'
    await delay(AGAIN_MS)
    return standingOf(shell, tries - 1)
  }
}

/** The same for every workspace in which the app counts as removed. */
export async function goOnWhereInstalled(workspaces: Workspaces, context: Context): Promise<void> {
  for (const teamId of await ask(context, uninstalledTeamIds)) {
    const workspace = await workspaces.of(teamId)
    if (workspace) await goOnIfInstalled(workspace.shell)
  }
}
