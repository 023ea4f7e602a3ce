/** Which channels the app may see and write to, and with which scopes. */
import type { Channel } from '../contract.ts'
import { Refusal } from '../refusal.ts'
import { directChannel, type Workspace } from '../workspace.ts'
import { type Args, optionalText } from './argument.ts'

const READ_SCOPES = { private: 'groups:read', public: 'channels:read', direct: 'im:read' } as const

/** The channel that a message goes to; a person's id means the conversation between them and the bot. */
export function writableChannel(workspace: Workspace, args: Args): Channel {
  const id = optionalText(args, 'channel')
  const person = id === undefined ? undefined : workspace.people.get(id)
  if (person?.isBot) throw new Refusal('cannot_dm_bot')
  if (person?.isDeactivated) throw new Refusal('channel_not_found')
  const channel = person === undefined ? joinedChannel(workspace, id) : directChannel(workspace, person.id)
  if (channel.isArchived) throw new Refusal('is_archived')
  return channel
}

/** A channel that the bot is in. A private one that it is not in does not exist for it. */
export function joinedChannel(workspace: Workspace, id: unknown): Channel {
  const channel = visibleChannel(workspace, id)
  if (!channel.memberIds.includes(workspace.identity.botUserId)) throw new Refusal('not_in_channel')
  return channel
}

/** A channel that the app may look at: public, or the bot is in it. Refuses when the scope for its kind is missing. */
export function readableChannel(workspace: Workspace, id: unknown): Channel {
  const channel = visibleChannel(workspace, id)
  const needed = READ_SCOPES[channel.kind]
  if (!workspace.scopes.includes(needed)) throw missingScope(workspace.scopes, [needed])
  return channel
}

/** The refusal of a call for which the token has not the permission. */
export function missingScope(provided: readonly string[], needed: readonly string[]): Refusal {
  return new Refusal('missing_scope', { needed: needed.join(','), provided: provided.join(',') })
}

function visibleChannel(workspace: Workspace, id: unknown): Channel {
  const channel = typeof id === 'string' ? workspace.channels.get(id) : undefined
  const isMember = channel?.memberIds.includes(workspace.identity.botUserId)
  if (channel === undefined || (channel.kind !== 'public' && !isMember))
    throw new Refusal('channel_not_found')
  return channel
}
