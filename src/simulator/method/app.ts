/** The methods by which an app learns who it is and connects. */
import type { Workspace } from '../workspace.ts'

/** `auth.test` */
export function authTest(workspace: Workspace) {
  const { identity } = workspace
  return {
    url: `https://${identity.teamDomain}.slack.com/`,
    team: identity.teamName,
    user: workspace.people.get(identity.botUserId)?.name,
    team_id: identity.teamId,
    user_id: identity.botUserId,
    bot_id: identity.botId,
    is_enterprise_install: false,
  }
}

/** `apps.connections.open` */
export function openConnection(workspace: Workspace) {
  return { url: workspace.socketUrl() }
}
