/** The bot as a user starts it: a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Simulator } from '#simulator/contract.ts'
import { TEST_KEY } from './test-keys.ts'
import { until } from './world.ts'

export type MainProcess = {
  child: ChildProcess
  /** Everything it has printed so far, its log and its errors. */
  printed(): string
  /** Resolves when it has printed this; rejects when it ends before. */
  says(words: string, seconds?: number): Promise<void>
  /** Its exit code, when it has ended. */
  ended: Promise<number | null>
}

export type Started = {
  environment: Record<string, string>
  cwd?: string
  /** A program to load first: `--import`. */
  first?: string
}

/** Starts a program of `src/` with this environment alone. */
export function startProgram(
  file: string,
  args: string[],
  { environment, cwd, first }: Started,
): MainProcess {
  const program = fileURLToPath(new URL(`../../src/${file}`, import.meta.url))
  const options = ['--disable-warning=DeprecationWarning', ...(first ? ['--import', first] : [])]
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [...options, program, ...args], {
    ...(cwd && { cwd }),
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    printed: () => printed,
    ended,
    async says(words, seconds = 25) {
      const isOver = () => child.exitCode !== null || child.signalCode !== null
      await until(() => printed.includes(words) || isOver(), `“${words}” in:\n${printed}`, seconds)
      if (!printed.includes(words)) throw new Error(`it ended before it said “${words}”:\n${printed}`)
    },
  }
}

/** What the bot needs to know to work in a simulated workspace over Socket Mode, with any database. */
export function slackEnvironment(simulator: Simulator): Record<string, string> {
  return {
    SLACK_API_URL: simulator.apiUrl,
    SLACK_BOT_TOKEN: simulator.botToken,
    SLACK_APP_TOKEN: simulator.appToken,
    ENCRYPTION_KEYS: TEST_KEY,
  }
}
