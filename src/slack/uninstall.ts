import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { goOnInWorkspace, isStoppedIn, stopInWorkspace } from '#usecases/uninstall.ts'
import { eventHandler } from './event-handler.ts'
import type { Shell } from './shell.ts'
import { isTokenRefused } from './slack-answer.ts'

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
    if (!(await goOnIfInstalled(shell)))
      shell.log.warn('the app was removed from the workspace: nothing is said there any more')
  }
}

/** How often Slack is asked while it gives no clear answer, and how long after one another. */
const TRIES = 3
const AGAIN_MS = 1_000

/**
 * Where the app counts as removed, and Slack knows the token all the same, everything goes on; answers whether it does.
 * Asked also now and then, because what is forgotten in the end is everything.
 */
export async function goOnIfInstalled(shell: Shell): Promise<boolean> {
  if (!(await isStoppedIn(shell.context(), shell.teamId))) return true
  if (!(await isTokenGood(shell))) return false
  await goOnInWorkspace(shell.context(), shell.teamId)
  return true
}

async function isTokenGood(shell: Shell): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      await shell.client.auth.test()
      return true
    } catch (error) {
      if (isTokenRefused(error) || tries === TRIES) return false
      await delay(AGAIN_MS)
    }
  }
}

/** Work that calls Slack, unless the app was removed from the workspace: then it is passed over. */
export function whileInstalled<J>(shell: Shell, work: (job: J) => Promise<void>): (job: J) => Promise<void> {
  return async (job) => {
    if (!(await isStoppedIn(shell.context(), shell.teamId))) await work(job)
  }
}
