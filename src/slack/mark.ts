import type { KnownBlock } from '@slack/types'
import * as z from 'zod'
import type { Jobs } from '#db/queue.ts'
import { isUnplaced, mayBeLost, recordSighting } from '#usecases/sighting.ts'
import { slackId, timestamp } from './interaction.ts'
import type { Shell } from './shell.ts'
import { repeatable } from './slack-answer.ts'

/**
 * Puts a delivery's nonce into its message as the id of the first block, where only Slack and we see it. The others keep
 * their ids, too, so that a button is the same for whoever presses it while the message changes.
 */
export function withMark(blocks: readonly KnownBlock[], nonce: string): KnownBlock[] {
  return blocks.map((block, index) => ({
    ...block,
    block_id: index === 0 ? nonce : (block.block_id ?? `part ${index + 1}`),
  }))
}

const marked = z.looseObject({ blocks: z.tuple([z.looseObject({ block_id: z.uuid() })], z.unknown()) })

/**
 * A message of ours was found where we know of none. If Slack's answer to a post was lost, this may be that message: its
 * mark says which it is, and from then on we know where it stands.
 */
export async function recogniseMessage(shell: Shell, job: Jobs['recognise']): Promise<void> {
  const { teamId, channelId, ts } = job
  const place = { teamId, postedChannelId: channelId, ts }
  if (!(await mayBeLost(shell.context(), place))) return
  const read = async () => {
    const { message } = await shell.client.reactions.get({ channel: channelId, timestamp: ts, full: true })
    const parsed = marked.safeParse(message)
    if (!parsed.success) return
    const [{ block_id: nonce }] = parsed.data.blocks
    await recordSighting(shell.context(), nonce, place)
  }
  await repeatable(read)
}

const pressed = z.looseObject({
  channel: z.looseObject({ id: slackId }),
  message: marked.extend({ ts: timestamp }),
})

/**
 * A button was pressed: its message is there, and where, which is news where Slack's answer was lost. Slack shows the
 * pressed message with its mark, so nothing has to be asked.
 */
export async function recogniseFromPress(shell: Shell, body: unknown): Promise<void> {
  const parsed = pressed.safeParse(body)
  if (!parsed.success) return
  const { channel, message } = parsed.data
  const [{ block_id: nonce }] = message.blocks
  const { teamId } = shell
  if (!(await isUnplaced(shell.context(), teamId, nonce))) return
  await recordSighting(shell.context(), nonce, { teamId, postedChannelId: channel.id, ts: message.ts })
}
