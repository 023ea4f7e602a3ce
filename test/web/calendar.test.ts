import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBot } from '#bot.ts'
import { makeFeed } from '#usecases/calendar-feed.ts'
import { value } from '../support/group-desk.ts'
import { takeAway } from '../support/outage.ts'
import { setUp } from '../support/story.ts'
import { testKeys } from '../support/test-keys.ts'
import { openMany, say } from '../support/wire.ts'
import { freePort, person, startWorld, until, type World } from '../support/world.ts'

let world: World
let port: number
let token: string
const log: string[] = []
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world, { minimum: { value: '2' } })
  await world.bot.stop()
  port = await freePort()
  const { config, clock, database, simulator } = world
  const lines = new Writable({
    write: (line, _, done) => {
      log.push(String(line))
      done()
    },
  })
  world.bot = await startBot({
    config: { ...config, calendar: { url: 'https://example.org/dates', port, host: '127.0.0.1' } },
    keys: testKeys,
    databaseUrl: database.url,
    clock,
    log: pino({ level: 'debug' }, lines),
  })
  const amara = person(world, 'Amara')
  const actor = { teamId: simulator.teamId, slackUserId: amara.id, channelId: world.channelId }
  token = value(await makeFeed(world.bot.context(), actor)).token
})
afterAll(() => world.stop())

const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)
const path = () => `/dates/${token}.ics`

test('an address answers with a calendar that nobody on the way keeps, finds or passes on', async () => {
  const answer = await ask(path())
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, no-cache',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    etag: expect.stringMatching(/^"[\w-]{43}"$/),
  })
  expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR\r\n/)
})

test('the path before it is for whoever passes requests on, and a question after it changes nothing', async () => {
  for (const other of [`/${token}.ics`, `/a/b/${token}.ics`, `${path()}?x=1`])
    expect((await ask(other)).status).toBe(200)
})

test('what a calendar has already it is not sent again, and HEAD says only how it is', async () => {
  const etag = (await ask(path())).headers.get('etag') ?? ''
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await ask(path(), { headers: { 'if-none-match': known } })
    expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([304, etag, ''])
  }
  expect((await ask(path(), { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  const head = await ask(path(), { method: 'HEAD' })
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
})

test('whatever is not an address is answered in the same words: none', async () => {
  const wrong = [
    '/',
    '/dates/',
    `/dates/${token}`,
    `/dates/${token.slice(1)}.ics`,
    `/dates/${token}x.ics`,
    `/dates/${token.toLowerCase()}.ics`,
    '/dates/..%2f.ics',
    '/health',
    `/dates/${'a'.repeat(5000)}.ics`,
  ]
  const answers = await Promise.all(
    wrong.map(async (each) => {
      const answer = await ask(each)
      const { date: _, ...headers } = Object.fromEntries(answer.headers)
      return JSON.stringify([answer.status, await answer.text(), headers])
    }),
  )
  expect(answers[0]).toMatch(/^\[404,"",/)
  expect(new Set(answers).size).toBe(1)
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect((await ask(path(), { method })).status).toBe(405)
})

test('nobody holds many connections, one for long, or sends a long request', async () => {
  expect((await say(port, 'GET /'))?.seconds ?? 99).toBeLessThan(6.5)
  expect(await say(port, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: bot\r\n\r\n`)).toMatchObject({
    status: 431,
  })
  const kept = await openMany(port, 100, 'GET')
  expect(kept.length).toBeLessThanOrEqual(64)
  for (const socket of kept) socket.destroy()
  await until(async () => (await ask(path()).catch(() => null))?.status === 200, 'room for others')
}, 20_000)

test('all who ask at once are answered in their turn', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask(path())))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})

test('without its database it says that it cannot say, so that no calendar is emptied', async () => {
  const bringBack = await takeAway(world.database.url)
  const answer = await ask(path())
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '300'])
  await bringBack()
  await until(async () => (await ask(path())).status === 200, 'the calendar to be back')
}, 30_000)

test('no line of the log holds an address', () => {
  expect(log.join('')).toContain('a calendar was not answered')
  expect(log.join('')).not.toContain(token)
})
