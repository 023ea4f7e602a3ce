import { channelMention, mention } from '../escape.ts'
import { listed } from './count.ts'

/** To a convenor, when somebody on the roster has left the channel or their account was closed. */
export function memberAwayText(slackUserId: string, channelId: string, isClosed: boolean): string {
  const channel = channelMention(channelId)
  const who = mention(slackUserId)
  const what = isClosed ? `The account of ${who}, of ${channel}, is closed.` : `${who} has left ${channel}.`
  return `${what} Their place is kept, but they are no longer expected or asked. If they come back, everything is as before; if they have left for good, take them off the roster in \`/supportgroup settings\`.`
}

/** To a convenor, when they are back. */
export function memberBackText(slackUserId: string, channelId: string): string {
  return `${mention(slackUserId)} is back in the group of ${channelMention(channelId)}: they are expected and asked again, and what they said before counts as before.`
}

/** Who is away, as a convenor sees it. */
export function awayText(slackUserIds: readonly string[]): string {
  return `*Away from the channel:* ${listed(slackUserIds.map(mention))}. Their places are kept, but they are not expected or asked.`
}

/** Which newcomers have not been let in, as a convenor sees it. */
export function notArrivedText(slackUserIds: readonly string[]): string {
  return `*Not in the channel yet:* ${listed(slackUserIds.map(mention))}. I cannot add anybody to it; please invite them there.`
}
