import type { ConversationsInfoResponse } from '@slack/web-api'
import { type ReadAlong, reasonOf } from '#domain/delivery.ts'
import type { Shell } from './shell.ts'
import { verdictOf } from './slack-answer.ts'

/** What Slack says of a channel. */
export type SeenChannel = NonNullable<ConversationsInfoResponse['channel']>

/** What is known of a channel that the bot's permissions do not reach: they reach every private one that it is in. */
export const OUT_OF_REACH: SeenChannel = { is_private: false, is_member: true }

/** Who could read along in a channel besides those who were let in, or null. One that is about to be shared counts. */
export function readAlongIn(channel: SeenChannel): ReadAlong | null {
  const { is_shared, is_ext_shared, is_pending_ext_shared, is_org_shared } = channel
  if (is_shared || is_ext_shared || is_pending_ext_shared || is_org_shared) return 'shared'
  return channel.is_private ? null : 'public'
}

/** The same of the channel with this id, asked for now. Throws when Slack gives no answer. */
export async function whoReadsAlong(shell: Shell, channel: string): Promise<ReadAlong | null> {
  const { channel: seen } = await shell.poster.conversations.info({ channel }).catch((error) => {
    const verdict = verdictOf(error)
    if (verdict.kind === 'refused' && verdict.code === 'missing_scope') return { channel: OUT_OF_REACH }
    throw error
  })
  return readAlongIn(seen ?? OUT_OF_REACH)
}

/** Why nothing may be said to the group in its channel now, as a code of ours or of Slack's, or null. */
export async function closedBecause(shell: Shell, channel: string): Promise<string | null> {
  try {
    const readAlong = await whoReadsAlong(shell, channel)
    return readAlong && reasonOf(readAlong)
  } catch (error) {
    const verdict = verdictOf(error)
    if (verdict.kind === 'refused') return verdict.code
    throw error
  }
}
