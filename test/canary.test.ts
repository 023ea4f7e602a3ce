import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { canary, canaryPlace } from './support/canary.ts'
import { wrongInLog } from './support/log-line.ts'
import { type MainProcess, slackEnvironment, startProgram } from './support/main-process.ts'
import { query } from './support/query.ts'
import { type QuotingDatabase, quotingDatabase } from './support/quoting-database.ts'
import { type QuotingSlack, startQuotingSlack } from './support/quoting-slack.ts'
import { stageSecrets } from './support/stage-secret.ts'
import { openPoll, pollPages, setUp } from './support/story.ts'
import { opened, person, startWorld, submit, type, until, type World, whispered } from './support/world.ts'

let world: World
let database: QuotingDatabase
let slack: QuotingSlack
let bot: MainProcess

beforeAll(async () => {
  world = await startWorld({ startAt: new Date().toISOString(), members: 3 })
  const name = { value: `Tea ${canary('groupname')} ${canaryPlace('groupname')}` }
  await setUp(world, { minimum: { value: '2' }, name })
  await openPoll(world)
  await world.bot.stop()
  world.bot = { ...world.bot, settled: async () => {}, stop: async () => true }
  database = await quotingDatabase(world.database.url)
  slack = await startQuotingSlack(world.simulator)
}, 120_000)
afterAll(async () => {
  bot.child.kill('SIGKILL')
  await bot.ended
  await slack.stop()
  await database.close()
  await world.stop()
})

afterEach(async () => {
  slack.answer('asItIs')
  await database.mend()
})

/** All that it prints, its errors too, is what its log may hold. */
function expectExplicit(): void {
  const lines = bot.printed().trimEnd().split('\n')
  expect(wrongInLog(lines, stageSecrets({ world }))).toEqual([])
}

async function start(): Promise<void> {
  const environment = {
    ...slackEnvironment(world.simulator),
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: world.database.url,
    LOG_LEVEL: 'debug',
  }
  const first = fileURLToPath(new URL('./support/canary-process.ts', import.meta.url))
  bot = startProgram('main-start.js', [], { environment, first })
  await bot.says('connected to Slack')
}

const ruth = () => person(world, 'Ruth')
const status = () => whispered(world, ruth(), () => type(world, ruth(), `status ${canary('commandtext')}`))

test('a bot at its work prints nothing but lines of its log with declared fields, at the level that tells most', async () => {
  await start()
  expect((await status()).text).toContain('A poll is open')
  await opened(world, ruth(), () => type(world, ruth(), 'settings'), 'Settings')
  await submit(world, ruth(), { name: { name: { value: `Tea ${canary('typed')}` } } })
  const reaction = { userId: ruth().id, channelId: world.channelId, ts: pollPages(world)[0]?.ts ?? '' }
  await world.simulator.react({ ...reaction, name: 'one' })
  await world.simulator.openHome(ruth().id)
  await world.simulator.say({ userId: ruth().id, channelId: world.channelId, text: canary('messagetext') })
  await world.simulator.leaveChannel(world.channelId, person(world, 'Ben').id)
  world.simulator.refreshConnection()
  const isHeard = () =>
    type(world, ruth(), 'help').then(
      () => true,
      () => false,
    )
  await until(isHeard, 'another connection')
  expectExplicit()
})

test('nor where the database refuses and quotes', async () => {
  await database.refuseReading()
  expect((await status()).text).toContain('tell the convenor this number')
  await database.mend()
  await database.refuseWriting('23514')
  const reaction = { userId: ruth().id, channelId: world.channelId, ts: pollPages(world)[0]?.ts ?? '' }
  void world.simulator.react({ ...reaction, name: 'two' })
  await bot.says('an event could not take effect')
  await database.mend()
  expectExplicit()
})

test('nor where its connections to the database are ended', async () => {
  const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'quoting'`
  await query(world.database.url, end)
  await status()
  expectExplicit()
})

test.each(['refusal', 'page', 'pageForAnAnswer', 'brokenJson', 'hangsUp'] as const)(
  'nor where Slack answers with %s',
  async (way) => {
    slack.answer(way)
    const from = bot.printed().length
    await type(world, ruth(), 'settings')
    await until(() => bot.printed().slice(from).includes('a listener failed'), 'a failure')
    expectExplicit()
  },
)

test.each(['SIGUSR2', 'SIGHUP'] as const)(
  'nor when it ends by an error that nobody foresaw (%s)',
  async (signal) => {
    if (bot.child.exitCode !== null) await start()
    bot.child.kill(signal)
    expect(await bot.ended).toBe(1)
    expect(bot.printed()).toContain('an error that nobody foresaw ends the bot')
    expectExplicit()
  },
)
