import { TEAM } from './group.ts'

/** The bot's own ids. */
export const BOT = { user_id: 'U0BOT', bot_id: 'B0BOT' }

let posted = 0

/** What Slack says to a call, with these arguments, where everybody is there and nothing goes wrong. */
export function slackAnswer(
  method: string,
  given: Record<string, string>,
  members: Readonly<Record<string, string[]>>,
): object {
  const { channel = '', user = '' } = given
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: TEAM, ...BOT }
    case 'chat.postMessage':
      posted += 1
      return { ok: true, channel, ts: `1800000000.${String(posted).padStart(6, '0')}` }
    case 'conversations.info':
      return { ok: true, channel: { id: channel, is_private: true, is_member: true } }
    case 'conversations.members':
      return { ok: true, members: [...(members[channel] ?? []), BOT.user_id] }
    case 'users.info':
      return { ok: true, user: { id: user, team_id: TEAM } }
    case 'reactions.get':
      // It does not remember what it has told the bot of, so it says nothing about it.
      return { ok: false, error: 'message_not_found' }
    case 'views.open':
      return { ok: true, view: { id: 'V0' } }
    default:
      return { ok: true }
  }
}
