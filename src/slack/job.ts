import type { OfWorkspace } from '#db/workspace.ts'
import type { Context } from '#usecases/context.ts'
import { placeOfWork } from '#usecases/workplace.ts'
import type { Shell } from './shell.ts'
import { TokenRefused, TryAgain } from './slack-answer.ts'
import { goOnIfInstalled, stopIfRemoved } from './uninstall.ts'
import type { WorkspaceApp } from './workspace-app.ts'
import type { Workspaces } from './workspaces.ts'

/** For how long nothing more is asked in a workspace where Slack does not know the token. */
const REST_MS = 30_000

/** A workspace in which the token is refused rests, lest its jobs keep those of all others waiting. */
const restsUntil = new WeakMap<WorkspaceApp, number>()

/**
 * Work that calls Slack, in the workspace to which the job belongs; passed over where nobody has installed the app. Where
 * it counts as removed, Slack is asked first: if it is so, the work is passed over, and while Slack does not say, it waits.
 * Where the token is refused, and Slack says so again when asked, it counts as removed from then on.
 */
export function inItsWorkspace<J extends OfWorkspace, More extends unknown[]>(
  workspaces: Workspaces,
  context: () => Context,
  work: (shell: Shell, job: J, ...more: More) => Promise<void>,
): (job: J, ...more: More) => Promise<void> {
  return async (job, ...more) => {
    const place = await placeOfWork(context(), job)
    const workspace = place && workspaces.with(place.teamId, place.installation)
    if (!workspace) return
    if (performance.now() < (restsUntil.get(workspace) ?? 0)) throw new TokenRefused()
    const standing = place.isUninstalled ? await goOnIfInstalled(workspace.shell) : 'installed'
    if (standing === 'unclear') throw new TryAgain('Slack does not say whether the app is installed')
    if (standing === 'removed') return
    try {
      await work(workspace.shell, job, ...more)
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
      if ((await stopIfRemoved(workspace, workspaces)) === 'removed') return
      restsUntil.set(workspace, performance.now() + REST_MS)
      throw error
    }
  }
}
