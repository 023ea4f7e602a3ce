import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { allTeamIds } from '#db/workspace.ts'
import { ask, type Context } from '#usecases/context.ts'
import { askUntilClear, goOnInWorkspace, isStoppedIn, stopInWorkspace } from '#usecases/uninstall.ts'
import { eventHandler } from './event-handler.ts'
import type { Shell } from './shell.ts'
import { isTokenRefused } from './slack-answer.ts'
import type { WorkspaceApp } from './workspace-app.ts'
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
    const standing = await goOnIfInstalled(shell, TRIES)
    if (standing === 'removed')
      shell.log.warn('the app was removed from the workspace: nothing is said there any more')
    if (standing !== 'unclear') return
    await askUntilClear(shell.context(), shell.teamId)
    shell.log.warn(
      'Slack does not say whether the app was removed: nothing is said in the workspace until it does',
    )
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

/**
 * The other way round: no event may have told that the app was removed. Where Slack does not know the token it counts as
 * removed from now on, unless another token has been stored meanwhile.
 */
export async function stopIfRemoved({ shell }: WorkspaceApp, workspaces: Workspaces): Promise<Standing> {
  const { teamId } = shell
  const standing = await standingOf(shell, 1)
  if (standing !== 'removed') return standing
  if ((await workspaces.of(teamId))?.shell !== shell) return 'unclear'
  if (await stopInWorkspace(shell.context(), teamId))
    shell.log.warn('Slack does not know the token of a workspace: nothing is said there any more')
  return standing
}

/** Asks Slack in every workspace whether the app is installed there, whatever was believed. */
export async function followInstallations(workspaces: Workspaces, context: Context): Promise<void> {
  for (const teamId of await ask(context, allTeamIds)) {
    const workspace = await workspaces.of(teamId)
    if (!workspace) continue
    if (await isStoppedIn(context, teamId)) await goOnIfInstalled(workspace.shell)
    else await stopIfRemoved(workspace, workspaces)
  }
}

const gone = z.looseObject({
  event: z.union([
    z.looseObject({ type: z.literal('app_uninstalled') }),
    revoked.extend({ type: z.literal('tokens_revoked') }),
  ]),
})

/** The same events, of a workspace where the bot has no token and so cannot ask. */
export async function stopWithoutToken(context: Context, teamId: string, body: unknown): Promise<void> {
  if (gone.safeParse(body).success) await stopInWorkspace(context, teamId)
}
