/** Signed HTTP requests to the app: commands and interactions as forms, events as JSON. */
import { createHmac } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import type { Delivery, Outgoing } from './delivery.ts'

const ANSWER_MS = 3_000

/** Posts one payload to the app and waits at most three seconds for its answer. */
export function postToApp(requestUrl: string, signingSecret: string, outgoing: Outgoing): Promise<Delivery> {
  const { body, type } = encoded(outgoing)
  return new Promise((resolve) => {
    const request = httpRequest(requestUrl, {
      method: 'POST',
      // A connection of its own each time: a kept one could belong to an app that has been restarted.
      agent: false,
      headers: {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signature(signingSecret, body),
        ...retryHeaders(outgoing),
      },
    })
    const settle = (delivery: Delivery) => {
      clearTimeout(timer)
      resolve(delivery)
      request.destroy()
    }
    const timer = setTimeout(() => settle({ kind: 'timeout' }), ANSWER_MS)
    request.on('error', () => settle({ kind: 'noConnection' }))
    request.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', () => settle({ kind: 'noConnection' }))
      response.on('end', () => settle(answered(response.statusCode ?? 0, Buffer.concat(parts).toString())))
    })
    request.end(body)
  })
}

function answered(status: number, text: string): Delivery {
  if (status !== 200) return { kind: 'httpError', status }
  if (text === '') return { kind: 'acknowledged', body: {} }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return { kind: 'acknowledged', body: { ...value } }
  } catch {
    // Not JSON: Slack takes it as the text of an answer.
  }
  return { kind: 'acknowledged', body: { text } }
}

function encoded({ kind, payload }: Outgoing): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' }
  const fields =
    kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' }
}

function signature(signingSecret: string, body: string): Record<string, string> {
  // Real time and not the workspace's clock: the app compares it with its own clock.
  const timestamp = Math.floor(Date.now() / 1000).toString()
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` }
}

function retryHeaders({ retry }: Outgoing): Record<string, string> {
  return retry === undefined
    ? {}
    : { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
}
