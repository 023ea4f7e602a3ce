/** The instances of the bot, each a process of its own; the next to be started is loaded already. */
import { type ChildProcess, fork } from 'node:child_process'
import { openSync } from 'node:fs'
import type { FromBot, ToBot } from './bot-process.ts'
import type { CrashPoint } from './crash-point.ts'

/** How an instance ended: killed at a crash point, or by somebody, or by itself. */
export type End = { point: CrashPoint } | { signal: NodeJS.Signals } | { code: number | null }

export type Instance = {
  /** Resolves when it is connected to Slack, or has ended before that. */
  started: Promise<void>
  ended: Promise<End>
  isStarted(): boolean
  /** The jobs of the queue that it has taken, done or not. */
  taken(): readonly string[]
  /** Resolves when there is no work left, or it has ended. */
  settle(): Promise<void>
  /** Resolves when everything that is due has been decided, or it has ended. */
  tick(): Promise<void>
  tell(message: ToBot): void
  signal(signal: NodeJS.Signals): void
}

export type Fleet = {
  launch(start: Extract<ToBot, { start: unknown }>['start'], onClaimed: OnClaimed): Instance
  /** Ends whatever is kept at hand. */
  stop(): void
}

/** A delivery was claimed by an instance that is to end soon: Slack is prepared before it goes on with this nonce. */
export type OnClaimed = (deliveryId: string) => Promise<string>

/** Making the database client's compiler fast takes longer than these processes live. */
const FLAGS = ['--disable-warning=DeprecationWarning', '--liftoff-only']

/** `program` is the bot in one file; what its processes print goes to `log`. */
export function createFleet(program: string, log: string): Fleet {
  const file = openSync(log, 'a')
  const load = () =>
    fork(program, {
      execArgv: FLAGS,
      stdio: ['ignore', file, file, 'ipc'],
    })
  let atHand = load()
  return {
    launch(start, onClaimed) {
      const child = atHand
      atHand = load()
      return begin(child, start, onClaimed)
    },
    stop: () => void atHand.kill('SIGKILL'),
  }
}

function begin(
  child: ChildProcess,
  start: Extract<ToBot, { start: unknown }>['start'],
  onClaimed: OnClaimed,
): Instance {
  const started = Promise.withResolvers<void>()
  let isStarted = false
  let crashed: CrashPoint | null = null
  const taken: string[] = []
  let settled: (() => void)[] = []
  const tell = (message: ToBot) => void (child.connected && child.send(message, () => {}))
  child.on('message', async (message: FromBot) => {
    if ('crashed' in message) crashed = message.crashed
    else if ('claimed' in message) tell({ nonce: await onClaimed(message.claimed) })
    else if ('taken' in message) taken.push(...message.taken)
    else if ('settled' in message) for (const resolve of settled.splice(0)) resolve()
    else if ('started' in message) {
      isStarted = true
      started.resolve()
    }
  })
  const ended = new Promise<End>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      started.resolve()
      for (const each of settled.splice(0)) each()
      settled = []
      resolve(crashed ? { point: crashed } : signal ? { signal } : { code })
    }
    if (child.exitCode !== null || child.signalCode !== null) end(child.exitCode, child.signalCode)
    else child.once('exit', end)
  })
  const fulfilled = (wish: ToBot) =>
    new Promise<void>((resolve) => {
      settled.push(resolve)
      tell(wish)
    })
  tell({ start })
  return {
    started: started.promise,
    ended,
    isStarted: () => isStarted,
    taken: () => taken,
    settle: () => fulfilled({ settle: true }),
    tick: () => fulfilled({ tick: true }),
    tell,
    signal: (signal) => void child.kill(signal),
  }
}
