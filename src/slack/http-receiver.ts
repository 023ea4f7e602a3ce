import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { HTTPModuleFunctions as http, isRawBodyError } from '@slack/bolt'
import { takeSignedOnce } from './signed-once.ts'
import type { Take } from './workspace-app.ts'

/** The path under which Slack reaches the bot. */
const PATH = '/slack/events'

/**
 * More than the largest form needs: Slack allows a view 250 KB, which the encoding of a form makes up to three times as
 * long.
 */
const LARGEST_BODY = 2 ** 20

/** A request that takes longer than this to arrive is not Slack's, which itself waits three seconds for the answer. */
const ARRIVAL = { requestTimeout: 5_000, connectionsCheckingInterval: 500 }

/** More than Slack opens at once; beyond them strangers would use up what the database and calls to Slack need. */
const MOST_CONNECTIONS = 256

/** Answers somebody's browser. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Something that can be opened and closed. */
type Connection = { start(): Promise<unknown>; stop(): Promise<unknown> }

/**
 * Takes Slack's signed requests, and shows these pages, by their paths, to browsers. In place of Bolt's own receiver, which
 * ends the process when a body is the JSON text `null` and holds requests that nobody acknowledges for three seconds.
 * Answers 400 to what cannot be read, 401 to a wrong signature, 404 to what Slack never asks for, 413 to what is too
 * large, and 500 to what failed before it was acknowledged, so that Slack sends an event again.
 */
export function httpReceiver(
  { signingSecret, port }: { signingSecret: string; port: number },
  take: Take,
  pages: Readonly<Record<string, Page>>,
): Connection {
  const once = takeSignedOnce()
  /** Answers to requests that have arrived. */
  const answers = new Set<Promise<void>>()
  const server = createServer(ARRIVAL, (request, response) => {
    const answer = (status: number) => {
      if (response.headersSent) return
      // Nothing more is read from whoever sent what Slack does not.
      response.shouldKeepAlive &&= status < 400
      http.buildNoBodyResponse(response, status)
    }
    receive(request, response).then(answer, () => answer(500))
  })
  server.maxConnections = MOST_CONNECTIONS

  /** Answers the status with which a request ends that has not been answered yet. */
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<number> {
    const path = request.url?.split('?')[0] ?? ''
    if (request.method === 'GET' && Object.hasOwn(pages, path)) {
      waitFor(response)
      await pages[path]?.(request, response)
    }
    if (request.method !== 'POST' || path !== PATH) return 404
    if (Number(request.headers['content-length']) > LARGEST_BODY) return 413
    const body = await bodyOf(request, signingSecret)
    if (typeof body === 'number') return body
    if (body.ssl_check === '1') return 200
    const taken = once.take(request.headers)
    if (taken !== 'first') return taken === 'again' ? 200 : 401
    waitFor(response)
    try {
      return await takeIn(body, response)
    } catch (error) {
      if (!response.headersSent) once.giveBack(request.headers)
      throw error
    }
  }

  function waitFor(response: ServerResponse): void {
    const answered = finished(response).catch(() => {})
    answers.add(answered)
    answered.finally(() => answers.delete(answered))
  }

  async function takeIn(body: Record<string, unknown>, response: ServerResponse): Promise<number> {
    if (body.type === 'url_verification') {
      if (typeof body.challenge !== 'string') return 400
      http.buildContentResponse(response, { challenge: body.challenge })
      return 200
    }
    await take({ body, ack: async (content) => http.buildContentResponse(response, content) })
    return 404
  }

  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, () => resolve(server))
      }),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      await Promise.all(answers)
      // Whoever has not sent a whole request by now is not waited for.
      server.closeAllConnections()
      await closed
    },
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
