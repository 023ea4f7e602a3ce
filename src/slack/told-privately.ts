import type { Shell } from './shell.ts'
import type { Message } from './views/parts.ts'

/**
 * Says something privately, at once and not as a delivery: nothing is kept of it. Slack notifies of `notification` alone,
 * which may be read on a locked telephone; the words come into the message after that. Answers where it stands.
 */
export async function tellPrivately(
  { poster }: Shell,
  slackUserId: string,
  message: Message,
  notification: string,
): Promise<string> {
  const posted = { channel: slackUserId, ...message, text: notification }
  const { channel = '', ts = '' } = await poster.chat.postMessage(posted)
  await poster.chat.update({ channel, ts, ...message })
  return channel
}
