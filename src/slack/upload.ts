import type { WebClient } from '@slack/web-api'
import { shortened } from '#domain/typed-text.ts'

export type Image = { filename: string; title: string; altText: string; content: Buffer }

const UPLOAD_TIMEOUT_MS = 10_000
/** Slack refuses longer words for screen readers. */
const ALT_TEXT_AT_MOST = 1000

/**
 * Shows a picture in a channel. In three steps of our own, because `uploadV2` calls the words for screen readers
 * `alt_text`, and Slack takes them as `alt_txt` alone.
 */
export async function sendImage(client: WebClient, channelId: string, image: Image): Promise<void> {
  const { filename, title, altText, content } = image
  const asked = { filename, length: content.length, alt_txt: shortened(altText, ALT_TEXT_AT_MOST) }
  const { upload_url, file_id } = await client.files.getUploadURLExternal(asked)
  if (!upload_url || !file_id) throw new Error('no address to upload to')
  const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS)
  const { ok } = await fetch(upload_url, { method: 'POST', body: new Uint8Array(content), signal })
  if (!ok) throw new Error('upload refused')
  await client.files.completeUploadExternal({ files: [{ id: file_id, title }], channel_id: channelId })
}
