import { randomInt } from 'node:crypto'
import type { Logger } from 'pino'
import { brokenText, outdatedText } from '#text/help.ts'
import { errorName, placeOf } from './log.ts'
import { isSubmission, OutdatedPayload } from './payload.ts'
import { tell } from './reply.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'

/** Letters and figures that are not taken for one another when they are read aloud. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A short number by which somebody can name what went wrong: `7F3K-2M`. */
function reference(): string {
  const letters = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/**
 * Slack's codes where nobody waits for an answer any more: the same press came twice and opened its form the first time,
 * or whoever had the form open has closed it. And Bolt's, where the time to answer a command or a press is over.
 */
const NEEDLESS = new Set(['exchanged_trigger_id', 'not_found', 'slack_bolt_respond_error'])

/** What Bolt hands over: the error, the payload that led to it, and how to acknowledge that if nobody has yet. */
export type Broken = { error: Error; body: unknown; context: object }

/** Acknowledges a payload unless that was done before; answers whether it did. */
export type Acknowledge = (response?: unknown) => Promise<boolean>

/**
 * The one place for what nobody expected in a listener: it is logged without any content under a number,
 * and the person who was waiting is told that number. What a button or a form of an earlier version carries is no
 * failure, and is answered as what it is.
 */
export async function answerBroken(shell: Shell, { error, body, context }: Broken): Promise<void> {
  const cause = (error as { original?: unknown }).original ?? error
  if (NEEDLESS.has(errorName(cause).code ?? '')) return
  const words = wordsFor(shell.log, cause)
  try {
    // A form that waits for its answer shows it in its own place.
    const shown = isSubmission(body) ? { response_action: 'update', view: noticeView(words) } : undefined
    const isAnswered = (await acknowledgeOf(context)?.(shown)) && shown
    if (!isAnswered) await tell(shell, body, words)
  } catch (failure) {
    noteUntold(shell.log, failure)
  }
}

/** The same for what Slack was told has arrived, where it cannot be found out of which workspace it is. */
export async function answerLost(log: Logger, body: unknown, cause: unknown): Promise<void> {
  await tell(null, body, wordsFor(log, cause)).catch((failure) => noteUntold(log, failure))
}

function noteUntold(log: Logger, failure: unknown): void {
  log.warn(errorName(failure), 'somebody could not be told that a listener failed')
}

/** Absent for what did not come through the intake. */
function acknowledgeOf(context: object): Acknowledge | undefined {
  return (context as { acknowledge?: Acknowledge }).acknowledge
}

function wordsFor(log: Logger, cause: unknown): string {
  if (cause instanceof OutdatedPayload) return outdatedText()
  const number = reference()
  log.error({ reference: number, ...errorName(cause), at: placeOf(cause) }, 'a listener failed')
  return brokenText(number)
}
