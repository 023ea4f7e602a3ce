/** Serves the workspace's web page and its few endpoints on the local address. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Simulator } from '#simulator/contract.ts'
import { BadRequest, parsePageAction, performPageAction } from './page-action.ts'
import { openPageFiles, type PageFiles, sendEmoji, sendIndex } from './page-file.ts'
import { type PageState, pageState, type ReadMarks } from './page-state.ts'

/**
 * One thing to try, in order. `part` is a heading above the step with which a part of the guide begins; `as` names
 * those who should do it. `text` may use Slack's mrkdwn.
 */
export type GuideStep = { part?: string; title: string; text: string; as?: string[]; action?: GuideAction }

/** Something the guide does at a press, such as letting others act; `run` answers what came of it, in words. */
export type GuideAction = { label: string; run(): Promise<string> }

/** A step as the page knows it: the action by its label. */
export type ShownStep = Omit<GuideStep, 'action'> & { action?: string }

/** A command, or a command with its first word, that the message field offers while somebody types. */
export type CommandHint = { command: string; hint: string }

export type ClockStep = 'now' | 'hour' | 'day' | 'week'

export type PageClock = {
  now(): Date
  /**
   * Moves on by this much, `now` by nothing; resolves when everything that came due has been dealt with. A day or a
   * week may keep the hour of some zone's wall clock.
   */
  advance(step: ClockStep): Promise<void>
  /** Moves to the next thing due; answers what came due, in words, or undefined when nothing is due. */
  toNext(): Promise<string | undefined>
}

export type PageOptions = {
  /** 0: any free port. */
  port: number
  title: string
  /** Whose eyes the page opens with; default the first person who is not a bot. */
  defaultViewerId?: string
  /** A word about each person as things are now, by user id, shown where one chooses whom to be. */
  roles?: () => Promise<Record<string, string>>
  guide: GuideStep[]
  /** Default none: then nothing is suggested, and commands still work. */
  commands?: CommandHint[]
  clock: PageClock
}

/** What the page needs to know once. `id` is new for every start, so that ticks in the guide do not outlive it. */
export type PageSetup = {
  id: string
  title: string
  defaultViewerId: string
  guide: ShownStep[]
  commands: CommandHint[]
}

/** What the clock's buttons answer: the new time (ISO 8601, UTC) and what came due, in words, after `next`. */
export type ClockAnswer = { now: string; due?: string }

type Page = {
  simulator: Simulator
  options: PageOptions
  marks: ReadMarks
  setup: PageSetup
  files: PageFiles
}

const LARGEST_BODY = 1_000_000
const clockMove = z.strictObject({ to: z.enum(['now', 'hour', 'day', 'week', 'next']) })
const stepAction = z.strictObject({ step: z.int().min(0) })

/**
 * Serves the page on 127.0.0.1; resolves with its address once it answers. Requests that were not
 * addressed to the local address, or come from another site's page, are refused. `stop` ends open
 * connections and removes the temporary files. Rejects when the port is taken.
 */
