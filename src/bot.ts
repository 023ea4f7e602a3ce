import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { figures } from './bot-figures.ts'
import { createLog } from './bot-log.ts'
import { readiness } from './bot-readiness.ts'
import { stopBot } from './bot-stop.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { openDatabase } from './db/client.ts'
import type { KeyRing } from './db/key-ring.ts'
import { applyMigrations } from './db/migrate.ts'
import { JOB_NAMES, type Jobs, openQueue, type Queue } from './db/queue.ts'
import { takeKeysIntoUse } from './db/reseal.ts'
import type { OfWorkspace } from './db/workspace.ts'
import type { Rest } from './jobs/place.ts'
import { queueLog } from './jobs/queue-log.ts'
import { startTicker, type Ticker } from './jobs/ticker.ts'
import { createWorkers, type Workers } from './jobs/worker.ts'
import { createSlackApp, type SlackApp } from './slack/app.ts'
import { tidyCopy } from './slack/copy.ts'
import { deliver } from './slack/deliver.ts'
import { showHome } from './slack/home.ts'
import { inItsWorkspace } from './slack/job.ts'
import { describeError } from './slack/log.ts'
import { recogniseMessage } from './slack/mark.ts'
import { checkParked } from './slack/parked.ts'
import { checkPresence } from './slack/presence.ts'
import { readBack } from './slack/read-back.ts'
import { refreshMessage, seedReactions } from './slack/refresh.ts'
import { DELIVERY_KINDS } from './slack/render.ts'
import type { Shell } from './slack/shell.ts'
import { isTokenRefused } from './slack/slack-answer.ts'
import { followInstallations } from './slack/uninstall.ts'
import { startStep } from './start-error.ts'
import type { Context } from './usecases/context.ts'
import { enqueueMissing } from './usecases/missing-job.ts'
import { wantPresenceEverywhere } from './usecases/presence.ts'
import { forgetUninstalled } from './usecases/retention.ts'
import { catchUp } from './usecases/tick.ts'
import { goOnInWorkspace } from './usecases/uninstall.ts'
import type { Metrics } from './watch/metrics.ts'
import { startTraces, type Traces } from './watch/traces.ts'
import { watchFor } from './watch/watch.ts'
import { startCalendar } from './web/calendar.ts'
import { startHealth } from './web/health.ts'

/** A bot that runs. */
export type Bot = {
  context(): Context & { queue: Queue }
  /** Does what is due by the clock without waiting for the next tick. */
  tickNow(): Promise<void>
  /** How many ticks have ended, well or not. */
  ticksEnded(): number
  /** Resolves when no work waits any more: for whoever moves the clock. */
  settled(): Promise<void>
  /**
   * No new work; what runs ends, and then the connections close. Within nine seconds: what has not ended by then is cut
   * short, and the answer is false.
   */
  stop(): Promise<boolean>
}

/** What a bot is made of: where the database is and what opens it, how to reach Slack, and what time it is. */
export type BotOptions = {
  config: Config
  databaseUrl: string
  keys: KeyRing
  clock: Clock
  log?: Logger
  /** Called as soon as there is something to stop, before anything is said, with what stops it. */
  onConnected?: (stop: Bot['stop']) => void
}

/**
 * Wires everything together and starts it: migrations, queue, Slack, worker, ticking. Nothing else in the
 * project knows more than one of these. Answers once Slack is connected; throws a `StartError` for what whoever
 * starts it can mend.
 */
