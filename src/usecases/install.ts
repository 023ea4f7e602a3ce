import { type Installation, saveInstallation } from '#db/installation.ts'
import { type Context, commit } from './context.ts'
import { catchUpIn } from './tick.ts'
import { goOnInWorkspace } from './uninstall.ts'

/**
 * Somebody has installed the app in a workspace, for the first time or anew. What was there before goes on as after a time
 * without a connection.
 */
export async function installInWorkspace(context: Context, installation: Installation): Promise<void> {
  await commit(context, (tx) => saveInstallation(tx, installation, context.now))
  await goOnInWorkspace(context, installation.teamId)
  await catchUpIn(context, installation.teamId)
}
