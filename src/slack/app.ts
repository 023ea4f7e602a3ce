import { App } from '@slack/bolt'
import { LogLevel, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Config } from '#config.ts'
import type { Context } from '#usecases/context.ts'
import { catchUpAgain } from '#usecases/tick.ts'
import { registerAnswer } from './answer.ts'
import { registerApology } from './apology.ts'
import { answerBroken, type Broken } from './broken.ts'
import { registerBusStop } from './bus-stop.ts'
import { registerCommand } from './command.ts'
import { registerConsent } from './consent.ts'
import { registerConvenor } from './convenor.ts'
import { registerFix } from './fix.ts'
import { registerForgetMe } from './forget-me.ts'
import { httpReceiver } from './http-receiver.ts'
import { standBefore } from './intake.ts'
import { registerInterest } from './interest.ts'
import { registerInvitation } from './invitation.ts'
import { registerLeave } from './leave.ts'
import { followLink, type Link } from './link.ts'
import { errorName, slackLogger } from './log.ts'
import { registerPoll } from './poll.ts'
import { registerRecord } from './record.ts'
import { registerRemainder } from './remainder.ts'
import { registerRunCount } from './run-count.ts'
import { registerSchedule } from './schedule.ts'
import { registerSession } from './session.ts'
import { registerSetup } from './setup.ts'
import type { Shell } from './shell.ts'
import { registerSighting } from './sighting.ts'
import { socketReceiver } from './socket-receiver.ts'
import { registerSurvey } from './survey.ts'

/** Bolt with all our listeners, and what the worker needs to talk to Slack. */
export type SlackApp = { shell: Shell; link: Link; start(): Promise<void>; stop(): Promise<void> }

/** Every feature with listeners: commands, buttons and forms. */
export const FEATURES = [
  registerCommand,
  registerSetup,
  registerRunCount,
  registerSchedule,
  registerPoll,
  registerAnswer,
  registerFix,
  registerSession,
  registerRemainder,
  registerApology,
  registerRecord,
  registerBusStop,
  registerSurvey,
  registerInterest,
  registerInvitation,
  registerLeave,
  registerConsent,
  registerForgetMe,
  registerConvenor,
  registerSighting,
]

/**
 * Builds the Slack side without starting it. Asks Slack once who the bot is; a wrong token is an error
 * here, with Slack's code.
 */
export async function createSlackApp(
  config: Config['slack'],
  context: () => Context,
  log: Logger,
): Promise<SlackApp> {
  const logger = slackLogger(log)
  const link = followLink()
  const common = {
    ...(config.apiUrl && { slackApiUrl: config.apiUrl }),
    logger,
    logLevel: LogLevel.INFO,
    fetch: link.fetch,
  }
  const client = new WebClient(config.botToken, { ...common, retryConfig: { retries: 2 }, timeout: 10_000 })
  const poster = new WebClient(config.botToken, {
    ...common,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  })
  const identity = await client.auth.test()
  const { user_id: botUserId = '', team_id: teamId = '' } = identity
  const shell: Shell = { client, poster, botUserId, teamId, context, log }
  const { transport } = config
  let looking: Promise<void> = Promise.resolve()
  const onReconnect = () => {
    looking = lookAfresh(shell)
  }
  const app = new App({
    // The workspace is always the token's own, whatever a payload says.
    authorize: async () => ({
      botToken: config.botToken,
      botId: identity.bot_id ?? '',
      botUserId,
      teamId,
    }),
    convoStore: false,
    extendedErrorHandler: true,
    logger,
    clientOptions: { ...common },
    ...(transport.kind === 'socket'
      ? {
          socketMode: true,
          receiver: socketReceiver(transport.appToken, logger, { ...common }, link, onReconnect),
        }
      : { receiver: httpReceiver(transport.signingSecret, transport.port) }),
  })
  for (const register of FEATURES) register(app, shell)
  app.error((failure: Broken) => answerBroken(shell, failure))
  const allDone = standBefore(app, shell)
  return {
    shell,
    link,
    start: async () => {
      await app.start()
      link.isUp()
    },
    stop: async () => {
      link.isDown()
      await app.stop()
      await Promise.all([allDone(), looking])
    },
  }
}

/** While there was no connection, events may have gone missing. */
function lookAfresh(shell: Shell): Promise<void> {
  return catchUpAgain(shell.context()).catch((error) =>
    shell.log.warn(errorName(error), 'could not look afresh after a reconnection'),
  )
}
