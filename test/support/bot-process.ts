/**
 * Run by tests as a process of its own, to be killed: the bot, with a clock that its parent sets. It loads
 * everything first and starts when it is told how, so that a parent can keep one at hand.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { DateTime } from 'luxon'
import pino from 'pino'
import { type Bot, startBot } from '#bot.ts'
import type { Config } from '#config.ts'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { testKeys } from './test-keys.ts'

/** What a parent may ask for after the start. */
export type Wish = 'tick' | 'settled' | 'supervise' | 'memory' | 'stop'

/** From the parent. Every message carries the time, ISO 8601. */
export type ToBot = { now: string } & ({ start: Start } | { wish: Wish; id: number } | object)

/** `directory` is for an embedded server of its own, which is used where no `databaseUrl` is given. */
export type Start = { config: Config; databaseUrl?: string; directory?: string }

/** To the parent: the bot has started, or a wish is fulfilled. */
export type FromBot = { started: true } | { fulfilled: number; value: unknown }

let now: DateTime = DateTime.utc()
let bot: Bot

const FULFIL: Record<Wish, () => Promise<unknown>> = {
  tick: () => bot.tickNow(),
  settled: () => bot.settled(),
  supervise: () => bot.context().queue.boss.supervise(),
  memory: async () => heapInUse(),
  stop: () => bot.stop(),
}

process.on('message', async (message: ToBot) => {
  now = DateTime.fromISO(message.now, { zone: 'utc' })
  if ('start' in message) {
    const { config, databaseUrl, directory = '' } = message.start
    const url = databaseUrl ?? (await startEmbeddedPostgres({ directory })).url
    const log = pino({ level: 'error' })
    bot = await startBot({ config, databaseUrl: url, keys: testKeys, clock: { now: () => now }, log })
    tell({ started: true })
  } else if ('wish' in message) {
    const value = await FULFIL[message.wish]()
    tell({ fulfilled: message.id, value })
  }
})
process.on('disconnect', () => process.exit())

function tell(message: FromBot): void {
  process.send?.(message)
}

/** What is really in use, in bytes: everything that is not has been thrown away. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
