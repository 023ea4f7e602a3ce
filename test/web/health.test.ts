import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBot } from '#bot.ts'
import { readiness } from '#bot-readiness.ts'
import { createWatch } from '#jobs/watch.ts'
import { createSlackApp } from '#slack/app.ts'
import { startHealth } from '#web/health.ts'
import { takeAway } from '../support/outage.ts'
import { setUp } from '../support/story.ts'
import { testKeys } from '../support/test-keys.ts'
import { openMany, say } from '../support/wire.ts'
import { freePort, startWorld, until, type World } from '../support/world.ts'

let world: World
let address: string
const log: Record<string, unknown>[] = []
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world, { minimum: { value: '2' } })
  await world.bot.stop()
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  const { config, clock, database } = world
  const lines = new Writable({
    write: (line, _, done) => {
      log.push(JSON.parse(String(line)))
      done()
    },
  })
  world.bot = await startBot({
    config: { ...config, health: { port, host: '127.0.0.1' } },
    keys: testKeys,
    databaseUrl: database.url,
    clock,
    log: pino({ level: 'warn' }, lines),
  })
})
afterAll(() => world.stop())

const noFigures = async () => ({ type: 'text/plain', text: '' })

const ask = (path: string, method = 'GET') => fetch(`${address}${path}`, { method })
const ready = async () => {
  const answer = await ask('/ready')
  return { status: answer.status, said: (await answer.json()) as Record<string, number | boolean> }
}

test('a bot that is well says so, in figures and states alone', async () => {
  const { status, said } = await ready()
  expect(status).toBe(200)
  expect(said).toMatchObject({ isReady: true, oldestDueSeconds: 0, database: true, queue: true, slack: true })
  expect(Math.abs(Number(said.clockSkewMs))).toBeLessThan(1_000)
  expect(Object.values(said).filter((each) => typeof each !== 'number' && typeof each !== 'boolean')).toEqual(
    [],
  )
  expect((await ask('/ready', 'HEAD')).status).toBe(200)
  expect((await ask('/health')).status).toBe(200)
})

test('nothing else is there, and nothing can be done', async () => {
  for (const path of ['/', '/slack/events', '/health/', '/ready/x', '/../ready/%00'])
    expect((await ask(path)).status, path).toBe(404)
  for (const method of ['POST', 'DELETE', 'PUT']) expect((await ask('/ready', method)).status).toBe(405)
})

test('however many ask at once, it is looked once; and nobody holds a connection without asking', async () => {
  const port = await freePort()
  let looks = 0
  const server = await startHealth(
    { port, host: '127.0.0.1' },
    async () => {
      looks += 1
      return { isReady: true }
    },
    noFigures,
  )
  const question = 'GET /ready HTTP/1.1\r\nhost: bot\r\n'
  const last = `${question}connection: close\r\n\r\n`
  expect(await say(port, `${question}\r\n`.repeat(40) + last)).toMatchObject({ status: 200 })
  expect(looks).toBe(1)
  expect((await openMany(port, 100, 'GET')).length).toBeLessThanOrEqual(64)
  expect((await say(port, ''))?.seconds ?? 99).toBeLessThan(6.5)
  await server.stop()
}, 20_000)

test('without its database it lives, but is not ready, and says so within three seconds', async () => {
  const bringBack = await takeAway(world.database.url)
  const asked = performance.now()
  expect(await ready()).toMatchObject({ status: 503, said: { database: false, slack: true } })
  expect(performance.now() - asked).toBeLessThan(3_000)
  expect((await ask('/health')).status).toBe(200)
  await bringBack()
  await until(async () => (await ready()).status === 200, 'it to be ready again')
})

