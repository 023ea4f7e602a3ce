import type { Logger } from 'pino'
import { oldestDue } from '#db/oldest-due.ts'
import { clockSkew } from '#db/skew.ts'
import { ask, type Context } from '#usecases/context.ts'

/** A message that has waited so long to be said is worth a look. */
export const OVERDUE_SECONDS = 300

/** What differs by less than this between the clocks of the machine and the database does no harm. */
const SKEW_MS = 5_000

/** A figure that somebody should hear of when it is too large: once, and again only after it was well. */
function warning(log: Logger, name: string, limit: number, words: string): (figure: number) => void {
  let isTold = false
  return (figure) => {
    const isTooLarge = Math.abs(figure) > limit
    if (isTooLarge && !isTold) log.warn({ [name]: figure }, words)
    isTold = isTooLarge
  }
}

/**
 * Looks at what nobody would notice otherwise, and warns in the log. `machine` reads the machine's clock, in epoch
 * milliseconds; `onlyTeamId` is the one workspace that the bot is for, or null where people install it.
 */
export function createWatch(
  log: Logger,
  machine: () => number,
  onlyTeamId: string | null,
): (context: Context) => Promise<void> {
  const warnOfOverdue = warning(log, 'oldestDueSeconds', OVERDUE_SECONDS, 'messages wait too long to be said')
  const warnOfSkew = warning(
    log,
    'clockSkewMs',
    SKEW_MS,
    'the clocks of this machine and the database differ: one of them needs setting',
  )
  return async (context) => {
    warnOfOverdue(Math.round((await ask(context, (tx) => oldestDue(tx, onlyTeamId))).seconds))
    warnOfSkew(await clockSkew(context.db, machine))
  }
}
