/** The methods by which an app learns who it is and connects. */
import { Refusal } from '../refusal.ts'
import type { Workspace } from '../workspace.ts'
import { type Args, optionalText } from './argument.ts'

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

/** `bots.info`: to which app a bot belongs. */
export function botInfo(workspace: Workspace, args: Args) {
  const { botId, appId, botUserId } = workspace.identity
  if (optionalText(args, 'bot') !== botId) throw new Refusal('bot_not_found')
  const name = workspace.people.get(botUserId)?.realName
  return { bot: { id: botId, deleted: false, name, app_id: appId, user_id: botUserId } }
}
