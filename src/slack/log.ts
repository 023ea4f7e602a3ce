import { LogLevel, type Logger as SlackLogger } from '@slack/bolt'
import type { Logger } from 'pino'

/**
 * Slack's libraries log through ours. Only plain sentences are taken over and, of errors, name and code:
 * everything else may hold what people wrote.
 */
export function slackLogger(log: Logger): SlackLogger {
  const words = (parts: unknown[]) => parts.map(safe).filter(Boolean).join(' ')
  return {
    debug: () => {},
    info: (...parts) => log.debug(words(parts)),
    warn: (...parts) => log.warn(words(parts)),
    error: (...parts) => log.error(words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

/** Name and code of an error, for a log line; never its message, which may quote what was sent. */
export function errorName(error: unknown): { name: string; code: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined }
  const { code, data } = error as Error & { code?: unknown; data?: { error?: unknown } }
  const slackCode = typeof data?.error === 'string' ? data.error : undefined
  return { name: error.name, code: slackCode ?? (typeof code === 'string' ? code : undefined) }
}

/** All that may be logged of an error that nobody foresaw: name, code and place. */
export function describeError(error: unknown): object {
  return { ...errorName(error), at: placeOf(error) }
}

/** Where in our own code it happened: file and line, never a message. */
export function placeOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack.match(/src\/[\w/.-]+:\d+/)?.[0]
}

function safe(part: unknown): string {
  if (typeof part === 'string') return part.slice(0, 200)
  if (!(part instanceof Error)) return ''
  const { name, code } = errorName(part)
  return code ? `${name} (${code})` : name
}
