import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'

/**
 * More than the largest form needs: Slack allows a view 250 KB, which the encoding of a form makes up to three times as
 * long.
 */
const LARGEST_BODY = 2 ** 20

const FORM = 'application/x-www-form-urlencoded'

/** What Slack sent: as an object, and the same as JSON. */
export type Sent = { body: Record<string, unknown>; json: string }

/** What Slack sent, or the status that says what is wrong with it. */
export async function sentIn(request: IncomingMessage, signingSecret: string): Promise<Sent | number> {
  if (Number(request.headers['content-length']) > LARGEST_BODY) return 413
  const bytes = await bytesOf(request)
  if (typeof bytes === 'number') return bytes
  const text = bytes.toString()
  const fields = request.headers['content-type'] === FORM ? parse(text) : null
  // Slack does not sign this; whoever sends more beside it is not heard.
  if (fields?.ssl_check === '1') return { body: { ssl_check: '1' }, json: '' }
  if (!isSigned(request, bytes, signingSecret)) return 401
  const payload = fields ? fields.payload : text
  const json = typeof payload === 'string' ? payload : JSON.stringify(fields)
  try {
    const body: unknown = JSON.parse(json)
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? { body: { ...body }, json }
      : 400
  } catch {
    return 400
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer | number> {
  const parts: Buffer[] = []
  let length = 0
  try {
    // Kept open, for the answer.
    for await (const part of request.iterator({ destroyOnReturn: false })) {
      length += part.length
      if (length > LARGEST_BODY) return 413
      parts.push(part)
    }
  } catch {
    return 400
  }
  return Buffer.concat(parts)
}

function isSigned({ headers }: IncomingMessage, bytes: Buffer, signingSecret: string): boolean {
  const signature = Buffer.from(String(headers['x-slack-signature']))
  const digest = createHmac('sha256', signingSecret)
    .update(`v0:${headers['x-slack-request-timestamp']}:`)
    .update(bytes)
    .digest('hex')
  const right = Buffer.from(`v0=${digest}`)
  return signature.length === right.length && timingSafeEqual(signature, right)
}
