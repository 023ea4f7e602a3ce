import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { findInstallation, type Installation } from '#db/installation.ts'
import { ask, type Context } from '#usecases/context.ts'
import { answerLost } from './broken.ts'
import { teamOf } from './interaction.ts'
import { stopWithoutToken } from './uninstall.ts'
import type { Take, WorkspaceApp } from './workspace-app.ts'

/** The bot in each workspace by Slack's id of that; null where it is not installed. */
export type Workspaces = {
  of(teamId: string): Promise<WorkspaceApp | null>
  /** The same where it is known what is stored of the installation just now. */
  with(teamId: string, installation: Installation | null): WorkspaceApp | null
}

/** The one workspace whose token the bot was started with. */
export function oneWorkspace(app: WorkspaceApp): Workspaces {
  const here = (teamId: string) => (teamId === app.shell.teamId ? app : null)
  return { of: async (teamId) => here(teamId), with: here }
}

/** What is known of an installation is used without the database when that takes longer: whoever pressed something waits. */
const PATIENCE_MS = 500

/**
 * All workspaces in which people installed the bot. Each is looked up anew whenever something happens in it, because
 * another instance may have taken its new token, or deleted it; what works with an old one ends what it has begun.
 */
export function manyWorkspaces(
  context: () => Context,
  create: (installation: Installation) => WorkspaceApp,
): Workspaces {
  const known = new Map<string, { installation: Installation; app: WorkspaceApp }>()
  const lookUp = (teamId: string) => ask(context(), (tx) => findInstallation(tx, teamId))

  async function current(teamId: string): Promise<Installation | null> {
    const before = known.get(teamId)?.installation
    if (!before) return lookUp(teamId)
    const found = lookUp(teamId).catch(() => before)
    return Promise.race([found, delay(PATIENCE_MS, before, { ref: false })])
  }

  function appWith(teamId: string, installation: Installation | null): WorkspaceApp | null {
    const before = known.get(teamId)
    if (!installation) {
      known.delete(teamId)
      return null
    }
    if (before?.installation.botToken === installation.botToken) return before.app
    const app = create(installation)
    known.set(teamId, { installation, app })
    return app
  }

  return {
    of: async (teamId) => appWith(teamId, await current(teamId)),
    with: appWith,
  }
}

/**
 * Hands everything to the bot in the workspace that it is of. What is of no other is acknowledged and forgotten, but for
 * the removal of the app, of which something may be kept all the same.
 */
export function takeForAll(workspaces: Workspaces, context: () => Context, log: Logger): Take {
  return async (received) => {
    const teamId = teamOf(received.body)
    const find = async (id: string) => {
      try {
        return await workspaces.of(id)
      } catch (error) {
        // Slack, which knows already that it has arrived, would tell nobody that it failed.
        if (typeof received.acknowledgedAt === 'number') await answerLost(log, received.body, error)
        throw error
      }
    }
    const workspace = teamId === null ? null : await find(teamId)
    if (workspace) return workspace.take(received)
    if (teamId !== null) await stopWithoutToken(context(), teamId, received.body)
    await received.ack()
  }
}
