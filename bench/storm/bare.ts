import { WebClient } from '@slack/web-api'
import { places } from './fill.ts'
import { startSlack } from './slack.ts'

/** As many posts on their way at once. */
const AT_ONCE = 50

/** How many posts a second a loop gets through that does nothing else, to the same Slack but for its limits; each channel in turn. */
export async function barePosts(channels: number, inChannel: number): Promise<number> {
  const where = places(channels)
  const slack = await startSlack({
    ...where,
    instances: 1,
    scopes: ['chat:write'],
    events: [],
    limits: false,
  })
  const clients = slack.installed.map(({ teamId, botToken }) => {
    const client = new WebClient(botToken, { slackApiUrl: slack.apiUrls[0] ?? '' })
    return { client, channelIds: where.workspaces[teamId] ?? [] }
  })
  const round = clients.flatMap(({ client, channelIds }) =>
    channelIds.map((channel) => ({ client, channel })),
  )
  const posts = Array.from({ length: inChannel }, () => round)
    .flat()
    .values()
  const loop = async () => {
    for (const { client, channel } of posts)
      await client.chat.postMessage({
        channel,
        text: 'a reminder',
        metadata: { event_type: 'bench', event_payload: { nonce: 'none' } },
      })
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, loop))
  const perSecond = ((channels * inChannel) / (performance.now() - begun)) * 1000
  await slack.stop()
  return perSecond
}
