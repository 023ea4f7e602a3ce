/** The parts that all payloads of commands and interactions share. */
import type { Channel } from './contract.ts'
import { actingPerson, payloadChannelName, type Workspace } from './workspace.ts'

/** Who did it, in which workspace, for which app. */
export function appPayload(workspace: Workspace, userId: string): Record<string, unknown> {
  const { identity } = workspace
  const person = actingPerson(workspace, userId)
  return {
    user: { id: userId, username: person.name, name: person.name, team_id: person.teamId ?? identity.teamId },
    api_app_id: identity.appId,
    token: identity.verificationToken,
    team: { id: identity.teamId, domain: identity.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** The channel as interactions name it. */
export function channelPayload(channel: Channel): { id: string; name: string } {
  return { id: channel.id, name: payloadChannelName(channel) }
}
