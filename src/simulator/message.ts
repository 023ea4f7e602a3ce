/** Messages: putting them in and taking them out, and how they appear in answers and payloads. */
import type { KnownBlock } from '@slack/types'
import type { Message } from './contract.ts'
import { Refusal } from './refusal.ts'
import { withBlockIds } from './view.ts'
import { messagesOf, nextTs, type Workspace } from './workspace.ts'

type NewMessage = {
  channelId: string
  userId: string
  text: string
  blocks?: KnownBlock[] | undefined
  onlyFor?: string | undefined
  threadTs?: string | undefined
  files?: Message['files']
  metadata?: Message['metadata']
}

/** Adds a message with a new timestamp and tells the app about its metadata, if it has any. */
export function addMessage(workspace: Workspace, fresh: NewMessage): Message {
  const message: Message = {
    channelId: fresh.channelId,
    ts: nextTs(workspace),
    userId: fresh.userId,
    text: fresh.text,
    blocks: withBlockIds({ blocks: fresh.blocks ?? [] }).blocks,
    reactions: [],
    files: fresh.files ?? [],
    edits: 0,
    ...(fresh.metadata === undefined ? {} : { metadata: fresh.metadata }),
    ...(fresh.onlyFor === undefined ? {} : { onlyFor: fresh.onlyFor }),
    ...(fresh.threadTs === undefined ? {} : { threadTs: fresh.threadTs }),
  }
  messagesOf(workspace, fresh.channelId).push(message)
  workspace.changed()
  if (message.metadata !== undefined) void workspace.emit(metadataPosted(workspace, message))
  return message
}

/** The message that everybody in the channel sees; refuses with `message_not_found`, also for ephemeral ones. */
export function sharedMessage(workspace: Workspace, channelId: string, ts: unknown): Message {
  const found = messagesOf(workspace, channelId).find(
    (message) => message.ts === ts && message.onlyFor === undefined,
  )
  if (found === undefined) throw new Refusal('message_not_found')
  return found
}

/** Takes a message away. */
export function removeMessage(workspace: Workspace, message: Message): void {
  const list = messagesOf(workspace, message.channelId)
  list.splice(list.indexOf(message), 1)
  workspace.changed()
}

/** The message as Slack sends it in answers and payloads. */
export function messagePayload(workspace: Workspace, message: Message): Record<string, unknown> {
  const { identity } = workspace
  const isOurs = message.userId === identity.botUserId
  return {
    user: message.userId,
    type: 'message',
    ts: message.ts,
    ...(isOurs ? { bot_id: identity.botId, app_id: identity.appId } : {}),
    text: message.text,
    team: identity.teamId,
    ...(isOurs ? { bot_profile: botProfile(workspace) } : {}),
    ...(message.edits > 0 && message.blocks.length === 0
      ? { edited: { user: message.userId, ts: message.ts } }
      : {}),
    ...(message.blocks.length > 0 ? { blocks: structuredClone(message.blocks) } : {}),
    ...(message.metadata === undefined ? {} : { metadata: structuredClone(message.metadata) }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.reactions.length === 0 ? {} : { reactions: reactionList(message, Number.POSITIVE_INFINITY) }),
  }
}

/** Reactions with their counts; Slack may leave people out of `users` but never out of `count`. */
export function reactionList(message: Message, usersShown: number): Record<string, unknown>[] {
  return message.reactions.map(({ name, userIds }) => ({
    name,
    users: userIds.slice(0, usersShown),
    count: userIds.length,
  }))
}

function botProfile(workspace: Workspace): Record<string, unknown> {
  const { identity } = workspace
  return {
    id: identity.botId,
    app_id: identity.appId,
    user_id: identity.botUserId,
    name: workspace.people.get(identity.botUserId)?.realName,
    deleted: false,
    updated: 0,
    team_id: identity.teamId,
    icons: {},
  }
}

function metadataPosted(workspace: Workspace, message: Message) {
  const { identity } = workspace
  return {
    type: 'message_metadata_posted',
    app_id: identity.appId,
    bot_id: identity.botId,
    user_id: message.userId,
    team_id: identity.teamId,
    channel_id: message.channelId,
    metadata: structuredClone(message.metadata),
    message_ts: message.ts,
    event_ts: nextTs(workspace),
  }
}
