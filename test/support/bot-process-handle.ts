/** The parent's side of a bot that runs as a process of its own. */
import { type ChildProcess, fork } from 'node:child_process'
import type { DateTime } from 'luxon'
import type { FromBot, Start, ToBot, Wish } from './bot-process.ts'

export type BotProcess = {
  /** Resolves when it is connected to Slack; rejects when it ends before. */
  started: Promise<unknown>
  setClock(now: DateTime): void
  /** Resolves when it is done; rejects when the process ends before. */
  ask<T = void>(wish: Wish, now: DateTime): Promise<T>
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
}

export type Launcher = {
  launch(now: DateTime): BotProcess
  /** Ends the process that is kept at hand. */
  stop(): void
}

const PROGRAM = new URL('./bot-process.ts', import.meta.url)

/** Starts bots one after the other on the same database. The next is loaded already while one runs. */
export function createLauncher(start: Start): Launcher {
  let atHand = load()
  return {
    launch(now) {
      const child = atHand
      atHand = load()
      return begin(child, start, now)
    },
    stop: () => void atHand.kill('SIGKILL'),
  }
}

function load(): ChildProcess {
  return fork(PROGRAM, { execArgv: ['--disable-warning=DeprecationWarning'] })
}

function begin(child: ChildProcess, start: Start, now: DateTime): BotProcess {
  const wishes = new Map<number, PromiseWithResolvers<unknown>>()
  const wish = (id: number) => {
    const promise = Promise.withResolvers<unknown>()
    // Whoever kills the process need not have waited for it.
    promise.promise.catch(() => {})
    wishes.set(id, promise)
    return promise.promise
  }
  const tell = (message: ToBot) => void (child.connected && child.send(message, () => {}))
  const started = wish(0)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const gone = new Promise<void>((resolve) => (hasEnded() ? resolve() : child.once('exit', () => resolve())))
  child.on('message', (message: FromBot) =>
    wishes
      .get('started' in message ? 0 : message.fulfilled)
      ?.resolve('started' in message ? undefined : message.value),
  )
  const end = () => {
    for (const { reject } of wishes.values()) reject(new Error('the bot has ended'))
  }
  child.on('exit', end)
  if (hasEnded()) end()
  tell({ now: isoOf(now), start })
  return {
    started,
    setClock: (at) => tell({ now: isoOf(at) }),
    ask<T>(what: Wish, at: DateTime) {
      const id = wishes.size
      const fulfilled = wish(id)
      tell({ now: isoOf(at), wish: what, id })
      if (hasEnded()) end()
      return fulfilled as Promise<T>
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

function isoOf(at: DateTime): string {
  return at.toISO() ?? ''
}
