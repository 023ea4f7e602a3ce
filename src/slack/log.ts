import { LogLevel, type Logger as SlackLogger } from '@slack/bolt'
import type { Logger } from 'pino'
import { asCode } from '#domain/error-code.ts'
import { librarySentence } from './library-sentence.ts'

/**
 * Slack's libraries log through ours: the beginnings of sentences that are known and, of errors, name and code.
 * Everything else may hold what people wrote.
 */
export function slackLogger(log: Logger): SlackLogger {
  const facts = (parts: unknown[]) => {
    const error = parts.find((part) => part instanceof Error)
    return { says: librarySentence(parts[0]), ...(error && errorName(error)) }
  }
  return {
    debug: () => {},
    info: (...parts) => log.debug(facts(parts), SAID),
    warn: (...parts) => log.warn(facts(parts), SAID),
    error: (...parts) => log.error(facts(parts), SAID),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

const SAID = 'a library of Slack’s has something to say'

/** Name and code of an error, for a log line; never its message, which may quote what was sent. */
export function errorName(error: unknown): { name: string; code: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined }
  const { code, data } = error as Error & { code?: unknown; data?: { error?: unknown } }
  return { name: asCode(error.name) ?? 'Error', code: asCode(data?.error) ?? asCode(code) }
}

/** All that may be logged of an error that nobody foresaw: name, code and place. */
export function describeError(error: unknown): object {
  return { ...errorName(error), at: placeOf(error) }
}

/** Where in our own code it happened: file and line, never a message. */
export function placeOf(error: unknown): string | undefined {
  const { stack = '', message } = error instanceof Error ? error : { message: '' }
  // The stack begins with the message, which may quote something that looks like a place.
  if (!stack.includes(message)) return undefined
  return stack.replace(message, () => '').match(/src\/[\w/.-]+:\d+/)?.[0]
}
