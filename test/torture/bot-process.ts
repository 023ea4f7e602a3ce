/**
 * One instance of the bot as a process of its own, to be killed: the real bot with a clock that its parent sets. It loads
 * everything first and starts when it is told how, so that a parent can keep one at hand.
 */
import { flushCompileCache } from 'node:module'
import { setTimeout as delay } from 'node:timers/promises'
import pino from 'pino'
import { type Bot, startBot } from '#bot.ts'
import type { Config } from '#config.ts'
import { testKeys } from '../support/test-keys.ts'
import { type CrashPoint, watch } from './crash-point.ts'
import { type Scale, scaledClock } from './scaled-clock.ts'
import { watchTakenJobs } from './taken-job.ts'

/** From the parent. */
export type ToBot =
  | { start: { config: Config; databaseUrl: string; scale: Scale; tickEveryMs: number } }
  | { scale: Scale }
  | { arm: CrashPoint | null; afterClaims: number }
  /** The answer to `claimed`: Slack is prepared. */
  | { nonce: string }
  /** Do what is due; and wait until no work is left. */
  | { settle: true }
  | { tick: true }

/** To the parent. */
export type FromBot =
  | { started: true }
  | { claimed: string }
  | { crashed: CrashPoint }
  | { settled: true }
  | { problem: string }
  /** Jobs of the queue that it has taken. */
  | { taken: string[] }

const clock = scaledClock({ realMs: Date.now(), clockMs: Date.now(), factor: 1 })
let bot: Bot | undefined
let isStopping = false
let prepared: (nonce: string) => void = () => {}

const watcher = watch({
  async onClaimed(deliveryId) {
    const nonce = new Promise<string>((resolve) => {
      prepared = resolve
    })
    tell({ claimed: deliveryId })
    return nonce
  },
  end: (point) =>
    new Promise(() =>
      process.send?.({ crashed: point } satisfies FromBot, () => process.kill(process.pid, 'SIGKILL')),
    ),
})

watchTakenJobs((taken) => tell({ taken }))

process.on('message', async (message: ToBot) => {
  if ('nonce' in message) prepared(message.nonce)
  else if ('scale' in message) clock.follow(message.scale)
  else if ('arm' in message) watcher.arm(message.arm, message.afterClaims)
  else if ('settle' in message) await settle()
  else if ('tick' in message) await tick()
  else await start(message.start)
})
process.on('disconnect', () => process.exit())
process.once('SIGTERM', async () => {
  isStopping = true
  await bot?.stop()
  process.exit(0)
})

async function start({ config, databaseUrl, scale, tickEveryMs }: StartOptions): Promise<void> {
  clock.follow(scale)
  bot = await startBot({
    config,
    databaseUrl,
    keys: testKeys,
    clock,
    log: pino({ level: config.logLevel, base: { pid: process.pid } }),
  })
  tell({ started: true })
  // Whoever was compiled from nothing leaves what it compiled to those that come after it; killed ones write nothing.
  setTimeout(flushCompileCache, WARM_AFTER_MS).unref()
  // The bot ticks by the real clock; one that runs faster needs ticks as much closer together.
  while (!isStopping && tickEveryMs > 0) {
    await delay(tickEveryMs)
    if (!isStopping)
      await bot.tickNow().catch((error: unknown) => tell({ problem: `a tick: ${nameOf(error)}` }))
  }
}

const WARM_AFTER_MS = 1_000

type StartOptions = Extract<ToBot, { start: unknown }>['start']

async function settle(): Promise<void> {
  await bot?.tickNow()
  await bot?.settled()
  tell({ settled: true })
}

async function tick(): Promise<void> {
  await bot?.tickNow()
  tell({ settled: true })
}

function nameOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(nameOf).join(', ')
  return error instanceof Error ? `${error.name} ${error.message.split('\n').at(-1)}` : String(error)
}

function tell(message: FromBot): void {
  process.send?.(message)
}
