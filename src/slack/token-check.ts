import pino from 'pino'
import { asCode } from '#domain/error-code.ts'
import { SCOPES } from './scope.ts'
import { type SlackOptions, singleClient } from './workspace-app.ts'

/** What Slack says of a bot token. */
export type BotTokenCheck =
  | {
      kind: 'good'
      teamId: string
      team: string
      /** What the bot is called there, without the `@`. */
      handle: string
      botId: string
      missingScopes: string[]
      slackClock: SlackClock
    }
  /** It belongs to a person, or to a whole organisation, where the bot cannot be. */
  | { kind: 'notABot' | 'wholeOrganisation' }
  | Failed

/** What Slack says of an app-level token. */
export type AppTokenCheck =
  | { kind: 'good' }
  /** It cannot connect, for want of `connections:write`. */
  | { kind: 'noConnections' }
  /** It belongs to another app than the bot token. */
  | { kind: 'otherApp' }
  | Failed

/** What Slack says of the id and the secret of an app. */
export type ClientCheck = { kind: 'good' } | Failed

/** Slack refused, with a code, or gave no answer; the error is for `startProblem`. */
type Failed = { kind: 'refused'; code: string; error: unknown } | { kind: 'noAnswer'; error: unknown }

/** What Slack's clock showed, in epoch milliseconds to the second below, when ours showed that; null where it did not say. */
export type SlackClock = { there: number; here: number } | null

/** Asks Slack whose a bot token is and what it may do. `apiUrl` is another server than Slack's own. */
export async function checkBotToken(token: string, apiUrl: string | null): Promise<BotTokenCheck> {
  const clock = followClock()
  try {
    const said = await silentClient(token, apiUrl, clock.fetch).auth.test()
    if (said.is_enterprise_install) return { kind: 'wholeOrganisation' }
    if (!said.bot_id) return { kind: 'notABot' }
    const granted = said.response_metadata?.scopes
    const { team_id: teamId = '', team = '', user: handle = '', bot_id: botId } = said
    // A server that does not tell them is not Slack's own, and then each call will.
    const missingScopes = granted ? SCOPES.filter((scope) => !granted.includes(scope)) : []
    return { kind: 'good', teamId, team, handle, botId, missingScopes, slackClock: clock.shown() }
  } catch (error) {
    return failed(error)
  }
}

/**
 * Asks Slack for a connection with an app-level token, which is not used. With the bot, whether both belong to one app: with
 * those of two the bot would connect and never hear anything. Where Slack does not say to which app the bot belongs, that is
 * left open.
 */
export async function checkAppToken(
  appToken: string,
  bot: { token: string; id: string } | null,
  apiUrl: string | null,
): Promise<AppTokenCheck> {
  try {
    const client = silentClient(appToken, apiUrl)
    await client.apps.connections.open()
    const appId = /^xapp-\d-(A\w+)-/.exec(appToken)?.[1]
    if (appId && bot && (await appOf(bot, apiUrl).catch(() => appId)) !== appId) return { kind: 'otherApp' }
    return { kind: 'good' }
  } catch (error) {
    return codeOf(error) === 'missing_scope' ? { kind: 'noConnections' } : failed(error)
  }
}

/** Asks Slack about the id and the secret of an app with a code that nobody was given: which of the three it minds says all. */
export async function checkClient(id: string, secret: string, apiUrl: string | null): Promise<ClientCheck> {
  try {
    const client = silentClient(undefined, apiUrl)
    await client.oauth.v2.access({ client_id: id, client_secret: secret, code: 'none' })
    return { kind: 'good' }
  } catch (error) {
    return codeOf(error) === 'invalid_code' ? { kind: 'good' } : failed(error)
  }
}

async function appOf(bot: { token: string; id: string }, apiUrl: string | null): Promise<string | undefined> {
  const client = silentClient(bot.token, apiUrl)
  return (await client.bots.info({ bot: bot.id })).bot?.app_id
}

/** A client for programs on the terminal: it logs nothing, and says at once that there is no answer. */
export function silentClient(
  token: string | undefined,
  apiUrl: string | null,
  fetch?: SlackOptions['fetch'],
) {
  const options = { ...(apiUrl && { slackApiUrl: apiUrl }), ...(fetch && { fetch }) }
  return singleClient(token, options, pino({ level: 'silent' }))
}

function failed(error: unknown): Failed {
  const code = codeOf(error)
  return code ? { kind: 'refused', code, error } : { kind: 'noAnswer', error }
}

function codeOf(error: unknown): string | undefined {
  const { code, data } = error as { code?: string; data?: { error?: string } }
  return code === 'slack_webapi_platform_error' ? asCode(data?.error) : undefined
}

/** Slack says in each answer what time it is there. */
function followClock(): { fetch: NonNullable<SlackOptions['fetch']>; shown(): SlackClock } {
  let clock: SlackClock = null
  return {
    fetch: async (...request) => {
      const response = await fetch(...request)
      const there = Date.parse(response.headers.get('date') ?? '')
      if (!Number.isNaN(there)) clock = { there, here: Date.now() }
      return response
    },
    shown: () => clock,
  }
}
