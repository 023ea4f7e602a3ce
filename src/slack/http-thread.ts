/**
 * The thread that Slack's requests reach. It does nothing else, and loads little, so that how soon Slack is told that
 * something has arrived does not depend on what the bot is busy with.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openLine } from './http-line.ts'
import {
  type FromThread,
  type HttpAnswer,
  monotonicMs,
  type ThreadSettings,
  type ToThread,
} from './http-message.ts'
import { passOn, pathOf } from './http-page.ts'
import { sentIn } from './http-request.ts'
import { takeSignedOnce } from './signed-once.ts'

/** The path under which Slack reaches the bot. */
const PATH = '/slack/events'

/** A request that takes longer than this to arrive is not Slack's, which itself waits three seconds for the answer. */
const ARRIVAL = { requestTimeout: 5_000, connectionsCheckingInterval: 500 }

/**
 * More than Slack opens at once; beyond them strangers would use up what the database and calls to Slack need. No more
 * requests than that wait for an answer either, though Slack gives up some.
 */
const MOST_CONNECTIONS = 256

const { signingSecret, port, pages } = workerData as ThreadSettings
const main = mainThread()
const say = (message: FromThread) => main.postMessage(message)

const signed = takeSignedOnce()
const line = openLine(say)
/** What waits for the bot's answer. */
const waiting = new Map<number, (answer: HttpAnswer) => void>()
/** Answers to requests that have arrived. */
const answers = new Set<Promise<void>>()
/** How many wait for room in the line. */
let wanting = 0
let lastId = 0

const server = createServer(ARRIVAL, (request, response) => {
  receive(request, response).then(
    (answer) => answer && end(response, answer),
    () => end(response, { status: 500 }),
  )
})
server.maxConnections = MOST_CONNECTIONS

main.on('message', (message: ToThread) => {
  if (message.kind === 'stop') void stop()
  else if (message.kind === 'done') line.done(message.id)
  else waiting.get(message.id)?.(message)
})

try {
  server.listen(port)
  await once(server, 'listening')
  say({ kind: 'listening' })
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException
  say({ kind: 'refused', message, code })
  main.close()
}

/** Answers with what a request is to be answered; null where it was. */
async function receive(request: IncomingMessage, response: ServerResponse): Promise<HttpAnswer | null> {
  const arrivedAt = monotonicMs()
  const path = pathOf(request)
  if (request.method === 'GET' && pages?.paths.includes(path)) {
    waitFor(response)
    await passOn(request, response, pages.port)
    return null
  }
  if (request.method !== 'POST' || path !== PATH) return { status: 404 }
  const sent = await sentIn(request, signingSecret)
  if (typeof sent === 'number') return { status: sent }
  const { body, json } = sent
  if (body.ssl_check === '1') return { status: 200 }
  const taken = signed.take(request.headers)
  if (taken !== 'first') return { status: taken === 'again' ? 200 : 401 }
  waitFor(response)
  if (body.type === 'url_verification') return challenged(body)
  lastId += 1
  const id = lastId
  if (needsNoAnswer(body)) {
    if (wanting >= MOST_CONNECTIONS) return refused(request)
    wanting += 1
    const needsWindow = typeof body.response_url !== 'string'
    const hasRoom = await line.enter({ kind: 'received', id, json, arrivedAt, needsWindow }, () =>
      end(response, { status: 200 }),
    )
    wanting -= 1
    return hasRoom ? null : refused(request)
  }
  if (waiting.size >= MOST_CONNECTIONS) return refused(request)
  const { promise, resolve } = Promise.withResolvers<HttpAnswer>()
  waiting.set(id, resolve)
  say({ kind: 'received', id, json, arrivedAt, acknowledgedAt: null })
  const answer = await promise
  waiting.delete(id)
  // What failed may come again as it is.
  if (answer.status >= 500) signed.giveBack(request.headers)
  return answer
}

/** It may come again as it is. */
function refused({ headers }: IncomingMessage): HttpAnswer {
  signed.giveBack(headers)
  return { status: 503 }
}

/** What somebody typed or pressed: Slack is to know that it arrived, and no more. */
function needsNoAnswer({ type, command }: Record<string, unknown>): boolean {
  return type === 'block_actions' || (type === undefined && typeof command === 'string')
}

function challenged({ challenge }: Record<string, unknown>): HttpAnswer {
  if (typeof challenge !== 'string') return { status: 400 }
  return { status: 200, text: JSON.stringify({ challenge }), isJson: true }
}

function end(response: ServerResponse, { status, text, isJson }: HttpAnswer): void {
  if (response.headersSent) return
  // Nothing more is read from whoever sent what Slack does not, nor from anybody once this is to end.
  response.shouldKeepAlive &&= status < 400 && server.listening
  response.writeHead(status, isJson ? { 'content-type': 'application/json' } : {}).end(text)
}

function waitFor(response: ServerResponse): void {
  const answered = finished(response).catch(() => {})
  answers.add(answered)
  answered.finally(() => answers.delete(answered))
}

/** The thread ends when nothing is left to do. */
async function stop(): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  await Promise.all(answers)
  await line.empty()
  // Whoever has not sent a whole request by now is not waited for.
  server.closeAllConnections()
  await closed
  main.close()
}

function mainThread(): MessagePort {
  if (!parentPort) throw new Error('this is for a thread of its own')
  return parentPort
}
