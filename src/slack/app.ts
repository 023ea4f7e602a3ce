import { LogLevel } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Config } from '#config.ts'
import type { Installation } from '#db/installation.ts'
import type { Context } from '#usecases/context.ts'
import { catchUpAgain } from '#usecases/tick.ts'
import { httpReceiver } from './http-receiver.ts'
import { installPages } from './install.ts'
import { followLink, type Link } from './link.ts'
import { errorName } from './log.ts'
import { socketReceiver } from './socket-receiver.ts'
import { watchedFetch } from './watched-fetch.ts'
import { watchedTake } from './watched-take.ts'
import { createWorkspaceApp, installationWith, type SlackOptions, type Take } from './workspace-app.ts'
import { manyWorkspaces, oneWorkspace, takeForAll, type Workspaces } from './workspaces.ts'

/** The Slack side: the connection, and what the worker needs to talk to Slack in each workspace. */
export type SlackApp = {
  workspaces: Workspaces
  /** The one workspace whose token the bot was started with; null where people install it. */
  onlyTeamId: string | null
  link: Link
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Builds the Slack side without starting it. With a token of its own the bot asks Slack once who it is; a wrong token
 * is an error here, with Slack's code.
 * `calendarUrl` is where calendars find the dates; null where they do not.
 */
export async function createSlackApp(
  config: Config['slack'],
  context: () => Context,
  log: Logger,
  calendarUrl: string | null = null,
): Promise<SlackApp> {
  const link = followLink()
  const watch = () => context().watch
  const options: SlackOptions = {
    ...(config.apiUrl && { slackApiUrl: config.apiUrl }),
    logLevel: LogLevel.INFO,
    fetch: watchedFetch(watch, link.fetch),
  }
  const create = (installation: Installation) =>
    createWorkspaceApp(installation, options, context, log, calendarUrl)
  const { installation, transport } = config
  const one =
    installation.kind === 'one' ? create(await installationWith(installation.botToken, options, log)) : null
  const workspaces = one ? oneWorkspace(one) : manyWorkspaces(context, create)
  const { take, allDone } = counted(watchedTake(watch, one ? one.take : takeForAll(workspaces, context, log)))
  let looking: Promise<void> = Promise.resolve()
  const onReconnect = () => {
    looking = lookAfresh(context(), log)
  }
  /** As an error that nobody caught does: a bot that hears nothing ends, and whoever starts it again starts all of it. */
  const onLost = (fault: unknown) => {
    link.isDown()
    throw fault
  }
  const pages = installation.kind === 'many' ? installPages({ ...installation, options, context, log }) : {}
  const connection =
    transport.kind === 'socket'
      ? socketReceiver(transport.appToken, { options, log, link, onReconnect, take })
      : httpReceiver(transport, { take, onLost }, pages)
  return {
    workspaces,
    onlyTeamId: one?.shell.teamId ?? null,
    link,
    start: async () => {
      await connection.start()
      link.isUp()
    },
    stop: async () => {
      link.isDown()
      await connection.stop()
      await Promise.all([allDone(), looking])
    },
  }
}

/** The same, with a way to wait, on stopping, until nothing runs any more. */
function counted(take: Take): { take: Take; allDone(): Promise<unknown> } {
  const running = new Set<Promise<void>>()
  return {
    take: async (received) => {
      const mine = take(received)
      running.add(mine)
      await mine.finally(() => running.delete(mine))
    },
    allDone: () => Promise.allSettled(running),
  }
}

/** While there was no connection, events may have gone missing. */
function lookAfresh(context: Context, log: Logger): Promise<void> {
  return catchUpAgain(context).catch((error) =>
    log.warn(errorName(error), 'could not look afresh after a reconnection'),
  )
}
