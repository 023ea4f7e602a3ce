import { join } from 'node:path'
import { createLog, startBot } from './bot.ts'
import { systemClock } from './clock.ts'
import { parseConfig } from './config.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'

/** Where the embedded server keeps its data, below the folder in which the bot is started. */
const DATA = join(process.cwd(), '.data')

const parsed = parseConfig(process.env)
if ('problems' in parsed) {
  console.error(['The bot cannot start yet:', ...parsed.problems.map((problem) => `- ${problem}`)].join('\n'))
  process.exit(1)
}
const { config } = parsed
const log = createLog(config.logLevel)

const embedded = config.databaseUrl ? null : await startEmbeddedPostgres({ directory: DATA })
if (embedded)
  log.info(
    { directory: DATA },
    'DATABASE_URL is not set: using the embedded Postgres, whose data is kept here',
  )

const bot = await startBot({
  config,
  databaseUrl: config.databaseUrl ?? embedded?.url ?? '',
  clock: systemClock,
  log,
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    log.info({ signal }, 'stopping')
    await bot.stop()
    await embedded?.stop()
    process.exit(0)
  })
}
