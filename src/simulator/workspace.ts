/** The state of the simulated workspace: plain data, changed by the Web API methods and by what people do. */
import type { View } from '@slack/types'
import type { ApiCall, Channel, Fault, Message, Person } from './contract.ts'
import type { Limits } from './limit.ts'

export type Identity = {
  teamId: string
  teamDomain: string
  teamName: string
  appId: string
  botId: string
  botUserId: string
  botToken: string
  appToken: string
  clientId: string
  clientSecret: string
  signingSecret: string
  verificationToken: string
}

export type StateValues = Record<string, Record<string, Record<string, unknown>>>

/** A modal or a Home tab of one person. */
export type StoredView = {
  id: string
  userId: string
  view: View
  values: StateValues
  errors: Record<string, string>
  hash: string
  rootId: string
  previousId: string | null
}

export type Trigger = { userId: string; expiresAtMs: number; isUsed: boolean }

export type ResponseUrl = {
  channelId: string
  userId: string
  /** The message that `replace_original` and `delete_original` mean, once there is one. */
  originalTs: string | undefined
  usesLeft: number
  expiresAtMs: number
}

/** Somebody has agreed that the app is installed; a code stands for it until the app has its token. */
export type Grant = {
  userId: string
  scopes: string[]
  isForOrganisation: boolean
  expiresAtMs: number
  isUsed: boolean
}

export type Upload = {
  id: string
  name: string
  length: number
  /** What a screen reader says of a picture. */
  altText: string | undefined
  content: string | undefined
}

/** An inner event of the Events API; `event_ts` is set by the sender. */
export type SlackEvent = { type: string; event_ts: string; [key: string]: unknown }

export type Workspace = {
  identity: Identity
  now: () => Date
  url: string
  scopes: string[]
  appScopes: string[]
  commands: string[]
  events: string[]
  isInstalled: boolean
  people: Map<string, Person>
  channels: Map<string, Channel>
  messages: Map<string, Message[]>
  views: Map<string, StoredView>
  /** User id → ids of the open modals, the top one last. */
  stacks: Map<string, string[]>
  homes: Map<string, StoredView>
  /** `channel:ts:user` → what this person has chosen in the message's own selects. */
  messageValues: Map<string, StateValues>
  triggers: Map<string, Trigger>
  responseUrls: Map<string, ResponseUrl>
  uploads: Map<string, Upload>
  /** By their codes. */
  grants: Map<string, Grant>
  /** Where people come back to who have agreed. */
  redirectUrl: string | undefined
  calls: ApiCall[]
  faults: Fault[]
  limits: Limits
  lastTsMicros: bigint
  counter: number
  /** Sends an event to the app if it is subscribed to it; resolves after the first attempt. */
  emit: (event: SlackEvent) => Promise<void>
  /** Tells everybody who watches that something visible changed. */
  changed: () => void
  /** Asks for a ticket with which the app may open a Socket Mode connection. */
  socketUrl: () => string
}

/** A new id with Slack's kind of prefix, such as `U` or `C`. */
export function newId(workspace: Workspace, prefix: string): string {
  workspace.counter += 1
  return `${prefix}0${workspace.counter.toString(36).toUpperCase().padStart(8, '0')}`
}

/** A new timestamp on the workspace's clock, `seconds.microseconds`; unique and always increasing, even if the clock is not. */
export function nextTs(workspace: Workspace): string {
  const clock = BigInt(workspace.now().getTime()) * 1000n
  const last = workspace.lastTsMicros
  const micros = clock > last ? clock : last + 1n
  workspace.lastTsMicros = micros
  return `${micros / 1_000_000n}.${(micros % 1_000_000n).toString().padStart(6, '0')}`
}

/** The person with this id; refuses an unknown id, which is a mistake of the caller and not of the app. */
export function personOf(workspace: Workspace, userId: string): Person {
  const person = workspace.people.get(userId)
  if (person === undefined) throw new Error(`There is no person ${userId} in the workspace`)
  return person
}

/** The person who does something; refuses one whose account is closed. */
export function actingPerson(workspace: Workspace, userId: string): Person {
  const person = personOf(workspace, userId)
  if (person.isDeactivated) throw new Error(`${userId} has no account any more and can do nothing`)
  return person
}

/** The channel with this id; refuses an unknown id, which is a mistake of the caller and not of the app. */
export function channelOf(workspace: Workspace, channelId: string): Channel {
  const channel = workspace.channels.get(channelId)
  if (channel === undefined) throw new Error(`There is no channel ${channelId} in the workspace`)
  return channel
}

/** The messages of a channel in order, ephemeral ones included; the list itself, not a copy. */
export function messagesOf(workspace: Workspace, channelId: string): Message[] {
  const known = workspace.messages.get(channelId)
  if (known !== undefined) return known
  const list: Message[] = []
  workspace.messages.set(channelId, list)
  return list
}

/** The conversation between a person and the bot, opened if it does not exist yet. */
export function directChannel(workspace: Workspace, userId: string): Channel {
  const { botUserId } = workspace.identity
  for (const channel of workspace.channels.values()) {
    if (channel.kind === 'direct' && channel.memberIds.includes(userId)) return channel
  }
  const channel: Channel = {
    id: newId(workspace, 'D'),
    name: '',
    kind: 'direct',
    isShared: false,
    isArchived: false,
    memberIds: [userId, botUserId],
  }
  workspace.channels.set(channel.id, channel)
  return channel
}

/** The name that Slack puts into payloads: private channels and direct messages do not give their own. */
export function payloadChannelName(channel: Channel): string {
  if (channel.kind === 'direct') return 'directmessage'
  return channel.kind === 'private' ? 'privategroup' : channel.name
}