export async function startBot({
  config,
  databaseUrl,
  keys,
  clock,
  log = createLog(config.logLevel),
  onConnected = () => {},
}: BotOptions): Promise<Bot> {
  const applied = await startStep('database', () => applyMigrations(databaseUrl))
  if (applied.length > 0) log.info({ migrations: applied.length }, 'database brought up to date')
  for (const migration of applied) log.debug({ migration }, 'migration applied')
  const db = openDatabase(databaseUrl, keys)
  await startStep('keys', () => takeKeysIntoUse(db, keys))
  const queue = await openQueue(databaseUrl, queueLog(log))
  const { settleSeconds } = config
  const zoneData = process.versions.tz ?? ''
  const metrics = config.health && (await countedFigures())
  const traces = config.traces && (await tracesTo(config.traces, log))
  const watch = watchFor(metrics, traces)
  const context = () => ({ db, queue, now: clock.now(), zoneData, settleSeconds, watch })
  const slack = await startStep('slack', () =>
    createSlackApp(config.slack, context, log, config.calendar?.url ?? null),
  ).catch(async (error) => {
    // Where the app was removed the bot comes no further, and yet nothing is kept for longer than was said.
    if (isTokenRefused(error.cause)) while (!(await forgetUninstalled(context(), config.retention)));
    throw error
  })
  const { onlyTeamId } = slack
  await (onlyTeamId ? goOnInWorkspace(context(), onlyTeamId) : enqueueMissing(context()))
  let ticker: Ticker | null = null
  const parts = () => ({ context: context(), link: slack.link, ticker, onlyTeamId })
  const health = await startStep('health', async () =>
    config.health && metrics
      ? startHealth(
          config.health,
          () => readiness(parts()),
          async () => metrics.show(await figures(parts())),
        )
      : null,
  )
  const calendar = await startStep('calendar', async () =>
    config.calendar
      ? startCalendar(config.calendar, context, (error) =>
          log.warn(describeError(error), 'a calendar was not answered'),
        )
      : null,
  )
  await startStep('connection', slack.start)
  const workers = workersFor(queue, slack, context, log)
  const stop = () => stopBot({ slack, ticker, workers, queue, db, health, traces, calendar })
  onConnected(stop)
  try {
    await catchUp(context())
    // From here on something is said in Slack, so a start that fails before has nothing to cut off.
    await workers.start()
  } catch (error) {
    await stop()
    throw error
  }
  ticker = startTicker(context, config.retention, log, describeError, onlyTeamId)
  const { tickNow, ended: ticksEnded } = ticker
  log.info({ transport: config.slack.transport.kind }, 'connected to Slack')
  const settled = async () => {
    while ((await queue.waiting()) > 0) await delay(SETTLED_CHECK_MS)
  }
  return { context, tickNow, ticksEnded, settled, stop }
}

/** Loaded here, because a bot that nobody watches needs none of it. */
async function countedFigures(): Promise<Metrics> {
  const { createMetrics } = await import('./watch/metrics.ts')
  return createMetrics({ deliveryKinds: DELIVERY_KINDS, jobNames: JOB_NAMES })
}

/** Traces that do not arrive are no reason to do anything else worse; that they do not is told once. */
function tracesTo(target: NonNullable<Config['traces']>, log: Logger): Promise<Traces> {
  let isTold = false
  return startTraces(target, (isLost) => {
    if (isLost && !isTold) log.warn('traces do not arrive where OTEL_EXPORTER_OTLP_ENDPOINT says')
    isTold = isLost
  })
}

/** Who does what the queue holds. */
function workersFor(queue: Queue, { workspaces }: SlackApp, context: () => Context, log: Logger): Workers {
  const inPlace = <J extends OfWorkspace>(work: (shell: Shell, job: J, rest: Rest) => Promise<void>) =>
    inItsWorkspace(workspaces, context, work)
  return createWorkers(
    queue,
    {
      deliver: inPlace((shell, { deliveryId }: Jobs['deliver'], rest) => deliver(shell, deliveryId, rest)),
      refresh: inPlace((shell, { deliveryId }: Jobs['refresh']) => refreshMessage(shell, deliveryId)),
      seed: inPlace((shell, { deliveryId }: Jobs['seed']) => seedReactions(shell, deliveryId)),
      readBack: inPlace(readBack),
      recognise: inPlace(recogniseMessage),
      presence: inPlace(checkPresence),
      presenceRound: async () => {
        await followInstallations(workspaces, context())
        await wantPresenceEverywhere(context())
      },
      parked: inPlace(checkParked),
      copy: inPlace(tidyCopy),
      // One of an earlier version was for a group, and names nobody.
      home: inPlace(async (shell, { slackUserId }: Partial<Jobs['home']> & { teamId: string }) => {
        if (slackUserId) await showHome(shell, slackUserId)
      }),
    },
    log,
    context().watch,
  )
}

const SETTLED_CHECK_MS = 50
