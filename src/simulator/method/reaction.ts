/** The `reactions.*` methods, and what people's reactions share with them. */
import type { Channel, Message } from '../contract.ts'
import { emojiName } from '../emoji-name.ts'
import { messagePayload, reactionList, sharedMessage } from '../message.ts'
import { Refusal } from '../refusal.ts'
import { nextTs, type Workspace } from '../workspace.ts'
import { joinedChannel } from './access.ts'
import { type Args, isSet, neededText } from './argument.ts'
import { permalink } from './chat.ts'

// Slack says that without `full` it may leave people out, not from how many on. A small number lets a test notice.
const PEOPLE_WITHOUT_FULL = 5

/** `reactions.add` */
export function addOwnReaction(workspace: Workspace, args: Args) {
  const { channel, message } = target(workspace, args)
  void addReaction(workspace, channel, message, workspace.identity.botUserId, neededText(args, 'name'))
  return {}
}

/** `reactions.remove` */
export function removeOwnReaction(workspace: Workspace, args: Args) {
  const { channel, message } = target(workspace, args)
  void removeReaction(workspace, channel, message, workspace.identity.botUserId, neededText(args, 'name'))
  return {}
}

/** `reactions.get`: the message with its reactions. */
export function getReactions(workspace: Workspace, args: Args) {
  const { channel, message } = target(workspace, args)
  const shown = isSet(args, 'full') ? Number.POSITIVE_INFINITY : PEOPLE_WITHOUT_FULL
  const { metadata: _, ...payload } = messagePayload(workspace, message)
  return {
    type: 'message',
    channel: channel.id,
    message: {
      ...payload,
      ...(message.reactions.length === 0 ? {} : { reactions: reactionList(message, shown) }),
      permalink: permalink(workspace, message),
    },
  }
}

/** Adds somebody's reaction and tells the app. Resolves when the app has been told once. */
export function addReaction(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  userId: string,
  given: string,
): Promise<void> {
  const name = checkedName(given)
  if (channel.isArchived) throw new Refusal('is_archived')
  const known = message.reactions.find((reaction) => reaction.name === name)
  if (known?.userIds.includes(userId)) throw new Refusal('already_reacted')
  if (known === undefined) message.reactions.push({ name, userIds: [userId] })
  else known.userIds.push(userId)
  return announce(workspace, 'reaction_added', { channel, message, userId, name })
}

/** Takes somebody's reaction back and tells the app. Resolves when the app has been told once. */
export function removeReaction(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  userId: string,
  given: string,
): Promise<void> {
  const name = checkedName(given)
  if (channel.isArchived) throw new Refusal('is_archived')
  const known = message.reactions.find((reaction) => reaction.name === name)
  if (known === undefined || !known.userIds.includes(userId)) throw new Refusal('no_reaction')
  known.userIds = known.userIds.filter((id) => id !== userId)
  message.reactions = message.reactions.filter((reaction) => reaction.userIds.length > 0)
  return announce(workspace, 'reaction_removed', { channel, message, userId, name })
}

function target(workspace: Workspace, args: Args): { channel: Channel; message: Message } {
  if (args.channel === undefined || args.timestamp === undefined) throw new Refusal('no_item_specified')
  const channel = joinedChannel(workspace, args.channel)
  return { channel, message: sharedMessage(workspace, channel.id, args.timestamp) }
}

function checkedName(given: string): string {
  const name = emojiName(given)
  if (name === undefined) throw new Refusal('invalid_name')
  return name
}

async function announce(
  workspace: Workspace,
  type: 'reaction_added' | 'reaction_removed',
  { channel, message, userId, name }: { channel: Channel; message: Message; userId: string; name: string },
): Promise<void> {
  workspace.changed()
  if (!channel.memberIds.includes(workspace.identity.botUserId)) return
  await workspace.emit({
    type,
    user: userId,
    reaction: name,
    item: { type: 'message', channel: message.channelId, ts: message.ts },
    item_user: message.userId,
    event_ts: nextTs(workspace),
  })
}
