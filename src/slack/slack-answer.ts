import { setTimeout as delay } from 'node:timers/promises'

/** What an error from Slack's Web API means for the thing that was to be done. */
export type Verdict =
  /** For certain not done; worth another try after so many seconds. */
  | { kind: 'retry'; afterSeconds: number }
  /** For certain not done, and trying again does not help. */
  | { kind: 'refused'; code: string }
  /** Slack may or may not have done it. */
  | { kind: 'unknown' }

/** Codes with which Slack says that it failed itself, perhaps after the work was done. */
const SLACK_FAILED = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])

/** What Slack's codes look like; the client takes a whole page for one when something else answered. */
const CODE = /^[a-z0-9_]{1,100}$/

/** The token is not good now and may be good again, after the app has been installed anew. */
const TOKEN_REFUSED = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
])

/** How long to wait for somebody to install the app anew. */
const TOKEN_SECONDS = 30

/** The connection was never made, so nothing can have been done. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/**
 * Sorts what a call to Slack threw into done for certain not, and unclear. A refusal by code is certain; a
 * lost answer, a 5xx, what is no answer of Slack's and Slack's own failures are not, since the message may stand in the channel.
 */
export function verdictOf(error: unknown): Verdict {
  const { code, data, retryAfter, original } = error as {
    code?: string
    data?: { error?: string }
    retryAfter?: number
    original?: { code?: string; cause?: { code?: string } }
  }
  if (code === 'slack_webapi_rate_limited_error') return { kind: 'retry', afterSeconds: retryAfter ?? 1 }
  if (code === 'slack_webapi_platform_error' && data?.error && CODE.test(data.error)) {
    if (data.error === 'ratelimited') return { kind: 'retry', afterSeconds: 1 }
    if (TOKEN_REFUSED.has(data.error)) return { kind: 'retry', afterSeconds: TOKEN_SECONDS }
    return SLACK_FAILED.has(data.error) ? { kind: 'unknown' } : { kind: 'refused', code: data.error }
  }
  const system = original?.cause?.code ?? original?.code
  if (system && NOT_CONNECTED.has(system)) return { kind: 'retry', afterSeconds: 2 }
  return { kind: 'unknown' }
}

/** Longer pauses than this are left to the queue, which survives a restart. */
const PAUSE_AT_MOST_SECONDS = 30

/** Slack asked for a pause, or could not be reached: the job is to be run again. */
class TryAgain extends Error {
  override readonly name = 'TryAgain'
}

/** Waits as long as Slack asked for, then hands the job back to the queue. Jobs of the same channel wait behind it. */
export async function pauseAndRetry(seconds: number): Promise<never> {
  await delay(Math.min(seconds, PAUSE_AT_MOST_SECONDS) * 1000)
  throw new TryAgain('Slack asked for a pause')
}

/**
 * Does something that may safely be done twice. A pause is kept and then tried again; what Slack refuses for
 * certain answers false, since trying again would not help; every other failure is left to the queue.
 */
export async function repeatable(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    const verdict = verdictOf(error)
    if (verdict.kind === 'refused') return false
    if (verdict.kind === 'retry') return pauseAndRetry(verdict.afterSeconds)
    throw error
  }
}
