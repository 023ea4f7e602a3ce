import type { Logger } from 'pino'

/** What the scheduler of ticks says of itself, such as that a tick takes longer than the time between two, in the bot's own log. */
export function scheduleLog(log: Logger) {
  const name = (of: string | Error) => (typeof of === 'string' ? of : of.name)
  return {
    debug() {},
    info() {},
    warn: (message: string) => log.warn({ schedule: message }, 'ticks do not come as they should'),
    error: (of: string | Error) => log.error({ schedule: name(of) }, 'ticks do not come as they should'),
  }
}
