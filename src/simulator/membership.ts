/** Who is in which channel, and the events about it. The app hears only of channels that the bot is in. */
import type { Channel } from './contract.ts'
import { channelOf, nextTs, personOf, type Workspace } from './workspace.ts'

/** Somebody enters a channel. */
export async function joinChannel(
  workspace: Workspace,
  channelId: string,
  userId: string,
  inviterId?: string,
): Promise<void> {
  const channel = channelOf(workspace, channelId)
  const person = personOf(workspace, userId)
  if (channel.memberIds.includes(person.id)) throw new Error(`${userId} is in ${channelId} already`)
  channel.memberIds.push(person.id)
  workspace.changed()
  if (!hasBot(workspace, channel)) return
  await workspace.emit({
    type: 'member_joined_channel',
    ...who(workspace, channel, userId),
    ...(inviterId === undefined ? {} : { inviter: inviterId }),
  })
}

/**
 * Somebody leaves a channel. When it is the bot, Slack sends `channel_left` or `group_left`, and not
 * `member_left_channel`, because the app no longer sees the channel.
 */
export async function leaveChannel(workspace: Workspace, channelId: string, userId: string): Promise<void> {
  const channel = channelOf(workspace, channelId)
  if (!channel.memberIds.includes(userId)) throw new Error(`${userId} is not in ${channelId}`)
  const isBot = userId === workspace.identity.botUserId
  channel.memberIds = channel.memberIds.filter((id) => id !== userId)
  workspace.changed()
  if (isBot) {
    const type = channel.kind === 'public' ? 'channel_left' : 'group_left'
    await workspace.emit({ type, channel: channelId, event_ts: nextTs(workspace) })
  } else if (hasBot(workspace, channel)) {
    await workspace.emit({ type: 'member_left_channel', ...who(workspace, channel, userId) })
  }
}

/** The channel is archived by one of its people. */
export async function archiveChannel(workspace: Workspace, channelId: string): Promise<void> {
  const channel = channelOf(workspace, channelId)
  channel.isArchived = true
  workspace.changed()
  if (!hasBot(workspace, channel)) return
  await workspace.emit({
    type: channel.kind === 'public' ? 'channel_archive' : 'group_archive',
    channel: channelId,
    user: channel.memberIds.find((id) => id !== workspace.identity.botUserId),
    is_moved: 0,
    event_ts: nextTs(workspace),
  })
}

/** The channel is shared with another workspace, or no longer. */
export async function shareChannel(
  workspace: Workspace,
  channelId: string,
  isShared: boolean,
): Promise<void> {
  const channel = channelOf(workspace, channelId)
  channel.isShared = isShared
  workspace.changed()
  if (!hasBot(workspace, channel)) return
  const other = 'T0ELSEWHERE'
  await workspace.emit({
    type: isShared ? 'channel_shared' : 'channel_unshared',
    ...(isShared
      ? { connected_team_id: other }
      : { previously_connected_team_id: other, is_ext_shared: false }),
    channel: channelId,
    event_ts: nextTs(workspace),
  })
}

/** A private channel becomes public, or the other way round. */
export function convertChannel(workspace: Workspace, channelId: string, kind: 'private' | 'public'): void {
  channelOf(workspace, channelId).kind = kind
  workspace.changed()
}

function who(workspace: Workspace, channel: Channel, userId: string) {
  return {
    user: userId,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: workspace.identity.teamId,
    event_ts: nextTs(workspace),
  }
}

function hasBot(workspace: Workspace, channel: Channel): boolean {
  return channel.memberIds.includes(workspace.identity.botUserId)
}
