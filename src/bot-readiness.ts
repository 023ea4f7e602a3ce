import { setTimeout as delay } from 'node:timers/promises'
import { oldestDue } from './db/oldest-due.ts'
import type { Queue } from './db/queue.ts'
import { clockSkew } from './db/skew.ts'
import type { Ticker } from './jobs/ticker.ts'
import { OVERDUE_SECONDS } from './jobs/watch.ts'
import type { Link } from './slack/link.ts'
import { ask, type Context } from './usecases/context.ts'
import type { Readiness } from './web/health.ts'

/** The database and the queue have this long to answer. */
const ANSWER_WITHIN_MS = 2_000
/** Slack ends each connection now and then, and the next takes some seconds. */
const SLACK_DOWN_SECONDS = 30
/** Four ticks. */
const TICK_SECONDS = 60

/**
 * How the bot is. Above all, how long the oldest message has waited to be said: whatever goes wrong shows there. Ready
 * means that nothing has waited longer than five minutes, ticks end, and database, queue and Slack can be used. A part of
 * a tick that fails concerns one group, and is for the log.
 */
export async function readiness(parts: {
  context: Context & { queue: Queue }
  link: Link
  ticker: Ticker | null
  /** The one workspace that the bot is for; null where people install it. */
  onlyTeamId: string | null
}): Promise<Readiness> {
  const { context, link, ticker, onlyTeamId } = parts
  const [due, waiting, clockSkewMs] = await Promise.all([
    answered(ask(context, (tx) => oldestDue(tx, onlyTeamId))),
    answered(context.queue.waiting()),
    answered(clockSkew(context.db, Date.now)),
  ])
  const database = due !== null
  const queue = waiting !== null
  const slack = link.downSeconds() <= SLACK_DOWN_SECONDS
  const lastTickSeconds = ticker?.sinceLastSeconds() ?? TICK_SECONDS + 1
  const isInTime = (due?.seconds ?? 0) <= OVERDUE_SECONDS && lastTickSeconds <= TICK_SECONDS
  return {
    isReady: database && queue && slack && isInTime,
    ...(due !== null && {
      oldestDueSeconds: Math.round(due.seconds),
      workspacesLeftOut: due.workspacesLeftOut,
    }),
    database,
    queue,
    slack,
    lastTickSeconds: Math.round(lastTickSeconds),
    ...(clockSkewMs !== null && { clockSkewMs }),
    lastSlackAnswerSeconds: Math.round(link.lastAnswerSeconds()),
  }
}

/** What is answered in time, or null. */
export async function answered<T>(question: Promise<T>): Promise<T | null> {
  return Promise.race([question.catch(() => null), delay(ANSWER_WITHIN_MS, null, { ref: false })])
}
