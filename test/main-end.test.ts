import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MainProcess, slackEnvironment, startProgram } from './support/main-process.ts'
import { setUp } from './support/story.ts'
import { freePort, person, startWorld, until, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ startAt: new Date().toISOString(), members: 3 })
  await setUp(world, { minimum: { value: '2' } })
  await world.bot.stop()
})
afterAll(async () => {
  world.bot.stop = async () => true
  await world.stop()
})

const environment = () => ({ ...slackEnvironment(world.simulator), DATABASE_URL: world.database.url })

async function start(first?: string): Promise<MainProcess> {
  const bot = startProgram('main-start.js', [], { environment: environment(), ...(first && { first }) })
  await bot.says('connected to Slack')
  return bot
}

/** Somebody leaves or returns, of which the convenor is told; Slack takes so long to answer. Resolves in mid-call. */
async function saySlowly(seconds: number, isLeaving: boolean): Promise<void> {
  const posted = () => world.simulator.calls().filter(({ method }) => method === 'chat.postMessage').length
  const before = posted()
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'late', seconds })
  const { id } = person(world, 'Ben')
  if (isLeaving) await world.simulator.leaveChannel(world.channelId, id)
  else await world.simulator.joinChannel(world.channelId, id)
  await until(() => posted() > before, 'a call to Slack')
}

/** What became of the newest thing to say. */
async function newest(): Promise<string | undefined> {
  return (await world.database.db.delivery.findFirst({ orderBy: { id: 'desc' } }))?.status
}

test('a start that fails when it connects has said nothing', async () => {
  const { db } = world.database
  const { id } = await db.delivery.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await db.delivery.update({ where: { id }, data: { status: 'pending' } })
  const posted = () => world.simulator.calls().filter(({ method }) => method === 'chat.postMessage').length
  const before = posted()
  world.simulator.addFault({ method: 'apps.connections.open', kind: 'late', seconds: 3 })
  const bot = startProgram('main-start.js', [], {
    environment: { ...environment(), SLACK_APP_TOKEN: 'xapp-wrong' },
  })
  expect(await bot.ended).toBe(1)
  expect(posted()).toBe(before)
  expect(await newest()).toBe('pending')
  await db.delivery.update({ where: { id }, data: { status: 'sent' } })
})

test('told to stop, it lets a call to Slack end and notes its answer, then ends with 0', async () => {
  const bot = await start()
  await saySlowly(2, true)
  bot.child.kill('SIGTERM')
  expect(await bot.ended).toBe(0)
  expect(await newest()).toBe('sent')
})

test('a call to Slack that hangs does not keep it longer than ten seconds, and it says so; its job is free at once', async () => {
  const bot = await start()
  await saySlowly(60, false)
  const told = performance.now()
  bot.child.kill('SIGINT')
  expect(await bot.ended).toBe(1)
  const seconds = (performance.now() - told) / 1000
  expect(seconds).toBeGreaterThan(6)
  expect(seconds).toBeLessThan(10)
  expect(bot.printed()).toContain('what still ran was cut short')
  expect(await newest()).toBe('sending')
  const [job] = await world.database.db.$queryRaw<{ state: string }[]>`
    SELECT state::text FROM pgboss.job WHERE name = 'deliver' AND state < 'completed'`
  expect(job).toEqual({ state: 'retry' })
})

test('a second signal ends it at once', async () => {
  const bot = await start()
  await saySlowly(60, true)
  bot.child.kill('SIGTERM')
  await bot.says('stopping')
  const told = performance.now()
  bot.child.kill('SIGTERM')
  expect(await bot.ended).toBe(1)
  expect(performance.now() - told).toBeLessThan(2_000)
})

test.each([
  ['is thrown', 'SIGUSR2', 'TypeError'],
  ['is rejected', 'SIGHUP', 'RangeError'],
] as const)(
  'what %s and foreseen by nobody ends it with one line that has no content',
  async (_, signal, name) => {
    const bot = await start(fileURLToPath(new URL(`./support/broken-process.ts`, import.meta.url)))
    bot.child.kill(signal)
    expect(await bot.ended).toBe(1)
    const last = bot.printed().trimEnd().split('\n').at(-1) ?? ''
    expect(JSON.parse(last)).toMatchObject({ name, msg: 'an error that nobody foresaw ends the bot' })
    expect(bot.printed()).not.toContain('canary')
  },
)

test('when the thread that receives Slack’s requests ends, so does it, to be started again', async () => {
  const ending = `data:text/javascript,process.on('worker',thread=>process.on('SIGUSR2',()=>thread.terminate()))`
  const { SLACK_APP_TOKEN: _, ...others }: Record<string, string> = environment()
  const port = await freePort()
  const bot = startProgram('main-start.js', [], {
    environment: { ...others, SLACK_SIGNING_SECRET: world.simulator.signingSecret, PORT: String(port) },
    first: ending,
  })
  await bot.says('connected to Slack')
  bot.child.kill('SIGUSR2')
  expect(await bot.ended).toBe(1)
  expect(bot.printed().trimEnd().split('\n').at(-1)).toContain('ends the bot')
})

test('when Slack does not let it connect again, it ends with a sentence', async () => {
  const bot = await start()
  await world.simulator.uninstallApp()
  world.simulator.refreshConnection()
  expect(await bot.ended).toBe(1)
  expect(bot.printed()).toContain('Slack does not let the bot connect again (account_inactive), so it ends.')
})
