/** What stands for every word that is not known. */
export const OTHER = 'other'

/** The methods of Slack’s Web API that the bot or its libraries call. */
export const SLACK_METHODS: readonly string[] = [
  'apps.connections.open',
  'auth.test',
  'chat.delete',
  'chat.getPermalink',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.info',
  'conversations.members',
  'files.completeUploadExternal',
  'files.getUploadURLExternal',
  'oauth.v2.access',
  'reactions.add',
  'reactions.get',
  'users.info',
  'views.open',
  'views.publish',
  'views.update',
]

/** The codes with which Slack refuses that say something to whoever looks after the bot. */
export const SLACK_CODES: readonly string[] = [
  'access_denied',
  'accesslimited',
  'account_inactive',
  'already_reacted',
  'cant_update_message',
  'channel_not_found',
  'ekm_access_denied',
  'exchanged_trigger_id',
  'expired_trigger_id',
  'hash_conflict',
  'invalid_arguments',
  'invalid_auth',
  'invalid_blocks',
  'invalid_trigger_id',
  'is_archived',
  'message_not_found',
  'messages_tab_disabled',
  'missing_scope',
  'msg_too_long',
  'no_permission',
  'not_authed',
  'not_found',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'restricted_action_read_only_channel',
  'team_added_to_org',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
]

/** A word as it may stand beside a figure: one of these, so that nothing that people or Slack wrote gets there. */
export function knownWord(word: string, known: readonly string[]): string {
  return known.includes(word) ? word : OTHER
}
