import { setTimeout as delay } from 'node:timers/promises'

/** What an error from Slack's Web API means for the thing that was to be done. */
export type Verdict =
  /** For certain not done; worth another try after so many seconds. Either it was too fast, or Slack takes nothing. */
  | { kind: 'retry'; afterSeconds: number; why: 'tooFast' | 'nothingTaken' }
  /** For certain not done, and trying again does not help. */
  | { kind: 'refused'; code: string }
  /** Slack may or may not have done it. */
  | { kind: 'unknown' }

/** Codes with which Slack says that it failed itself, perhaps after the work was done. */
const SLACK_FAILED = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])

/** What Slack's codes look like; the client takes a whole page for one when something else answered. */
const CODE = /^[a-z0-9_]{1,100}$/

/** The documentation of `chat.postMessage` has both. */
const TOO_FAST = new Set(['ratelimited', 'rate_limited'])

/** The token is not good, or not any more. */
const TOKEN_REFUSED = ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']

/**
 * Nothing is taken now, whatever it is, and may be again: after the app has been installed anew, or the workspace has
 * been moved.
 */
const NOTHING_TAKEN = new Set([...TOKEN_REFUSED, 'team_added_to_org', 'org_login_required'])

/** How long to wait for somebody to do that. */
const NOTHING_TAKEN_SECONDS = 30

/** The connection was never made, so nothing can have been done. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** How soon to try to connect again. */
const CONNECT_SECONDS = 2

type SystemError = { code?: string; syscall?: string; errors?: SystemError[] }

/** A host with several addresses fails with the errors of all of them. */
function wasNeverConnected(error: SystemError): boolean {
  if (error.errors && error.errors.length > 0) return error.errors.every(wasNeverConnected)
  return error.syscall === 'connect' || NOT_CONNECTED.has(error.code ?? '')
}

/** A 429 without a time to wait: the client makes an error without a code of it. */
const TOO_FAST_WORDS = /^Retry header did not contain a valid timeout/

/**
 * Sorts what a call to Slack threw into done for certain not, and unclear. A refusal by code is certain; a
 * lost answer, a 5xx, what is no answer of Slack's and Slack's own failures are not, since the message may stand in the channel.
 */
export function verdictOf(error: unknown): Verdict {
  const { code, data, retryAfter, original, message } = error as {
    code?: string
    data?: { error?: string }
    retryAfter?: number
    original?: SystemError & { cause?: SystemError; message?: string }
    message?: string
  }
  if (code === 'slack_webapi_rate_limited_error') return tooFast(retryAfter)
  if (code === 'slack_webapi_platform_error' && data?.error && CODE.test(data.error)) {
    if (TOO_FAST.has(data.error)) return tooFast()
    if (NOTHING_TAKEN.has(data.error)) return nothingTaken(NOTHING_TAKEN_SECONDS)
    return SLACK_FAILED.has(data.error) ? { kind: 'unknown' } : { kind: 'refused', code: data.error }
  }
  if (TOO_FAST_WORDS.test(original?.message ?? message ?? '')) return tooFast()
  const system = original?.cause ?? original
  if (system && wasNeverConnected(system)) return nothingTaken(CONNECT_SECONDS)
  return { kind: 'unknown' }
}

/** In which class a refusal by code falls: Slack's own failures say as little as an answer that was lost. */
export function classOfCode(code: string): 'rateLimited' | 'refused' | 'lost' {
  if (TOO_FAST.has(code)) return 'rateLimited'
  return SLACK_FAILED.has(code) || !CODE.test(code) ? 'lost' : 'refused'
}

/** Whether Slack itself said that it does not know the token; what only was not answered says nothing. */
export function isTokenRefused(error: unknown): boolean {
  const { code, data } = error as { code?: string; data?: { error?: string } }
  return code === 'slack_webapi_platform_error' && TOKEN_REFUSED.includes(data?.error ?? '')
}

function tooFast(afterSeconds = 1): Verdict {
  return { kind: 'retry', afterSeconds, why: 'tooFast' }
}

function nothingTaken(afterSeconds: number): Verdict {
  return { kind: 'retry', afterSeconds, why: 'nothingTaken' }
}

/** Longer pauses than this are left to the queue, which survives a restart. */
const PAUSE_AT_MOST_SECONDS = 30

/** Slack asked for a pause, or could not be reached: the job is to be run again. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain'
}

/** Slack does not know the token, or not any more: the job is to be run again, some time later. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
}

/**
 * Does something that may safely be done twice. A pause is kept and then tried again, since Slack counts such calls
 * for the whole workspace, and others of the kind would only be told the same; what Slack refuses for
 * certain answers false, since trying again would not help; every other failure is left to the queue.
 */
export async function repeatable(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    if (isTokenRefused(error)) throw new TokenRefused()
    const verdict = verdictOf(error)
    if (verdict.kind === 'refused') return false
    if (verdict.kind === 'unknown') throw error
    await delay(Math.min(verdict.afterSeconds, PAUSE_AT_MOST_SECONDS) * 1000)
    throw new TryAgain('Slack asked for a pause')
  }
}
