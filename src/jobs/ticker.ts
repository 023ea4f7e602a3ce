import cron from 'node-cron'
import type { Logger } from 'pino'
import type { Retention } from '#domain/retention.ts'
import type { Context } from '#usecases/context.ts'
import { forgetOld } from '#usecases/retention.ts'
import { tick } from '#usecases/tick.ts'
import { followZoneData } from '#usecases/zone-data.ts'
import { daily } from './daily.ts'
import { scheduleLog } from './schedule-log.ts'
import { createWatch } from './watch.ts'

/** Every fifteen seconds. In UTC, because a zone with clock changes would fall silent for an hour. */
const EVERY = '*/15 * * * * *'

/** Runs the tick at once and then regularly; `tickNow` runs one more and waits for it. */
export type Ticker = {
  tickNow(): Promise<void>
  /** How long ago a tick last ended, well or not, or the first was begun. */
  sinceLastSeconds(): number
  /** How many ticks have ended, well or not. */
  ended(): number
  stop(): Promise<void>
}

/** What may be logged of an error: nothing that could quote what people wrote. */
type Describe = (error: unknown) => object

/**
 * Starts ticking. With the first tick, and with the first of each day, instants are computed anew where the time-zone
 * data has changed: what is due follows from them; and last what is old is forgotten. Of a tick that fails, each part
 * that did is logged with what `describe` says of its error, and the next one makes up for it. `onlyTeamId` is the one workspace that the bot
 * is for, or null where people install it.
 */
export function startTicker(
  context: () => Context,
  retention: Retention,
  log: Logger,
  describe: Describe,
  onlyTeamId: string | null,
): Ticker {
  let last: Promise<void> = Promise.resolve()
  let ended = 0
  let endedAt = performance.now()
  const parts = [
    daily(async (now) => {
      await followZoneData(now)
      return true
    }),
    tick,
    daily((now) => forgetOld(now, retention)),
    createWatch(log, Date.now, onlyTeamId),
  ]
  const beat = async (now: Context): Promise<void> => {
    const failures: unknown[] = []
    for (const part of parts) await part(now).catch((error) => void failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, 'parts of a beat failed')
  }
  const tickNow = (): Promise<void> => {
    const mine = last
      .then(() => {
        const now = context()
        return now.watch.during({ name: 'tick' }, () => beat(now))
      })
      .finally(() => {
        ended += 1
        endedAt = performance.now()
      })
    last = mine.catch((error) => {
      for (const each of partsOf(error)) log.error(describe(each), 'a part of a tick failed')
    })
    return mine
  }
  const options = { timezone: 'UTC', noOverlap: true, logger: scheduleLog(log) }
  const task = cron.schedule(EVERY, () => tickNow().catch(() => {}), options)
  tickNow().catch(() => {})
  return {
    tickNow,
    sinceLastSeconds: () => (performance.now() - endedAt) / 1000,
    ended: () => ended,
    stop: async () => {
      await task.destroy()
      await last
    },
  }
}

/** What is thrown together is told apart. */
function partsOf(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap(partsOf) : [error]
}
