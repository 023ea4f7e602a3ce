import { join } from 'node:path'
import { createLog, startBot } from './bot.ts'
import { systemClock } from './clock.ts'
import { type Config, parseConfig } from './config.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'
import { StartError, startStep } from './start-error.ts'
import { startProblem } from './text/start.ts'

/** Where the embedded server keeps its data, below the folder in which the bot is started. */
const DATA = join(process.cwd(), '.data')

const parsed = parseConfig(process.env)
if ('problems' in parsed) giveUp(parsed.problems)
else await start(parsed.config).catch(explain)

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  const embedded = config.databaseUrl
    ? null
    : await startStep('embeddedDatabase', () => startEmbeddedPostgres({ directory: DATA }))
  if (embedded)
    log.info({ directory: DATA }, 'no DATABASE_URL: using the embedded Postgres, which keeps its data here')
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  const bot = await startBot({ config, databaseUrl, clock: systemClock, log })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      log.info({ signal }, 'stopping')
      await bot.stop()
      await embedded?.stop()
      process.exit(0)
    })
  }
}

/** What can be mended is said in a sentence; anything else is a fault of ours and keeps its stack trace. */
function explain(error: unknown): void {
  if (!(error instanceof StartError)) throw error
  giveUp([startProblem(error.step, error.cause)])
}

function giveUp(problems: readonly string[]): never {
  console.error(['The bot cannot start yet:', ...problems.map((problem) => `- ${problem}`)].join('\n'))
  process.exit(1)
}
