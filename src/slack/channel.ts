import { setTimeout as delay } from 'node:timers/promises'
import type { UsersInfoResponse } from '@slack/web-api'
import { type Outcome, type Refusal, refuse } from '#domain/refusal.ts'
import { type GroupChannel, noteWhatIsSeen, OUT_OF_REACH, readAlongIn, type SeenChannel } from './audience.ts'
import type { Shell } from './shell.ts'
import { isOfWorkspace } from './workspace-person.ts'

/** Where a command was typed, as Slack's signed payload says. */
export type Place = { channelId: string; channelName: string }

/** The people in a private channel, the bot left out. */
export type ChannelPeople = { name: string; userIds: string[] }

/**
 * Whether a group can live in this channel: private, of this workspace alone, with the bot in it. Answers
 * its name and who is there.
 */
export async function channelForGroup(shell: Shell, place: Place): Promise<Outcome<ChannelPeople>> {
  const wrongPlace = placeRefusal(place)
  if (wrongPlace) return wrongPlace
  const channel = await channelInfo(shell, place.channelId)
  if (!channel?.is_member) return notThere(place)
  const readAlong = readAlongIn(channel)
  if (readAlong) return refuse({ code: readAlong === 'shared' ? 'sharedChannel' : 'publicChannel' })
  const userIds = await membersOfChannel(shell.client, place.channelId)
  return {
    value: { name: channel.name ?? '', userIds: userIds.filter((userId) => userId !== shell.botUserId) },
  }
}

/** Everybody in a channel, apps among them, by Slack user id. */
export async function membersOfChannel(client: Shell['client'], channel: string): Promise<string[]> {
  const userIds: string[] = []
  let cursor: string | undefined
  do {
    const page = await client.conversations.members({ channel, limit: 200, ...(cursor && { cursor }) })
    userIds.push(...(page.members ?? []))
    cursor = page.response_metadata?.next_cursor
  } while (cursor)
  return userIds
}

/**
 * Of those in a channel, the ones whom a form may suggest as members: other apps and people whose account was closed
 * are not, nor are guests and people from other workspaces, whom a convenor adds by name. Whoever cannot be looked up
 * stays, since the convenor sees the list and can take them out.
 */
export function peopleAmong(shell: Shell, userIds: readonly string[]): Promise<string[]> {
  return those(shell, userIds, (user) => mayBeMember(user) && isOfWorkspace(user, shell.teamId))
}

async function those(
  shell: Shell,
  userIds: readonly string[],
  isMeant: (user: User) => boolean,
): Promise<string[]> {
  const users = await Promise.all(userIds.map((userId) => lookUp(shell, userId)))
  return userIds.filter((_, index) => {
    const user = users[index]
    return !user || isMeant(user)
  })
}

/** Slack waits three seconds for the answer to a form. */
const PATIENCE_MS = 1000

/**
 * Of those who were chosen in a form that was submitted, the ones who may be members: all but other apps and people
 * whose account was closed. Whoever has not been looked up in time stays; the bot itself never does.
 */
export function peopleChosen(shell: Shell, userIds: readonly string[]): Promise<string[]> {
  const others = userIds.filter((userId) => userId !== shell.botUserId)
  return Promise.race([those(shell, others, mayBeMember), delay(PATIENCE_MS, others, { ref: false })])
}

type User = NonNullable<UsersInfoResponse['user']>

async function lookUp(shell: Shell, userId: string): Promise<User | undefined> {
  // A form waits for this, so the client that gives up at once is the right one.
  const asked = shell.poster.users.info({ user: userId })
  return asked.then((answer) => answer.user).catch(() => undefined)
}

function mayBeMember(user: User): boolean {
  return !user.is_bot && !user.deleted
}

/** Why there is no group where somebody typed a command: the next step differs. */
export async function whyNoGroup(shell: Shell, place: Place): Promise<Outcome<never>> {
  const wrongPlace = placeRefusal(place)
  if (wrongPlace) return wrongPlace
  const channel = await channelInfo(shell, place.channelId)
  return channel?.is_member ? refuse({ code: 'noGroupHere' }) : notThere(place)
}

/**
 * Why nothing can be posted in a group's channel, or null. Asked before a convenor is told that something is on
 * its way there: somebody may have removed the bot since the group was set up, or let others in.
 */
export async function whyNoPost(shell: Shell, group: GroupChannel): Promise<{ refusal: Refusal } | null> {
  const { channelId } = group
  const channel = await noteWhatIsSeen(shell, group, () => channelInfo(shell, channelId))
  if (!channel?.is_member) return notThere({ channelId })
  const readAlong = readAlongIn(channel)
  if (readAlong) return refuse({ code: 'channelNotPrivate', channelId, readAlong })
  return channel.is_archived ? refuse({ code: 'channelArchived', channelId }) : null
}

function notThere({ channelId }: Pick<Place, 'channelId'>) {
  return refuse({ code: 'botNotInChannel', channelId })
}

/** Slack names private channels `privategroup`, private messages `directmessage`, those of several people `mpdm-…`. */
function placeRefusal({ channelName }: Place) {
  if (channelName === 'directmessage' || channelName.startsWith('mpdm-'))
    return refuse({ code: 'directMessage' })
  return channelName === 'privategroup' ? null : refuse({ code: 'publicChannel' })
}

/** Whether a group could begin where somebody typed a command. */
export function isPrivateChannel(place: Place): boolean {
  return placeRefusal(place) === null
}

/** Slack tells the bot nothing of a private channel it is not in. */
async function channelInfo(shell: Shell, channel: string): Promise<SeenChannel | undefined> {
  try {
    return (await shell.client.conversations.info({ channel })).channel
  } catch (error) {
    const { error: code } = (error as { data?: { error?: string } }).data ?? {}
    if (code === 'channel_not_found') return undefined
    if (code === 'missing_scope') return OUT_OF_REACH
    throw error
  }
}