export async function servePage(
  simulator: Simulator,
  options: PageOptions,
): Promise<{ url: string; stop(): Promise<void> }> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'workspace-page-'))
  const files = await openPageFiles(cacheDir)
  const page: Page = { simulator, options, files, marks: new Map(), setup: setupOf(simulator, options) }
  const server = createServer((request, response) => {
    answer(page, request, response).catch((error: unknown) => fail(response, error))
  })
  const closeFiles = async () => {
    await files.close()
    await rm(cacheDir, { recursive: true, force: true })
  }
  try {
    await listen(server, options.port)
  } catch (error) {
    await closeFiles()
    throw error
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await closeFiles()
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

function setupOf(simulator: Simulator, options: PageOptions): PageSetup {
  const first = simulator.people().find((person) => !person.isBot && !person.isDeactivated)
  return {
    id: crypto.randomUUID(),
    title: options.title,
    defaultViewerId: options.defaultViewerId ?? first?.id ?? '',
    guide: options.guide.map(({ action, ...step }) => ({ ...step, ...(action && { action: action.label }) })),
    commands: options.commands ?? [],
  }
}

async function answer(page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLocal(request)) return sendJson(response, 403, { error: 'This page answers its own address only.' })
  const url = new URL(request.url ?? '/', 'http://localhost')
  const route = `${request.method} ${url.pathname}`
  if (route === 'GET /sim/setup') return sendJson(response, 200, page.setup)
  if (route === 'GET /sim/state')
    return sendJson(response, 200, await stateFor(page, url.searchParams.get('as')))
  if (route === 'GET /sim/changes') return streamChanges(page.simulator, response)
  if (route === 'POST /sim/do') {
    const action = parsePageAction(await readJson(request))
    return sendJson(response, 200, await performPageAction(page.simulator, page.marks, action))
  }
  if (route === 'POST /sim/clock')
    return sendJson(response, 200, await moveClock(page, await readJson(request)))
  if (route === 'POST /sim/step') return sendJson(response, 200, await doStep(page, await readJson(request)))
  if (url.pathname.startsWith('/sim/'))
    return sendJson(response, 404, { error: `There is no ${route} here.` })
  if (route === 'GET /') return sendIndex(response)
  if (url.pathname.startsWith('/emoji/')) return sendEmoji(response, url.pathname)
  page.files.handle(request, response, () => sendJson(response, 404, { error: `There is no ${route} here.` }))
}

/**
 * Other sites can make a browser send requests here. Their pages show in Origin, and a name that they
 * pointed at this machine shows in Host.
 */
function isLocal(request: IncomingMessage): boolean {
  const port = request.socket.localPort
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const { host, origin } = request.headers
  if (!host || !hosts.includes(host)) return false
  return origin === undefined || hosts.some((name) => origin === `http://${name}`)
}

async function stateFor(page: Page, viewerId: string | null): Promise<PageState> {
  const viewer = page.simulator.people().find((person) => person.id === viewerId && !person.isBot)
  if (!viewer) throw new BadRequest(`Say as whom with ?as=; there is nobody with the id ${viewerId}.`)
  const roles = (await page.options.roles?.()) ?? {}
  return { ...pageState(page.simulator, viewer.id, page.marks, page.options.clock.now()), roles }
}

async function moveClock(page: Page, body: unknown): Promise<ClockAnswer> {
  const { clock } = page.options
  const move = clockMove.safeParse(body)
  if (!move.success) throw new BadRequest('Say where to move the clock: now, hour, day, week or next.')
  const { to } = move.data
  if (to !== 'next') await clock.advance(to)
  const due = to === 'next' ? await clock.toNext() : undefined
  return { now: clock.now().toISOString(), ...(due !== undefined && { due }) }
}

async function doStep(page: Page, body: unknown): Promise<{ said: string }> {
  const asked = stepAction.safeParse(body)
  const action = asked.success ? page.options.guide[asked.data.step]?.action : undefined
  if (!action) throw new BadRequest('Say which step of the guide to do: its place in the list, from 0.')
  return { said: await action.run() }
}

/** Tells the page that something changed, not what; the page then asks for what its viewer may see. */
function streamChanges(simulator: Simulator, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  let waiting: NodeJS.Timeout | undefined
  const tell = () => {
    waiting = undefined
    response.write('data: changed\n\n')
  }
  // One act of the app is often several calls; a moment's wait makes them one change on the page.
  const unsubscribe = simulator.onChange(() => {
    waiting ??= setTimeout(tell, 25)
  })
  response.on('close', () => {
    unsubscribe()
    clearTimeout(waiting)
  })
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new BadRequest('Send JSON, with content-type application/json.')
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw new BadRequest('That is too long.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new BadRequest('That is not JSON.')
  }
}

function fail(response: ServerResponse, error: unknown): void {
  const isBad = error instanceof BadRequest
  if (response.headersSent) return void response.end()
  // What went wrong belongs to the developer at this very machine, so the words are passed on as they are.
  const said = error instanceof Error ? error.message : String(error)
  sendJson(response, isBad ? 400 : 500, { error: said })
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
