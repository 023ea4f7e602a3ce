import { asCode } from '#domain/error-code.ts'
import type { KeyProblem } from '#domain/key.ts'
import { OwnWords } from '#domain/own-words.ts'
import { keyProblem } from './key.ts'

/** What the libraries tell about why a step failed. */
type Cause = {
  code?: unknown
  message?: unknown
  data?: { error?: unknown }
  /** Of a `KeyError`. */
  problem?: KeyProblem
  detail?: string
  original?: { code?: unknown; cause?: { code?: unknown } }
}

/** Codes by which Slack says that a token is not, or no longer, right. */
const BAD_TOKEN = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
]

/**
 * Why a database cannot be used, by the code, or by what the driver says where it gives none. The other words of driver and
 * server may quote an address, a password in a wrong place of it, or a row.
 */
const DATABASE_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server answers there',
  ECONNRESET: 'the server ended the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'the server did not answer in time',
  '28000': 'the server does not let this user in',
  '28P01': 'the user or the password is wrong',
  '3D000': 'there is no such database',
  '42501': 'the user may not do there what the bot needs',
  '53300': 'the server has no more connections to give',
  '57P03': 'the server is starting or stopping',
  'timeout expired': 'the server did not answer in time',
  'The server does not support SSL connections': 'the server does not encrypt connections',
}

/**
 * Why the bot could not start, in one sentence with the next step. `step` is where it happened, `host` where Slack was
 * looked for.
 */
export function startProblem(step: string, cause: unknown, host = ''): string {
  const { code, message, data, original, problem, detail = '' } = (cause ?? {}) as Cause
  if (step === 'keys' && problem) return keyProblem(problem, detail)
  const system = asCode(original?.cause?.code ?? original?.code ?? code)
  const words = typeof message === 'string' ? message : ''
  if (step === 'embeddedDatabase') {
    return `The embedded Postgres could not start${sentence(words)} Mend that, or set DATABASE_URL to a Postgres of your own.`
  }
  if (step === 'database' || step === 'keys') {
    const reason = sentence(cause instanceof OwnWords ? words : (DATABASE_REASONS[system ?? words] ?? ''))
    return `The database at DATABASE_URL could not be used${system ? ` (${system})` : ''}${reason} Check that the server runs and that address, user and password are right.`
  }
  if (step === 'health') {
    return `HEALTH_PORT could not be opened${system ? ` (${system})` : ''}. Set it to another number, or stop the program that uses it; HEALTH_HOST must be an address of this machine.`
  }
  if (step === 'calendar') {
    return `CALENDAR_PORT could not be opened${system ? ` (${system})` : ''}. Set it to another number, or stop the program that uses it; CALENDAR_HOST must be an address of this machine.`
  }
  if (system === 'EADDRINUSE')
    return 'The port is taken by another program. Set PORT to another number, or stop that program.'
  const refusal = asCode(data?.error)
  if (refusal) {
    const token = step === 'slack' ? 'SLACK_BOT_TOKEN' : 'SLACK_APP_TOKEN'
    return BAD_TOKEN.includes(refusal)
      ? `Slack does not accept ${token} (${refusal}). Copy it again from your app’s pages; after changes there the app has to be installed again.`
      : `Slack refused to let the bot in (${refusal}). Compare your app’s settings with manifest.json.`
  }
  return `Slack could not be reached${host && ` at ${host}`}${system ? ` (${system})` : ''}. Check the network, and SLACK_API_URL if it is set.`
}

/** Below what is wrong with the settings. */
export function settingsAreAskedFor(): string {
  return '`npm run setup` asks for all that is needed, and writes it into the file `.env`.'
}

/**
 * Why the bot ends although nobody stopped it, in one sentence with the next step: only Slack's client gives up by
 * itself. Null for everything else.
 */
export function endReason(error: unknown): string | null {
  const { code, data } = (error ?? {}) as Cause
  const refusal = asCode(data?.error)
  if (code === 'slack_webapi_platform_error' && refusal) {
    const isBadToken = BAD_TOKEN.includes(refusal)
    const step = isBadToken
      ? 'Copy SLACK_APP_TOKEN again from your app’s pages, and start the bot again.'
      : 'Compare your app’s settings with manifest.json.'
    return `Slack does not let the bot connect again (${refusal}), so it ends. ${step}`
  }
  if (code === 'slack_webapi_request_error' || code === 'slack_webapi_http_error') {
    return 'Slack could not be reached for a long time, so the bot ends, to be started again. Check the network.'
  }
  return null
}

/** The first line of a library's message as the end of a sentence; some have none, and some end it themselves. */
function sentence(message: string): string {
  const line = message.split('\n')[0]?.replace(/\.$/, '')
  return line ? `: ${line}.` : '.'
}
