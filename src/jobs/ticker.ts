import cron from 'node-cron'
import type { Logger } from 'pino'
import type { Context } from '#usecases/context.ts'
import { tick } from '#usecases/tick.ts'
import { followZoneData } from '#usecases/zone-data.ts'
import { createWatch } from './watch.ts'

/** Every fifteen seconds. In UTC, because a zone with clock changes would fall silent for an hour. */
const EVERY = '*/15 * * * * *'

/** Runs the tick at once and then regularly; `tickNow` runs one more and waits for it. */
export type Ticker = {
  tickNow(): Promise<void>
  /** How long ago a tick last went well, or the first was begun. */
  sinceLastSeconds(): number
  stop(): Promise<void>
}

/**
 * Starts ticking. With the first tick, and with the first of each day, instants are computed anew where the time-zone
 * data has changed: what is due follows from them. A tick that fails is logged, and the next one makes up for it.
 */
export function startTicker(context: () => Context, log: Logger): Ticker {
  let last: Promise<void> = Promise.resolve()
  let day = ''
  let wentWellAt = performance.now()
  const watch = createWatch(log, Date.now)
  const beat = async (now: Context): Promise<void> => {
    const today = now.now.toUTC().toISODate() ?? ''
    try {
      if (today !== day) await followZoneData(now)
      day = today
    } finally {
      await tick(now)
    }
    wentWellAt = performance.now()
    await watch(now)
  }
  const tickNow = (): Promise<void> => {
    last = last.then(() => beat(context()))
    const mine = last
    last = last.catch((error) => {
      log.error({ name: error instanceof Error ? error.name : typeof error }, 'a tick failed')
    })
    return mine
  }
  const task = cron.schedule(EVERY, () => tickNow().catch(() => {}), { timezone: 'UTC', noOverlap: true })
  tickNow().catch(() => {})
  return {
    tickNow,
    sinceLastSeconds: () => (performance.now() - wentWellAt) / 1000,
    stop: async () => {
      await task.destroy()
      await last
    },
  }
}
