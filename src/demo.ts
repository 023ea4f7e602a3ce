import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBot } from './bot.ts'
import { openLog } from './bot-log.ts'
import { type Config, isLogForPeople, USUAL_RETENTION } from './config.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'
import { keyRing, newKey } from './db/key-ring.ts'
import { addCast, rolesOf } from './demo-cast.ts'
import { movableClock, travelBy, travelToNext } from './demo-clock.ts'
import { guideFor } from './demo-guide.ts'
import { journeyOf } from './demo-journey.ts'
import { othersOf } from './demo-others.ts'
import { servePage } from './simulator/page-server.ts'
import { startSimulator } from './simulator/simulator.ts'
import { COMMANDS } from './slack/command.ts'
import { commandUsages } from './text/command.ts'
import { statusHere } from './usecases/status.ts'

/** The page's usual port; with `--port 0` any free one. */
const PORT = 4870

const portArgument = process.argv[process.argv.indexOf('--port') + 1]
const port = process.argv.includes('--port') ? Number(portArgument) : PORT
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port needs a whole number from 0 to 65535, such as --port 4871.')
  process.exit(1)
}

/** What ends each part that has begun, the last one first. */
const endings: (() => Promise<unknown>)[] = []
const started = start()
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // Half of a demo cannot be ended properly, so a signal during the first seconds waits for the whole.
  process.once(signal, async () => {
    await started.catch(() => {})
    await end(0)
  })
}
try {
  const url = await started
  console.log(`The demo is ready. Open ${url} in a browser; Ctrl+C ends it and leaves nothing behind.`)
} catch (error) {
  const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(isTaken ? `Port ${port} is taken. Try another: npm run demo -- --port ${port + 1}` : error)
  await end(1)
}

async function end(code: number): Promise<void> {
  for (const endPart of endings.reverse()) await endPart()
  process.exit(code)
}

/** Starts a workspace, the bot in it, and the page; answers the page's address. */
async function start(): Promise<string> {
  const clock = movableClock()
  const directory = await mkdtemp(join(tmpdir(), 'supportgroup-demo-'))
  endings.push(() => rm(directory, { recursive: true, force: true }))
  const postgres = await startEmbeddedPostgres({ directory, durable: false })
  endings.push(postgres.stop)
  const manifest = JSON.parse(await readFile(join(import.meta.dirname, '..', 'manifest.json'), 'utf8'))
  const simulator = await startSimulator({
    now: () => clock.now().toJSDate(),
    // The simulated workspace grants what the manifest asks for, and nothing else.
    scopes: manifest.oauth_config.scopes.bot,
    events: manifest.settings.event_subscriptions.bot_events,
    commands: manifest.features.slash_commands.map((each: { command: string }) => each.command),
    botName: manifest.features.bot_user.display_name,
    transport: { kind: 'socket' },
  })
  endings.push(simulator.stop)
  const config: Config = {
    slack: {
      installation: { kind: 'one', botToken: simulator.botToken },
      apiUrl: simulator.apiUrl,
      transport: { kind: 'socket', appToken: simulator.appToken },
    },
    databaseUrl: postgres.url,
    keys: null,
    health: null,
    traces: null,
    calendar: null,
    logLevel: 'warn',
    settleSeconds: 150,
    retention: USUAL_RETENTION,
  }
  const cast = addCast(simulator)
  const keys = keyRing(newKey())
  const log = await openLog(config.logLevel, isLogForPeople(process.env, process.stdout))
  const bot = await startBot({ config, databaseUrl: postgres.url, keys, clock, log })
  endings.push(bot.stop)
  const groupNow = async () => {
    const { teamId } = simulator
    const here = { teamId, slackUserId: cast.convenor.id, channelId: cast.channelId }
    const status = await statusHere(bot.context(), here)
    return 'value' in status ? status.value.group : null
  }
  const page = await servePage(simulator, {
    port,
    title: 'Support group: a demo workspace',
    defaultViewerId: cast.convenor.id,
    roles: async () => rolesOf(cast, await groupNow()),
    guide: guideFor(cast, othersOf({ simulator, bot, cast }), journeyOf({ simulator, bot, cast, clock })),
    commands: COMMANDS.map(({ name }) => ({ command: `/supportgroup ${name}`, hint: commandUsages()[name] })),
    clock: {
      now: () => clock.now().toJSDate(),
      advance: (step) => travelBy(bot, clock, step),
      toNext: () => travelToNext(bot, clock),
    },
  })
  endings.push(page.stop)
  return page.url
}
