/** Two workspaces with the same ids in both, one bot that people install in them, and one database. */
import pino, { type Logger } from 'pino'
import { startBot } from '#bot.ts'
import { type Config, USUAL_RETENTION } from '#config.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { createTestDatabase } from './database.ts'
import { consented, openInstallPage } from './install-browser.ts'
import { startFront } from './slack-front.ts'
import { testKeys } from './test-keys.ts'
import { expectPermitted, freePort, inhabit, manifest, testClock, type World } from './world.ts'

export type TwoWorkspaces = {
  one: World
  other: World
  /** Where the bot's pages are. */
  url: string
  /** Somebody installs the bot in their workspace, from the first page to the last; what they are shown then. */
  install(world: World): Promise<Response>
  stop(): Promise<void>
}

/** What Slack and the app know each other by. */
export const APP = {
  clientId: '123.456',
  clientSecret: 'only-slack-knows-it',
  signingSecret: 'signed-by-slack-alone',
}

const TEAMS = ['T0WILLOW', 'T0HARBOUR']

/** The bot is in neither workspace before somebody installs it. */
export async function startTwoWorkspaces({
  members = 3,
  startAt = '2027-01-04T09:00:00Z',
  log = pino({ level: 'warn' }),
}: {
  members?: number
  startAt?: string
  log?: Logger
} = {}): Promise<TwoWorkspaces> {
  const clock = testClock(startAt)
  const database = await createTestDatabase()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const start = (teamId: string) =>
    startSimulator({
      teamId,
      app: APP,
      isInstalled: false,
      redirectUrl: `${url}/slack/oauth_redirect`,
      now: () => clock.now().toJSDate(),
      scopes: manifest.oauth_config.scopes.bot,
      events: manifest.settings.event_subscriptions.bot_events,
      commands: ['/supportgroup'],
      transport: { kind: 'http', requestUrl: `${url}/slack/events` },
    })
  const simulators = await Promise.all(TEAMS.map(start))
  const front = await startFront(simulators)
  const { clientId, clientSecret, signingSecret } = APP
  const config: Config = {
    slack: {
      installation: { kind: 'many', clientId, clientSecret },
      apiUrl: front.apiUrl,
      transport: { kind: 'http', signingSecret, port },
    },
    databaseUrl: database.url,
    keys: null,
    health: null,
    traces: null,
    calendar: null,
    logLevel: 'warn',
    settleSeconds: 150,
    retention: USUAL_RETENTION,
  }
  const startOne = () => startBot({ config, databaseUrl: database.url, keys: testKeys, clock, log })
  const bot = await startOne()
  const worlds = simulators.map((simulator): World => {
    const world: World = {
      simulator,
      database,
      bot,
      clock,
      ...inhabit(simulator, members, 2),
      config,
      restart: async () => {
        const again = await startOne()
        for (const each of worlds) each.bot = again
      },
      moveTo: async (at) => {
        clock.set(at)
        await world.bot.tickNow()
        await world.bot.settled()
      },
      stop: async () => {},
    }
    return world
  })
  const [one, other] = worlds as [World, World]
  return {
    one,
    other,
    url,
    install: async (world) => {
      const begun = await openInstallPage(url)
      return consented(world.simulator, { userId: world.people[0]?.id ?? '', ...begun })
    },
    stop: async () => {
      await one.bot.stop()
      await front.stop()
      for (const simulator of simulators) await simulator.stop()
      await database.drop()
      simulators.forEach(expectPermitted)
    },
  }
}
