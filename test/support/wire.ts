/** Bytes on a connection, for requests that no HTTP client would make. */
import { createHmac } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** What came back before the other side ended the connection, and after how long; null where it did not in time. */
export type Reply = { status: number | null; seconds: number } | null

/** Opens a connection, says this, and then `more` every half second. */
export async function say(
  port: number,
  text: string | Buffer,
  { more = '', patienceSeconds = 10 } = {},
): Promise<Reply> {
  const begunAt = performance.now()
  const socket = connect(port, '127.0.0.1')
  const heard: Buffer[] = []
  socket.on('data', (part: Buffer) => heard.push(part))
  const ended = new Promise<boolean>((resolve) => {
    socket.on('close', () => resolve(true)).on('error', () => resolve(true))
  })
  socket.write(text)
  const again = more ? setInterval(() => socket.write(more), 500) : undefined
  const hasEnded = await Promise.race([ended, delay(patienceSeconds * 1000, false, { ref: false })])
  clearInterval(again)
  socket.destroy()
  const [, status] =
    Buffer.concat(heard)
      .toString()
      .match(/^HTTP\/1\.1 (\d+)/) ?? []
  return hasEnded
    ? { status: status ? Number(status) : null, seconds: (performance.now() - begunAt) / 1000 }
    : null
}

/** Opens so many connections; answers those that the other side has kept a moment later. */
export async function openMany(port: number, count: number, text: string): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () =>
    connect(port, '127.0.0.1', function (this: Socket) {
      this.write(text)
    }),
  )
  for (const socket of sockets) socket.on('error', () => {})
  await delay(1_000)
  const kept = sockets.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded)
  return kept
}

/** A request as Slack makes it, byte by byte. */
export function signedRequest(
  secret: string,
  body: string | Buffer,
  {
    timestamp = String(Math.floor(Date.now() / 1000)),
    signature = signatureOf(secret, timestamp, body),
  } = {},
): string {
  return [
    'POST /slack/events HTTP/1.1',
    'host: bot',
    'connection: close',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-slack-request-timestamp: ${timestamp}`,
    `x-slack-signature: ${signature}`,
    '',
    body,
  ].join('\r\n')
}

/** What Slack signs a body with. */
export function signatureOf(secret: string, timestamp: string, body: string | Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}
