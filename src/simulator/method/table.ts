/** Every Web API method that the workspace knows, with the token and scopes it asks for. */
import type { Workspace } from '../workspace.ts'
import { authTest, botInfo, openConnection } from './app.ts'
import type { Args } from './argument.ts'
import { deleteMessage, getPermalink, postEphemeral, postMessage, updateMessage } from './chat.ts'
import { conversationInfo, conversationMembers, openConversation, userInfo } from './conversation.ts'
import { completeUpload, getUploadUrl } from './file.ts'
import { exchangeCode } from './oauth.ts'
import { addOwnReaction, getReactions, removeOwnReaction } from './reaction.ts'
import { openView, publishView, pushView, updateOpenView } from './view.ts'

export type Method = {
  /** `none`: it is asked without any. */
  token: 'bot' | 'app' | 'none'
  /** At least one of these is needed; none means that any token will do. */
  anyOf: readonly string[]
  run: (workspace: Workspace, args: Args) => Record<string, unknown>
}

const READING = ['channels:read', 'groups:read', 'mpim:read', 'im:read']

const bot = (anyOf: readonly string[], run: Method['run']): Method => ({ token: 'bot', anyOf, run })

export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': bot([], authTest),
  'oauth.v2.access': { token: 'none', anyOf: [], run: exchangeCode },
  'apps.connections.open': { token: 'app', anyOf: ['connections:write'], run: openConnection },
  'bots.info': bot(['users:read'], botInfo),
  'chat.postMessage': bot(['chat:write'], postMessage),
  'chat.update': bot(['chat:write'], updateMessage),
  'chat.delete': bot(['chat:write'], deleteMessage),
  'chat.postEphemeral': bot(['chat:write'], postEphemeral),
  'chat.getPermalink': bot([], getPermalink),
  'reactions.add': bot(['reactions:write'], addOwnReaction),
  'reactions.remove': bot(['reactions:write'], removeOwnReaction),
  'reactions.get': bot(['reactions:read'], getReactions),
  'conversations.members': bot(READING, conversationMembers),
  'conversations.info': bot(READING, conversationInfo),
  'conversations.open': bot(['im:write'], openConversation),
  'users.info': bot(['users:read'], userInfo),
  'views.open': bot([], openView),
  'views.push': bot([], pushView),
  'views.update': bot([], updateOpenView),
  'views.publish': bot([], publishView),
  'files.getUploadURLExternal': bot(['files:write'], getUploadUrl),
  'files.completeUploadExternal': bot(['files:write'], completeUpload),
}
