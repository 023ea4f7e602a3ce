import { App, type AppOptions } from '@slack/bolt'
import { LogLevel, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Config } from '#config.ts'
import type { Context } from '#usecases/context.ts'
import { registerAnswer } from './answer.ts'
import { registerApology } from './apology.ts'
import { registerArrival } from './arrival.ts'
import { answerBroken, type Broken } from './broken.ts'
import { registerBusStop } from './bus-stop.ts'
import { registerCommand } from './command.ts'
import { registerConvenor } from './convenor.ts'
import { registerFix } from './fix.ts'
import { registerHome } from './home.ts'
import { registerInterest } from './interest.ts'
import { registerInvitation } from './invitation.ts'
import { registerLeave } from './leave.ts'
import { slackLogger } from './log.ts'
import { registerPoll } from './poll.ts'
import { registerRecord } from './record.ts'
import { registerRemainder } from './remainder.ts'
import { registerRunCount } from './run-count.ts'
import { registerSchedule } from './schedule.ts'
import { registerSession } from './session.ts'
import { registerSetup } from './setup.ts'
import type { Shell } from './shell.ts'
import { registerSighting } from './sighting.ts'
import { registerSurvey } from './survey.ts'

/** Bolt with all our listeners, and what the worker needs to talk to Slack. */
export type SlackApp = { shell: Shell; start(): Promise<void>; stop(): Promise<void> }

const FEATURES = [
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
  registerConvenor,
  registerArrival,
  registerSighting,
  registerHome,
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
  const common = { ...(config.apiUrl && { slackApiUrl: config.apiUrl }), logger, logLevel: LogLevel.INFO }
  const client = new WebClient(config.botToken, { ...common, retryConfig: { retries: 2 }, timeout: 10_000 })
  const poster = new WebClient(config.botToken, {
    ...common,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  })
  const identity = await client.auth.test()
  const options: AppOptions = {
    token: config.botToken,
    botId: identity.bot_id ?? '',
    botUserId: identity.user_id ?? '',
    tokenVerificationEnabled: false,
    convoStore: false,
    extendedErrorHandler: true,
    logger,
    clientOptions: { ...common },
    ...(config.transport.kind === 'socket'
      ? { socketMode: true, appToken: config.transport.appToken }
      : { signingSecret: config.transport.signingSecret }),
  }
  const app = new App(options)
  const shell: Shell = { client, poster, botUserId: identity.user_id ?? '', context, log }
  for (const register of FEATURES) register(app, shell)
  app.error((failure: Broken) => answerBroken(shell, failure))
  const allDone = countRunning(app)
  return {
    shell,
    start: async () =>
      void (await (config.transport.kind === 'http' ? app.start(config.transport.port) : app.start())),
    stop: async () => {
      await app.stop()
      await allDone()
    },
  }
}

/** Bolt does not wait for listeners that run when it stops; what comes back does. */
function countRunning(app: App): () => Promise<void> {
  const running = new Set<Promise<void>>()
  app.use(async ({ next }) => {
    const mine = next()
    running.add(mine)
    await mine.finally(() => running.delete(mine))
  })
  return async () => void (await Promise.allSettled(running))
}
