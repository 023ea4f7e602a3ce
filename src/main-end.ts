import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { describeError } from './slack/log.ts'
import { endReason } from './text/start.ts'

/** All of a stop, by the clock on the wall: a supervisor that waits ten seconds before it kills never has to. */
const STOP_WITHIN_MS = 9_500

/** How the process is to be stopped: from when something runs on. Answers whether all of it ended by itself. */
export type Stop = () => Promise<boolean>

/**
 * Ends the process on SIGTERM and SIGINT: by what `stopWith` was last given, with 0 when all that ran has ended and 1
 * when something was cut short. A second signal, or one before anything runs, ends it at once.
 *
 * An error that nobody caught ends it too, with 1 and one line in the log: what state it left behind is not known, and
 * whoever starts the process again finds everything in the database. The line has name, code and place, never a text.
 */
export function endWell(log: Logger): { stopWith(stop: Stop): void } {
  let stop: Stop | null = null
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping || !stop) process.exit(1)
      isStopping = true
      log.info({ signal }, 'stopping')
      void inTime(stop).then((isClean) => {
        if (!isClean) log.error('what still ran was cut short')
        process.exit(isClean ? 0 : 1)
      })
    })
  }
  const fail = (error: unknown) => {
    // Slack's client rejects without a reason when it is stopped while it connects again.
    if (isStopping && error === undefined) return
    log.fatal(describeError(error), endReason(error) ?? 'an error that nobody foresaw ends the bot')
    process.exit(1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  return {
    stopWith: (next) => {
      stop = next
    },
  }
}

function inTime(stop: Stop): Promise<boolean> {
  return Promise.race([stop().catch(() => false), delay(STOP_WITHIN_MS, false)])
}
