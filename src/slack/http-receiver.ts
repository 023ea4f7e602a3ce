import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type App, HTTPModuleFunctions as http, isRawBodyError, type Receiver } from '@slack/bolt'

/** The path under which Slack reaches the bot. */
const PATH = '/slack/events'

/**
 * More than the largest form needs: Slack allows a view 250 KB, which the encoding of a form makes up to three times as
 * long.
 */
const LARGEST_BODY = '1mb'

/** A body that takes longer than this to arrive is not Slack's. */
const ARRIVAL_MS = 10_000

/**
 * Takes Slack's signed requests. In place of Bolt's own receiver, which ends the process when a body is the JSON text
 * `null` and holds requests that nobody acknowledges for three seconds. Answers 400 to what cannot be read, 401 to a
 * wrong signature, 404 to what Slack never asks for, 413 to what is too large, and 500 to what failed before it was
 * acknowledged, so that Slack sends an event again.
 */
export function httpReceiver(signingSecret: string, port: number): Receiver {
  let app: App | undefined
  const server = createServer({ requestTimeout: ARRIVAL_MS }, (request, response) => {
    const answer = (status: number) => {
      if (!response.headersSent) http.buildNoBodyResponse(response, status)
    }
    receive(request, response).then(answer, () => answer(500))
  })

  /** Answers the status with which a request ends that has not been answered yet. */
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<number> {
    if (request.method !== 'POST' || request.url?.split('?')[0] !== PATH) return 404
    const body = await bodyOf(request, signingSecret)
    if (typeof body === 'number') return body
    if (body.ssl_check === '1') return 200
    if (body.type === 'url_verification') {
      if (typeof body.challenge !== 'string') return 400
      http.buildContentResponse(response, { challenge: body.challenge })
      return 200
    }
    await app?.processEvent({
      body,
      ack: async (content) => http.buildContentResponse(response, content),
    })
    return 404
  }

  return {
    init: (to) => {
      app = to
    },
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, () => resolve(server))
      }),
    stop: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve(null)))),
  }
}

/** What Slack sent, or the status that says what is wrong with it. */
async function bodyOf(
  request: IncomingMessage,
  signingSecret: string,
): Promise<Record<string, unknown> | number> {
  let buffered: Awaited<ReturnType<typeof http.parseAndVerifyHTTPRequest>>
  try {
    buffered = await http.parseAndVerifyHTTPRequest({ signingSecret, bodyLimit: LARGEST_BODY }, request)
  } catch (error) {
    return isRawBodyError(error) ? error.statusCode : 401
  }
  try {
    const body: unknown = http.parseHTTPRequestBody(buffered)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : 400
  } catch {
    return 400
  }
}
