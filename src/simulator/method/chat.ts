/** The `chat.*` methods. */
import type { KnownBlock } from '@slack/types'
import type { Message } from '../contract.ts'
import { addMessage, messagePayload, removeMessage, sharedMessage } from '../message.ts'
import { Refusal } from '../refusal.ts'
import { checkedMessageBlocks } from '../rule/surface.ts'
import { withBlockIds } from '../view.ts'
import type { Workspace } from '../workspace.ts'
import { joinedChannel, writableChannel } from './access.ts'
import { type Args, neededText, optionalText } from './argument.ts'

const POSTED_TEXT = 40_000
const UPDATED_TEXT = 4_000

/** `chat.postMessage` */
export function postMessage(workspace: Workspace, args: Args) {
  const channel = writableChannel(workspace, args)
  const threadTs = optionalText(args, 'thread_ts')
  if (threadTs !== undefined) refuseUnknownThread(workspace, channel.id, threadTs)
  const message = addMessage(workspace, {
    channelId: channel.id,
    userId: workspace.identity.botUserId,
    ...content(args, POSTED_TEXT),
    threadTs,
    metadata: metadataOf(args),
  })
  return { channel: channel.id, ts: message.ts, message: messagePayload(workspace, message) }
}

/** `chat.postEphemeral` */
export function postEphemeral(workspace: Workspace, args: Args) {
  const channel = joinedChannel(workspace, args.channel)
  if (channel.isArchived) throw new Refusal('is_archived')
  const onlyFor = neededText(args, 'user')
  if (!channel.memberIds.includes(onlyFor)) throw new Refusal('user_not_in_channel')
  const message = addMessage(workspace, {
    channelId: channel.id,
    userId: workspace.identity.botUserId,
    ...content(args, POSTED_TEXT),
    onlyFor,
  })
  return { message_ts: message.ts }
}

/** `chat.update`: a text without blocks takes the blocks away. */
export function updateMessage(workspace: Workspace, args: Args) {
  const channel = joinedChannel(workspace, args.channel)
  const message = sharedMessage(workspace, channel.id, neededText(args, 'ts'))
  if (message.userId !== workspace.identity.botUserId) throw new Refusal('cant_update_message')
  if (channel.isArchived) throw new Refusal('is_archived')
  const { text, blocks } = content(args, UPDATED_TEXT)
  const metadata = metadataOf(args)
  Object.assign(message, withBlockIds({ blocks: blocks ?? [] }), { text, edits: message.edits + 1 })
  if (metadata !== undefined) message.metadata = metadata
  workspace.changed()
  return { channel: channel.id, ts: message.ts, text, message: messagePayload(workspace, message) }
}

/** `chat.delete` */
export function deleteMessage(workspace: Workspace, args: Args) {
  const channel = joinedChannel(workspace, args.channel)
  const message = sharedMessage(workspace, channel.id, neededText(args, 'ts'))
  if (message.userId !== workspace.identity.botUserId) throw new Refusal('cant_delete_message')
  removeMessage(workspace, message)
  return { channel: channel.id, ts: message.ts }
}

/** `chat.getPermalink` */
export function getPermalink(workspace: Workspace, args: Args) {
  const channel = joinedChannel(workspace, args.channel)
  const message = sharedMessage(workspace, channel.id, neededText(args, 'message_ts'))
  return { channel: channel.id, permalink: permalink(workspace, message) }
}

/** The address at which a person finds a message. */
export function permalink(workspace: Workspace, message: Message): string {
  return `https://${workspace.identity.teamDomain}.slack.com/archives/${message.channelId}/p${message.ts.replace('.', '')}`
}

/** Text and blocks of a message; refuses what is empty, too long or not right. */
export function content(args: Args, longest: number): { text: string; blocks: KnownBlock[] | undefined } {
  const text = optionalText(args, 'text') ?? ''
  const given = args.blocks
  const blocks =
    given === undefined || given === null || given === '' ? undefined : checkedMessageBlocks(given)
  if (text === '' && (blocks === undefined || blocks.length === 0)) throw new Refusal('no_text')
  if (text.length > longest) throw new Refusal('msg_too_long')
  return { text, blocks }
}

function metadataOf(args: Args): Message['metadata'] {
  const { metadata } = args
  if (metadata === undefined || metadata === null || metadata === '') return undefined
  const { event_type: type, event_payload: payload } = metadata as Record<string, unknown>
  if (typeof type !== 'string' || typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new Refusal('invalid_metadata_format')
  }
  return { event_type: type, event_payload: structuredClone(payload) as Record<string, unknown> }
}

function refuseUnknownThread(workspace: Workspace, channelId: string, threadTs: string): void {
  try {
    sharedMessage(workspace, channelId, threadTs)
  } catch {
    throw new Refusal('thread_not_found')
  }
}
