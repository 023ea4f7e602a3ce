/** What one person may see of the workspace, gathered for the page. */
import type { View } from '@slack/types'
import type { Channel, Message, OpenView, Person, Simulator } from '#simulator/contract.ts'

/** A conversation in the sidebar. `direct` is the private conversation with the app. */
export type Conversation = {
  /** The channel's id; `direct` for the private conversation with the app. */
  id: string
  name: string
  kind: Channel['kind']
  isArchived: boolean
  isShared: boolean
  memberIds: string[]
  messages: Message[]
  /** Messages of others that this person has not had on screen yet. */
  unread: number
}

export type PageState = {
  viewerId: string
  /** The app's own user id. */
  botId: string
  /** Everybody in the workspace, bots included, for names and choices. */
  people: Person[]
  /** A word about a person, by user id, shown where one chooses whom to be. */
  roles: Record<string, string>
  /** Unread messages of every person who can be chosen, by user id. */
  unread: Record<string, number>
  /** Names of all channels by id, so that a mention of a channel the viewer is not in still has a name. */
  channelNames: Record<string, string>
  conversations: Conversation[]
  modal?: OpenView
  home?: View
  /** The workspace's clock, ISO 8601 in UTC. */
  now: string
}

/** Which messages have been on someone's screen: remembers the last timestamp by person and conversation. */
export type ReadMarks = Map<string, string>

/** The id under which the page knows a person's private conversation with the app. */
export const DIRECT = 'direct'

/** Notes that this person has seen the conversation up to `ts`; an older mark never replaces a newer one. */
export function markRead(marks: ReadMarks, viewerId: string, conversationId: string, ts: string): void {
  const key = `${viewerId} ${conversationId}`
  if (compareTs(ts, marks.get(key) ?? '0') > 0) marks.set(key, ts)
}

/** Everything this person may see at `now`, but for the words about people. The person must exist. */
export function pageState(
  simulator: Simulator,
  viewerId: string,
  marks: ReadMarks,
  now: Date,
): Omit<PageState, 'roles'> {
  const people = simulator.people()
  const own = conversationsOf(simulator, viewerId, marks)
  const modal = simulator.openView(viewerId)
  const home = simulator.home(viewerId)
  return {
    viewerId,
    botId: simulator.botUserId,
    people,
    unread: Object.fromEntries(
      people.filter((person) => !person.isBot).map(({ id }) => [id, totalUnread(simulator, id, marks)]),
    ),
    channelNames: Object.fromEntries(simulator.channels().map(({ id, name }) => [id, name])),
    conversations: own,
    ...(modal && { modal }),
    ...(home && { home }),
    now: now.toISOString(),
  }
}

function conversationsOf(simulator: Simulator, viewerId: string, marks: ReadMarks): Conversation[] {
  const unread = (id: string, messages: Message[]) =>
    countUnread(messages, viewerId, marks.get(`${viewerId} ${id}`))
  const rooms = simulator
    .channels()
    .filter((channel) => channel.kind !== 'direct' && channel.memberIds.includes(viewerId))
    .map((channel): Conversation => {
      const messages = simulator.messages(channel.id, viewerId)
      return { ...channel, messages, unread: unread(channel.id, messages) }
    })
  const messages = simulator.directMessages(viewerId)
  const bot = simulator.people().find((person) => person.id === simulator.botUserId)
  const direct: Conversation = {
    id: DIRECT,
    name: bot?.realName || bot?.name || 'App',
    kind: 'direct',
    isArchived: false,
    isShared: false,
    memberIds: [viewerId, simulator.botUserId],
    messages,
    unread: unread(DIRECT, messages),
  }
  return [...rooms, direct]
}

function totalUnread(simulator: Simulator, viewerId: string, marks: ReadMarks): number {
  return conversationsOf(simulator, viewerId, marks).reduce((sum, { unread }) => sum + unread, 0)
}

function countUnread(messages: Message[], viewerId: string, readUpTo = '0'): number {
  return messages.filter(({ ts, userId }) => userId !== viewerId && compareTs(ts, readUpTo) > 0).length
}

/** Orders Slack timestamps as decimal text; as numbers they would lose digits. */
function compareTs(left: string, right: string): number {
  const [leftSeconds = '', leftRest = ''] = left.split('.')
  const [rightSeconds = '', rightRest = ''] = right.split('.')
  return (
    leftSeconds.length - rightSeconds.length ||
    leftSeconds.localeCompare(rightSeconds) ||
    leftRest.localeCompare(rightRest)
  )
}
