import { onMemberJoined, onMemberLeft } from './arrival.ts'
import type { EventHandler } from './event-handler.ts'
import { onHomeOpened } from './home.ts'
import { onReactionAdded, onReactionRemoved } from './reaction.ts'
import { onChannelShared, onChannelUnshared } from './sharing.ts'
import { onMetadataPosted } from './sighting.ts'
import { onAppUninstalled, onTokensRevoked } from './uninstall.ts'

/** Every event that matters to the bot, and what it does. All others are acknowledged and forgotten. */
export const EVENTS: Readonly<Record<string, EventHandler>> = {
  app_home_opened: onHomeOpened,
  app_uninstalled: onAppUninstalled,
  channel_shared: onChannelShared,
  channel_unshared: onChannelUnshared,
  member_joined_channel: onMemberJoined,
  member_left_channel: onMemberLeft,
  message_metadata_posted: onMetadataPosted,
  reaction_added: onReactionAdded,
  reaction_removed: onReactionRemoved,
  tokens_revoked: onTokensRevoked,
}