test('a message that has waited for five minutes makes it not ready, and is warned of once', async () => {
  const { db } = world.database
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'rateLimited', seconds: 20 })
  await world.simulator.leaveChannel(world.channelId, world.people[2]?.id ?? '')
  const isPutOff = () => world.simulator.calls().some(({ fault }) => fault === 'rateLimited')
  const waiting = () => db.delivery.count({ where: { status: 'pending' } })
  await until(async () => isPutOff() && (await waiting()) > 0, 'a message to wait')
  // The queue makes a job anew when it is to be tried again: whoever comes between finds none to make older.
  const age = (minutes: number) =>
    until(async () => {
      const aged = await db.$executeRaw`
        UPDATE pgboss.job SET created_on = now() - make_interval(mins => ${minutes}::int)
        WHERE name = 'deliver' AND state < 'completed'`
      return aged > 0
    }, 'its job to be found')
  await age(4)
  expect(await ready()).toMatchObject({ status: 200, said: { oldestDueSeconds: expect.closeTo(240, -1) } })
  await age(6)
  expect(await ready()).toMatchObject({ status: 503, said: { oldestDueSeconds: expect.closeTo(360, -1) } })
  for (const _ of [1, 2, 3]) await world.bot.tickNow()
  const warnings = log.filter(({ msg }) => msg === 'messages wait too long to be said')
  expect(warnings).toMatchObject([{ oldestDueSeconds: expect.closeTo(360, -1) }])
})

test('ticks of which parts fail have come through; what failed is logged, each by name, code and place', async () => {
  const { db } = world.database
  await db.$executeRaw`ALTER TABLE deliveries RENAME TO elsewhere`
  const since = performance.now()
  const goOn = async () => performance.now() - since > 2_500
  await until(() => world.bot.tickNow().then(goOn, goOn), 'some time of failing ticks')
  const { said } = await ready()
  await db.$executeRaw`ALTER TABLE elsewhere RENAME TO deliveries`
  expect(said.lastTickSeconds).toBeLessThan(2)
  const failed = log.filter(({ msg }) => msg === 'a part of a tick failed')
  expect(failed.length).toBeGreaterThanOrEqual(2)
  for (const each of failed)
    expect(each).toMatchObject({
      name: 'PrismaClientKnownRequestError',
      code: expect.stringMatching(/^P2\d+$/),
      at: expect.stringContaining('src/'),
    })
})

test('a tick that has not come through for a minute, and Slack that cannot be reached for half of one, make it not ready', async () => {
  const context = world.bot.context()
  await context.db.delivery.updateMany({ data: { status: 'skipped' } })
  const onlyTeamId = world.simulator.teamId
  const link = { downSeconds: () => 0, lastAnswerSeconds: () => 5 }
  const ticker = { tickNow: async () => {}, stop: async () => {}, sinceLastSeconds: () => 59, ended: () => 1 }
  expect(await readiness({ context, link, ticker, onlyTeamId })).toMatchObject({
    isReady: true,
    lastTickSeconds: 59,
  })
  const late = { ...ticker, sinceLastSeconds: () => 61 }
  expect(await readiness({ context, link, ticker: late, onlyTeamId })).toMatchObject({
    isReady: false,
    slack: true,
  })
  expect(await readiness({ context, link, ticker: null, onlyTeamId })).toMatchObject({ isReady: false })
  const away = { ...link, downSeconds: () => 31 }
  expect(await readiness({ context, link: away, ticker, onlyTeamId })).toMatchObject({
    isReady: false,
    slack: false,
  })
})

test('clocks that differ by more than five seconds are warned of once, with the figure', async () => {
  const heard: string[] = []
  const lines = new Writable({
    write: (line, _, done) => {
      heard.push(String(line))
      done()
    },
  })
  let ahead = 4_000
  const watch = createWatch(pino({ level: 'warn' }, lines), () => Date.now() + ahead, null)
  await watch(world.bot.context())
  expect(heard).toEqual([])
  ahead = 6_000
  await watch(world.bot.context())
  await watch(world.bot.context())
  expect(heard.map((line) => JSON.parse(line))).toMatchObject([{ clockSkewMs: expect.closeTo(-6_000, -3) }])
})

test('the connection to Slack is followed while it ends and is made again', async () => {
  const app = await createSlackApp(world.config.slack, world.bot.context, pino({ level: 'silent' }))
  await until(() => app.link.downSeconds() > 0, 'some time without a connection')
  await app.start()
  expect(app.link.downSeconds()).toBe(0)
  world.simulator.refreshConnection()
  await until(() => app.link.downSeconds() > 0, 'the connection to end')
  await until(() => app.link.downSeconds() === 0, 'the next connection')
  await app.stop()
  expect(app.link.downSeconds()).toBeGreaterThan(0)
})
