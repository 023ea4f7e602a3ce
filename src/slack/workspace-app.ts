import { App, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Installation } from '#db/installation.ts'
import type { Context } from '#usecases/context.ts'
import { answerBroken, type Broken } from './broken.ts'
import { FEATURES } from './feature.ts'
import { standBefore } from './intake.ts'
import { slackLogger } from './log.ts'
import type { Shell } from './shell.ts'

/** What Slack sent. Both instants by `monotonicMs`. */
export type Received = ReceiverEvent & {
  /** When it arrived; absent where it is taken as soon as it does. */
  arrivedAt?: number
  /** When Slack was told so, where it was told before this is taken. */
  acknowledgedAt?: number | null
}

/** Takes what Slack sent. When it throws, Slack is not told that it has arrived, and sends an event again. */
export type Take = (received: Received) => Promise<void>

/** The bot in one workspace: what talks to Slack there, and Bolt with all our listeners. */
export type WorkspaceApp = { shell: Shell; take: Take }

/** What is given to every client: where Slack is, and how calls are followed and logged. */
export type SlackOptions = Pick<WebClientOptions, 'slackApiUrl' | 'logLevel' | 'fetch'>

/** Bolt wants one; what arrives is handed over from outside. */
const NO_CONNECTION: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} }

/**
 * Builds the bot for one workspace, with clients and listeners of its own: whatever works here reaches no other. Calls
 * nothing.
 */
export function createWorkspaceApp(
  { teamId, botToken, botId, botUserId }: Installation,
  options: SlackOptions,
  context: () => Context,
  log: Logger,
  calendarUrl: string | null,
): WorkspaceApp {
  const logger = slackLogger(log)
  const poster = new WebClient(botToken, {
    ...options,
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  })
  const client = clientWith(botToken, options, log)
  const shell: Shell = { client, poster, botUserId, teamId, calendarUrl, context, log }
  const app = new App({
    // The workspace is always the token's own, whatever a payload says.
    authorize: async () => ({ botToken, botId, botUserId, teamId }),
    convoStore: false,
    extendedErrorHandler: true,
    logger,
    clientOptions: { ...options, logger },
    receiver: NO_CONNECTION,
  })
  for (const register of FEATURES) register(app, shell)
  app.error((failure: Broken) => answerBroken(shell, failure))
  return { shell, take: standBefore(app, shell) }
}

/** Asks Slack whose a token is; a wrong one is an error here, with Slack's code. */
export async function installationWith(
  botToken: string,
  options: SlackOptions,
  log: Logger,
): Promise<Installation> {
  const client = clientWith(botToken, options, log)
  const { team_id: teamId = '', bot_id: botId = '', user_id: botUserId = '' } = await client.auth.test()
  return { teamId, botToken, botId, botUserId }
}

/** A client for one question that somebody waits for: it asks once. */
export function singleClient(
  token: string | undefined,
  options: Partial<SlackOptions>,
  log: Logger,
): WebClient {
  const logger = slackLogger(log)
  return new WebClient(token, { ...options, logger, retryConfig: { retries: 0 }, timeout: 10_000 })
}

function clientWith(token: string, options: SlackOptions, log: Logger): WebClient {
  const logger = slackLogger(log)
  return new WebClient(token, { ...options, logger, retryConfig: { retries: 2 }, timeout: 10_000 })
}
