import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from './db/client.ts'
import type { Queue } from './db/queue.ts'
import type { Ticker } from './jobs/ticker.ts'
import type { Workers } from './jobs/worker.ts'
import type { SlackApp } from './slack/app.ts'
import type { Traces } from './watch/traces.ts'
import type { CalendarServer } from './web/calendar.ts'
import type { HealthServer } from './web/health.ts'

/** How long what runs may take to end. */
const PATIENCE_MS = 7_000
/** And how long all of it, with the connections that close after that: a database that is away answers nothing. */
const ALL_MS = 9_000

/**
 * No new work: no tick, no job, and nothing more from Slack. What runs ends, then the connections close. Answers
 * whether all of it ended by itself. Jobs that did not are handed back, so that they need not wait to be missed.
 */
export async function stopBot(parts: {
  slack: SlackApp
  ticker: Ticker | null
  workers: Workers
  queue: Queue
  db: Database
  health: HealthServer | null
  traces: Traces | null
  calendar: CalendarServer | null
}): Promise<boolean> {
  const { slack, ticker, workers, queue, db, health, traces, calendar } = parts
  const begunAt = performance.now()
  const isDone = await within(PATIENCE_MS, () => Promise.all([ticker?.stop(), slack.stop(), workers.stop()]))
  const isClosed = await within(ALL_MS - (performance.now() - begunAt), () =>
    Promise.all([
      health?.stop(),
      traces?.stop(),
      calendar?.stop(),
      queue.boss.stop({ graceful: false }),
      db.$disconnect(),
    ]),
  )
  return isDone && isClosed
}

/** Whether some work has ended in time, and well. */
function within(milliseconds: number, work: () => Promise<unknown>): Promise<boolean> {
  const ended = work().then(
    () => true,
    () => false,
  )
  return Promise.race([ended, delay(milliseconds, false, { ref: false })])
}
