import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, startBot } from './bot.ts'
import type { Config } from './config.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'
import { addCast, guideFor } from './demo-cast.ts'
import { movableClock, travelTo, travelToNext } from './demo-clock.ts'
import { servePage } from './simulator/page-server.ts'
import { startSimulator } from './simulator/simulator.ts'
import { COMMANDS } from './slack/command.ts'

/** The page's usual port; with `--port 0` any free one. */
const PORT = 4870

const portArgument = process.argv[process.argv.indexOf('--port') + 1]
const port = process.argv.includes('--port') ? Number(portArgument) : PORT
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port needs a whole number from 0 to 65535, such as --port 4871.')
  process.exit(1)
}

const manifest = JSON.parse(await readFile(join(import.meta.dirname, '..', 'manifest.json'), 'utf8'))
const clock = movableClock()
const directory = await mkdtemp(join(tmpdir(), 'supportgroup-demo-'))
const postgres = await startEmbeddedPostgres({ directory, durable: false })
const simulator = await startSimulator({
  now: () => clock.now().toJSDate(),
  // The simulated workspace grants what the manifest asks for, and nothing else.
  scopes: manifest.oauth_config.scopes.bot,
  events: manifest.settings.event_subscriptions.bot_events,
  commands: manifest.features.slash_commands.map((each: { command: string }) => each.command),
  transport: { kind: 'socket' },
})
const cast = addCast(simulator)
const config: Config = {
  slack: {
    botToken: simulator.botToken,
    apiUrl: simulator.apiUrl,
    transport: { kind: 'socket', appToken: simulator.appToken },
  },
  databaseUrl: postgres.url,
  logLevel: 'warn',
}
const bot = await startBot({ config, databaseUrl: postgres.url, clock, log: createLog(config.logLevel) })
const page = await servePage(simulator, {
  port,
  title: 'Support group: a demo workspace',
  defaultViewerId: cast.convenor.id,
  guide: guideFor(cast),
  commands: COMMANDS.map(({ name, usage }) => ({ command: `/supportgroup ${name}`, hint: usage })),
  clock: {
    now: () => clock.now().toJSDate(),
    advance: (seconds) => travelTo(bot, clock, clock.now().plus({ seconds })),
    toNext: () => travelToNext(bot, clock),
  },
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  console.error(`Port ${port} is taken. Try another: npm run demo -- --port ${port + 1}`)
  process.exit(1)
})
console.log(`The demo is ready. Open ${page.url} in a browser; Ctrl+C ends it and leaves nothing behind.`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await page.stop()
    await bot.stop()
    await simulator.stop()
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
    process.exit(0)
  })
}
