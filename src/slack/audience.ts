import type { ConversationsInfoResponse } from '@slack/web-api'
import { type ReadAlong, reasonOf } from '#domain/delivery.ts'
import { isKnownPrivate, knownAudience, noteAudience } from '#usecases/audience.ts'
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

/** Where a group is spoken to. */
export type GroupChannel = { id: string; channelId: string }

/**
 * Who could read along in a group's channel, asked for now, or null. What Slack shows is noted: the convenors are told of
 * it, or what waits goes out. Throws when Slack gives no answer.
 */
export async function whoReadsAlong(shell: Shell, group: GroupChannel): Promise<ReadAlong | null> {
  const channel = await noteWhatIsSeen(shell, group, () => seenChannel(shell, group.channelId))
  return channel && readAlongIn(channel)
}

/** The same, but Slack is not asked again when it has just said that nobody could. */
export async function whoMayReadAlong(shell: Shell, group: GroupChannel): Promise<ReadAlong | null> {
  return (await isKnownPrivate(shell.context(), group.id)) ? null : whoReadsAlong(shell, group)
}

/**
 * Looks at a group's channel in Slack and notes who could read along there, if anything was seen. When that has changed in
 * mid-question, the answer may be an old one, and the question is put again.
 */
export async function noteWhatIsSeen<C extends SeenChannel | undefined>(
  shell: Shell,
  { id }: GroupChannel,
  look: () => Promise<C>,
): Promise<C> {
  for (;;) {
    const context = shell.context()
    const known = await knownAudience(context, id)
    const channel = await look()
    if (!channel || (await noteAudience(context, id, readAlongIn(channel), known))) return channel
  }
}

async function seenChannel(shell: Shell, channel: string): Promise<SeenChannel> {
  const { channel: seen } = await shell.poster.conversations.info({ channel }).catch((error) => {
    const verdict = verdictOf(error)
    if (verdict.kind === 'refused' && verdict.code === 'missing_scope') return { channel: OUT_OF_REACH }
    throw error
  })
  return seen ?? OUT_OF_REACH
}

/** Why nothing may be said to a group in its channel now, as a code of ours or of Slack's, or null. */
export async function closedBecause(shell: Shell, group: GroupChannel): Promise<string | null> {
  try {
    const readAlong = await whoMayReadAlong(shell, group)
    return readAlong && reasonOf(readAlong)
  } catch (error) {
    const verdict = verdictOf(error)
    if (verdict.kind === 'refused') return verdict.code
    throw error
  }
}
