import { join } from 'node:path'
import type { Logger } from 'pino'
import { type Bot, startBot } from './bot.ts'
import { openLog } from './bot-log.ts'
import { systemClock } from './clock.ts'
import { type Config, isLogForPeople, parseConfig } from './config.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'
import { keysFor, ownKeyFile } from './db/key-file.ts'
import { watchTicks } from './jobs/tick-watch.ts'
import { endWell } from './main-end.ts'
import { StartError, startStep } from './start-error.ts'
import { settingsAreAskedFor, startProblem } from './text/start.ts'

/** Where the embedded server keeps its data, below the folder in which the bot is started. */
const DATA = join(process.cwd(), '.data')

const KEEP_THE_KEYS =
  'made a key in this file: without it names in the database cannot be read, so keep a copy of it, apart from backups of the database'

const parsed = parseConfig(process.env)
if ('problems' in parsed) giveUp(parsed.problems, settingsAreAskedFor())
else await start(parsed.config)

async function start(config: Config): Promise<void> {
  const log = await openLog(config.logLevel, isLogForPeople(process.env, process.stdout))
  const ending = endWell(log)
  const embedded = config.databaseUrl ? null : await explained(startEmbedded(log))
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  const keys = await explained(findKeys(config, log))
  const onConnected = (stop: Bot['stop']) =>
    ending.stopWith(async () => {
      const isClean = await stop()
      await embedded?.stop()
      return isClean
    })
  const bot = await explained(startBot({ config, databaseUrl, keys, clock: systemClock, log, onConnected }))
  watchTicks(bot.ticksEnded, () => {
    log.fatal('no tick has ended for five minutes, so the bot ends, to be started again')
    process.exit(1)
  })
}

async function startEmbedded(log: Logger) {
  const embedded = await startStep('embeddedDatabase', () =>
    startEmbeddedPostgres({
      directory: DATA,
      onEnded: () => log.error('the embedded Postgres has ended by itself and is started again'),
    }),
  )
  log.info({ directory: DATA }, 'no DATABASE_URL: using the embedded Postgres, which keeps its data here')
  return embedded
}

async function findKeys(config: Config, log: Logger) {
  const { ring, isNew } = await startStep('keys', () => keysFor(config, DATA))
  if (isNew) log.warn({ file: ownKeyFile(DATA) }, KEEP_THE_KEYS)
  return ring
}

/** What can be mended is said in a sentence; anything else is a fault of ours. */
async function explained<T>(step: Promise<T>): Promise<T> {
  try {
    return await step
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    giveUp([startProblem(error.step, error.cause)])
  }
}

function giveUp(problems: readonly string[], ...help: string[]): never {
  console.error(
    ['The bot cannot start yet:', ...problems.map((problem) => `- ${problem}`), ...help].join('\n'),
  )
  process.exit(1)
}
