import { readAlongIn, type SeenChannel } from './audience.ts'
import { silentClient } from './token-check.ts'

/** Why nothing can be said in the channel of a group: the bot is not there, it is archived, or others can read along. */
export type ChannelTrouble = 'notThere' | 'archived' | 'notPrivate' | 'noAnswer'

/** Of a channel that was made public Slack tells nothing to whoever may look at private ones alone. */
const TROUBLES: Record<string, ChannelTrouble> = {
  channel_not_found: 'notThere',
  missing_scope: 'notPrivate',
}

/** The channels of groups in one workspace with which something is wrong; `noAnswer` where Slack did not say. */
export async function troubledChannels(
  botToken: string,
  channelIds: readonly string[],
  apiUrl: string | null,
): Promise<{ channelId: string; trouble: ChannelTrouble }[]> {
  const client = silentClient(botToken, apiUrl)
  const found: { channelId: string; trouble: ChannelTrouble }[] = []
  for (const channelId of channelIds) {
    const trouble = await client.conversations.info({ channel: channelId }).then(
      ({ channel }) => troubleWith(channel),
      (error: { data?: { error?: string } }) => TROUBLES[error.data?.error ?? ''] ?? 'noAnswer',
    )
    if (trouble) found.push({ channelId, trouble })
  }
  return found
}

function troubleWith(channel: SeenChannel | undefined): ChannelTrouble | null {
  if (!channel?.is_member) return 'notThere'
  if (channel.is_archived) return 'archived'
  return readAlongIn(channel) ? 'notPrivate' : null
}
