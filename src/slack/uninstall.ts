import * as z from 'zod'
import { goOnInWorkspace, isStoppedIn, stopInWorkspace } from '#usecases/uninstall.ts'
import { eventHandler } from './event-handler.ts'
import type { Shell } from './shell.ts'

/** The app was removed from the workspace. */
export const onAppUninstalled = eventHandler(z.looseObject({}), stop)

const revoked = z.looseObject({ tokens: z.looseObject({ bot: z.array(z.string()).min(1) }) })

/** The bot's token is not good any more, mostly because the app was removed; that of a person is none of ours. */
export const onTokensRevoked = eventHandler(revoked, stop)

/**
 * Stops at once, and then asks Slack, once, whether the token is really refused: the event may be an old one that comes
 * after the app has been installed again.
 */
async function stop(shell: Shell) {
  const { teamId } = shell
  if (!(await stopInWorkspace(shell.context(), teamId))) return
  return async () => {
    const isGood = await shell.client.auth.test().then(
      () => true,
      () => false,
    )
    if (isGood) await goOnInWorkspace(shell.context(), teamId)
    else shell.log.warn('the app was removed from the workspace: nothing is said there any more')
  }
}

/** Work that calls Slack, unless the app was removed from the workspace: then it is passed over. */
export function whileInstalled<J>(shell: Shell, work: (job: J) => Promise<void>): (job: J) => Promise<void> {
  return async (job) => {
    if (!(await isStoppedIn(shell.context(), shell.teamId))) await work(job)
  }
}
