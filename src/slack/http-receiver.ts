import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  type FromThread,
  type HttpAnswer,
  monotonicMs,
  type ReceivedMessage,
  SLACK_WAITS_MS,
  type ThreadSettings,
  type ToThread,
} from './http-message.ts'
import { type Page, servePages } from './http-page.ts'
import type { Take } from './workspace-app.ts'

/** Something that can be opened and closed. */
type Connection = { start(): Promise<unknown>; stop(): Promise<unknown> }

/** What it tells: each request; and why it will receive no more, although nobody has stopped it. */
type Told = { take: Take; onLost(fault: unknown): void }

/** What is gone after a request is tidied up often, because that is little, and the thread shall be small. */
const YOUNG_MB = 8

const THREAD = new URL('./http-thread.ts', import.meta.url)

/**
 * Takes Slack's signed requests, and shows these pages, by their paths, to browsers. In place of Bolt's own receiver, which
 * ends the process when a body is the JSON text `null` and holds requests that nobody acknowledges for three seconds.
 * Answers 400 to what cannot be read, 401 to a wrong signature, 404 to what Slack never asks for, 413 to what is too
 * large, and 500 to what failed before it was acknowledged, so that Slack sends an event again.
 *
 * All but the pages is done in a thread of its own, which acknowledges at once what somebody typed or pressed.
 */
export function httpReceiver(
  { signingSecret, port }: { signingSecret: string; port: number },
  { take, onLost }: Told,
  pages: Readonly<Record<string, Page>>,
): Connection {
  const paths = Object.keys(pages)
  let stop = async () => {}

  async function start(): Promise<void> {
    const pageServer = paths.length > 0 ? await servePages(pages) : null
    const worker = startThread({
      signingSecret,
      port,
      pages: pageServer && { paths, port: pageServer.port },
    })
    const tell = (message: ToThread) => worker.postMessage(message)
    const { promise: isListening, resolve, reject } = Promise.withResolvers<void>()
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'received') void takeIn(message, tell)
      else if (message.kind === 'listening') resolve()
      else reject(Object.assign(new Error(message.message), { code: message.code }))
    })
    let fault: unknown = new Error('the thread that receives requests has ended')
    let onEnd: (fault: unknown) => void = reject
    worker.on('error', (error) => {
      fault = error
    })
    const hasEnded = new Promise<void>((resolve) => {
      worker.on('exit', () => {
        resolve()
        onEnd(fault)
      })
    })
    stop = async () => {
      onEnd = () => {}
      tell({ kind: 'stop' })
      // All that it has received has come by then.
      await hasEnded
      await pageServer?.stop()
    }
    try {
      await isListening
      onEnd = onLost
    } catch (error) {
      await pageServer?.stop()
      throw error
    }
  }

  async function takeIn(
    { id, json, arrivedAt, acknowledgedAt }: ReceivedMessage,
    tell: (message: ToThread) => void,
  ): Promise<void> {
    let isAnswered = false
    const answerOnce = (given: HttpAnswer) => {
      if (!isAnswered && acknowledgedAt === null) tell({ kind: 'answer', id, ...given })
      isAnswered = true
    }
    const body: Record<string, unknown> = JSON.parse(json)
    // Slack has told whoever did it that it failed; they may have done it again.
    const isTooLate = body.type !== 'event_callback' && monotonicMs() - arrivedAt > SLACK_WAITS_MS
    if (isTooLate && acknowledgedAt === null) return answerOnce({ status: 503 })
    try {
      await take({
        body,
        ack: async (content) => answerOnce(acknowledgement(content)),
        arrivedAt,
        acknowledgedAt,
      })
      answerOnce({ status: 404 })
    } catch {
      answerOnce({ status: 500 })
    } finally {
      if (acknowledgedAt !== null) tell({ kind: 'done', id })
    }
  }

  return { start, stop: () => stop() }
}

function acknowledgement(content: unknown): HttpAnswer {
  if (!content) return { status: 200 }
  if (typeof content === 'string') return { status: 200, text: content }
  return { status: 200, text: JSON.stringify(content), isJson: true }
}

function startThread(workerData: ThreadSettings): Worker {
  const compiled = getCompileCacheDir()
  return new Worker(THREAD, {
    workerData,
    // What the process was started with is not for it, but for where its compiled code is kept, if it is.
    execArgv: [],
    env: compiled ? { NODE_COMPILE_CACHE: dirname(compiled) } : {},
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
}
