/** What the simulated workspace can do, as a list to read; a test compares it with what is built. */

/** Web API methods. Reading messages is not among them, and never will be. */
export const SUPPORTED_METHODS = [
  'apps.connections.open',
  'auth.test',
  'bots.info',
  'chat.delete',
  'chat.getPermalink',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.info',
  'conversations.members',
  'conversations.open',
  'files.completeUploadExternal',
  'files.getUploadURLExternal',
  'oauth.v2.access',
  'reactions.add',
  'reactions.get',
  'reactions.remove',
  'users.info',
  'views.open',
  'views.publish',
  'views.push',
  'views.update',
] as const

/** Events of the Events API. */
export const SUPPORTED_EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'channel_archive',
  'channel_left',
  'channel_shared',
  'channel_unshared',
  'group_archive',
  'group_left',
  'member_joined_channel',
  'member_left_channel',
  'message_metadata_posted',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
] as const
