/** Requests as Slack makes them, with whatever body one likes. */
import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'

export type Answer = { status: number; text: string }

/** How a request differs from a rightly signed one. */
export type Deviation = { secret?: string; ageSeconds?: number; headers?: Record<string, string> }

/** Sends bodies to an app over kept connections. */
export type Sender = {
  json(body: unknown): Promise<Answer>
  /** A press, a form or a shortcut. */
  interactive(payload: unknown): Promise<Answer>
  command(fields: Record<string, string>): Promise<Answer>
  raw(body: string | Buffer, type: string, deviation?: Deviation): Promise<Answer>
  stop(): void
}

const FORM = 'application/x-www-form-urlencoded'

/** A sender to this address that signs with this secret, over at most so many connections at once. */
export function openSender(url: string, signingSecret: string, connections = 8): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const used = new Set<string>()
  const raw: Sender['raw'] = (body, type, { secret = signingSecret, ageSeconds = 0, headers } = {}) => {
    const { timestamp, digest } = signed(secret, body, ageSeconds)
    return send(agent, url, body, {
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
      ...headers,
    })
  }

  /** What is signed a second time within the same second would be the same request; that is taken once. */
  function signed(secret: string, body: string | Buffer, ageSeconds: number) {
    const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds)
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')
    if (used.has(digest)) return signed(secret, body, ageSeconds + 1)
    used.add(digest)
    return { timestamp, digest }
  }

  return {
    raw,
    json: (body) => raw(JSON.stringify(body), 'application/json'),
    interactive: (payload) => raw(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM),
    command: (fields) => raw(new URLSearchParams(fields).toString(), FORM),
    stop: () => agent.destroy(),
  }
}

function send(
  agent: Agent,
  url: string,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      )
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
