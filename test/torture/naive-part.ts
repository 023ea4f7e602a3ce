/** What both naive ways of delivering share. */
import type { Delivery } from '#db/delivery.ts'
import { withMark } from '#slack/mark.ts'
import type { Shell } from '#slack/shell.ts'
import type { Message } from '#slack/views/parts.ts'

export function naiveMessage({ address, nonce }: Delivery, { text, blocks }: Message) {
  return { channel: address, text, blocks: withMark(blocks, nonce) }
}

/** Stores the fate without asking what it was before. */
export async function noteSent(
  shell: Shell,
  id: string,
  status: 'sent' | 'skipped',
  place: { postedChannelId: string | null; ts: string | null } = { postedChannelId: null, ts: null },
): Promise<void> {
  const { db, now } = shell.context()
  await db.delivery.update({ where: { id }, data: { status, ...place, sentAt: now.toJSDate() } })
}
