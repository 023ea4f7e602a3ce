import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { SIGNING_SECRET } from './request.ts'

/** The bot as it is started for real, as a process of its own. */
export type Bot = {
  /** Where Slack sends what people do. */
  url: string
  /** From the beginning of its process until it was connected. */
  startMs: number
  /** What of the machine's memory it has, in bytes. */
  memory(): number
  /** As a machine that is shut down does it; resolves when the process has ended. */
  stop(): Promise<void>
  /** `kill -9`. */
  kill(): Promise<void>
}

const ROOT = new URL('../../', import.meta.url).pathname

/** What `npm start` runs. */
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const [, ...OPTIONS] = scripts.start.split(' ')
const PROGRAM = join(ROOT, OPTIONS.pop())

type Wanted = {
  apiUrl: string
  /** Absent: the embedded server, in `folder`. */
  databaseUrl?: string
  keys?: string
  botToken?: string
  /** For one that connects by Socket Mode; absent: it receives requests over HTTP. */
  appToken?: string
  /** For a bot that is installed in many workspaces, which has their tokens in its database. */
  app?: { clientId: string; clientSecret: string }
  /** Where it is started; absent: a folder of its own, which is gone afterwards. */
  folder?: string
}

/** Resolves when it is connected; rejects when it ends before, with what it said. */
export async function startBot({
  apiUrl,
  databaseUrl,
  keys,
  botToken = 'xoxb-bench',
  appToken,
  app,
  folder,
}: Wanted): Promise<Bot> {
  const port = await freePort()
  const cwd = folder ?? (await mkdtemp(join(tmpdir(), 'bench-bot-')))
  const begun = performance.now()
  const child = spawn(process.execPath, [...OPTIONS, PROGRAM], {
    cwd,
    env: {
      PATH: process.env.PATH,
      ...(app
        ? { SLACK_CLIENT_ID: app.clientId, SLACK_CLIENT_SECRET: app.clientSecret }
        : { SLACK_BOT_TOKEN: botToken }),
      ...(appToken
        ? { SLACK_APP_TOKEN: appToken }
        : { SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(port) }),
      SLACK_API_URL: apiUrl,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...(keys && { ENCRYPTION_KEYS: keys }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await connected(child)
  const startMs = performance.now() - begun
  const gone = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await gone
    if (!folder) await rm(cwd, { recursive: true, force: true })
  }
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    startMs,
    memory: () => residentBytes(child.pid ?? 0),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

function connected(child: ChildProcess): Promise<void> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface(stream).on('line', (line) => {
        if (line.includes('connected to Slack')) resolve()
        // Read on all the same: a pipe that nobody empties stops the bot.
        else if (said.length < 20) said.push(line)
      })
    }
    child.once('exit', () => reject(new Error(`the bot did not start:\n${said.join('\n')}`)))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** As the system counts it, whatever the process itself believes. */
function residentBytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024
}
