/** The `conversations.*` and `users.*` methods. */
import { DateTime } from 'luxon'
import type { Channel, Person } from '../contract.ts'
import { Refusal } from '../refusal.ts'
import { directChannel, type Workspace } from '../workspace.ts'
import { readableChannel } from './access.ts'
import { type Args, isSet, limitOf, neededText, optionalText } from './argument.ts'

/** `conversations.info` */
export function conversationInfo(workspace: Workspace, args: Args) {
  const channel = readableChannel(workspace, args.channel)
  const count = isSet(args, 'include_num_members') ? { num_members: channel.memberIds.length } : {}
  return { channel: { ...conversation(workspace, channel), ...count } }
}

/** `conversations.members`, a page at a time. */
export function conversationMembers(workspace: Workspace, args: Args) {
  const { memberIds } = readableChannel(workspace, args.channel)
  const limit = limitOf(args, 100, 1000)
  const cursor = optionalText(args, 'cursor')
  const start = cursor === undefined ? 0 : memberIds.indexOf(Buffer.from(cursor, 'base64').toString())
  if (start === -1) throw new Refusal('invalid_cursor')
  const next = memberIds[start + limit]
  return {
    members: memberIds.slice(start, start + limit),
    response_metadata: { next_cursor: next === undefined ? '' : Buffer.from(next).toString('base64') },
  }
}

/** `conversations.open` for one person. */
export function openConversation(workspace: Workspace, args: Args) {
  const users = neededText(args, 'users').split(',')
  const [userId] = users
  if (users.length > 1) throw new Refusal('too_many_users')
  const person = workspace.people.get(String(userId))
  if (person === undefined) throw new Refusal('user_not_found')
  if (person.isDeactivated) throw new Refusal('user_disabled')
  if (person.isBot) throw new Refusal('cannot_dm_bot')
  const known = workspace.channels.size
  const channel = directChannel(workspace, person.id)
  const existed = workspace.channels.size === known
  return {
    ...(existed ? { no_op: true, already_open: true } : {}),
    channel: isSet(args, 'return_im') ? conversation(workspace, channel) : { id: channel.id },
  }
}

/** `users.info` */
export function userInfo(workspace: Workspace, args: Args) {
  const person = workspace.people.get(neededText(args, 'user'))
  if (person === undefined) throw new Refusal('user_not_found')
  // As in Slack, the locale comes only to whoever asks for it.
  const locale = isSet(args, 'include_locale') ? { locale: person.locale } : {}
  return { user: { ...user(workspace, person), ...locale } }
}

function conversation(workspace: Workspace, channel: Channel): Record<string, unknown> {
  const { teamId, botUserId } = workspace.identity
  const shared = { id: channel.id, created: 0, is_archived: channel.isArchived, updated: 0 }
  if (channel.kind === 'direct') {
    const other = channel.memberIds.find((id) => id !== botUserId)
    return {
      ...shared,
      is_im: true,
      is_org_shared: false,
      context_team_id: teamId,
      user: other,
      is_open: true,
    }
  }
  return {
    ...shared,
    name: channel.name,
    name_normalized: channel.name,
    creator: channel.memberIds.find((id) => id !== botUserId) ?? botUserId,
    context_team_id: teamId,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_member: channel.memberIds.includes(botUserId),
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    shared_team_ids: [teamId],
    unlinked: 0,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
  }
}

function user(workspace: Workspace, person: Person): Record<string, unknown> {
  const zone = DateTime.fromJSDate(workspace.now(), { zone: person.timeZone })
  return {
    id: person.id,
    team_id: person.teamId ?? workspace.identity.teamId,
    name: person.name,
    deleted: person.isDeactivated,
    real_name: person.realName,
    tz: person.timeZone,
    tz_label: zone.offsetNameLong,
    tz_offset: zone.offset * 60,
    profile: {
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      status_text: '',
      status_emoji: '',
      avatar_hash: '',
      team: workspace.identity.teamId,
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isGuest,
    is_ultra_restricted: false,
    ...(person.teamId && { is_stranger: true }),
    is_bot: person.isBot,
    is_app_user: false,
    updated: 0,
  }
}
