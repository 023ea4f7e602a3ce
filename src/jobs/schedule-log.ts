import type { Logger } from 'pino'
import { asCode } from '#domain/error-code.ts'

/** What the scheduler of ticks says of itself, such as that a tick takes longer than the time between two, in the bot's own log. */
export function scheduleLog(log: Logger) {
  // What comes after the colon is the text of an error.
  const name = (of: string | Error) => (typeof of === 'string' ? of.split(':')[0] : asCode(of.name))
  return {
    debug() {},
    info() {},
    warn: (message: string) => log.warn({ schedule: message }, 'ticks do not come as they should'),
    error: (of: string | Error) => log.error({ schedule: name(of) }, 'ticks do not come as they should'),
  }
}
