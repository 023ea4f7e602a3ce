import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordRealPayloads } from '../support/real-payload.ts'
import { type Recorded, type Recorder, startRecorder } from '../support/recorder.ts'
import { differences, wholeDatabase } from '../support/whole-database.ts'
import { openMany, say, signatureOf, signedRequest } from '../support/wire.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let recorder: Recorder
let port: number
let secret: string

beforeAll(async () => {
  world = await startWorld({ transport: 'http', members: 4 })
  const { transport } = world.config.slack
  if (transport.kind !== 'http') throw new Error('not over HTTP')
  port = transport.port
  secret = transport.signingSecret
  recorder = await startRecorder(`http://127.0.0.1:${port}/slack/events`)
  await recordRealPayloads(world, recorder)
}, 120_000)
afterAll(async () => {
  await recorder.stop()
  await world.stop()
})

const CHALLENGE = JSON.stringify({ type: 'url_verification', challenge: 'are you there' })
const secondsAhead = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds)

test('of all that Slack has sent, nothing happens again when somebody sends it again as it was', async () => {
  await world.bot.settled()
  const before = await wholeDatabase(world.database.url)
  const calls = world.simulator.calls().length
  const statuses = new Set<number>()
  for (const { request } of recorder.recorded) statuses.add(await sendAsItWas(request))
  await world.bot.settled()
  expect(recorder.recorded.length).toBeGreaterThan(30)
  expect([...statuses]).toEqual([200])
  const changed = differences(before, await wholeDatabase(world.database.url))
  // The queue looks after itself meanwhile.
  expect(changed.filter((table) => table.startsWith('public.'))).toEqual([])
  expect(world.simulator.calls().length).toBe(calls)
})

test('a request is of now: signed as it should be, but not five minutes before or after', async () => {
  const status = async (timestamp: string) =>
    (await say(port, signedRequest(secret, CHALLENGE, { timestamp })))?.status
  for (const seconds of [-290, 0, 290]) expect(await status(secondsAhead(seconds)), `${seconds}`).toBe(200)
  for (const seconds of [-310, 310, 3_600, 10 ** 9]) expect(await status(secondsAhead(seconds))).toBe(401)
  for (const odd of ['Infinity', 'NaN', '-1', '', '1e10', `${secondsAhead(0)}.5`, `+${secondsAhead(0)}`])
    expect(await status(odd), odd).toBe(401)
})

test('a signature is right or wrong, and there is one way to write it', async () => {
  const timestamp = secondsAhead(-1)
  const right = signatureOf(secret, timestamp, CHALLENGE)
  const status = async (signature: string) =>
    (await say(port, signedRequest(secret, CHALLENGE, { timestamp, signature })))?.status
  const wrong = [
    '',
    'v0=',
    right.slice(0, -1),
    right.replace('v0', 'v1'),
    right.toUpperCase(),
    `v0=${right.slice(3).toUpperCase()}`,
    `${right}=again`,
    `${right}\r\nx-slack-signature: ${right}`,
    signatureOf('', timestamp, CHALLENGE),
    signatureOf(secret, secondsAhead(-2), CHALLENGE),
  ]
  for (const signature of wrong) expect(await status(signature), signature).toBe(401)
  expect(await status(right)).toBe(200)
})

test('what is too large is refused before it has come, and nothing more is read', async () => {
  const head = 'POST /slack/events HTTP/1.1\r\nhost: bot\r\n'
  const declared = await say(port, `${head}content-length: 100000000\r\n\r\n`)
  expect(declared).toMatchObject({ status: 413 })
  expect(declared?.seconds).toBeLessThan(1)
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`
  const chunked = await say(port, `${head}transfer-encoding: chunked\r\n\r\n${chunk.repeat(20)}`, {
    more: chunk,
  })
  expect(chunked).toMatchObject({ status: 413 })
})

test('whoever is slow is let go within six seconds: silent, in the headers, or in the body', async () => {
  const head = 'POST /slack/events HTTP/1.1\r\nhost: bot\r\n'
  const replies = await Promise.all([
    say(port, ''),
    say(port, head, { more: 'x-slow: yes\r\n' }),
    say(port, `${head}content-length: 1000\r\n\r\n`, { more: 'a' }),
  ])
  for (const reply of replies) expect(reply?.seconds).toBeLessThan(6.5)
}, 20_000)

test('strangers cannot open more connections than the bot can do with', async () => {
  const kept = await openMany(
    port,
    400,
    'POST /slack/events HTTP/1.1\r\nhost: bot\r\ncontent-length: 900000\r\n\r\na',
  )
  expect(kept.length).toBeGreaterThan(200)
  expect(kept.length).toBeLessThanOrEqual(256)
  for (const socket of kept) socket.destroy()
})

test('stopping does not wait for strangers who never send the whole of a request', async () => {
  const kept = await openMany(
    port,
    20,
    'POST /slack/events HTTP/1.1\r\nhost: bot\r\ncontent-length: 900\r\n\r\na',
  )
  expect(kept.length).toBe(20)
  const begunAt = performance.now()
  expect(await world.bot.stop()).toBe(true)
  expect(performance.now() - begunAt).toBeLessThan(5_000)
  await world.restart()
})

/** Answers the status. */
function sendAsItWas({ headers, body }: Recorded['request']): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = `http://127.0.0.1:${port}/slack/events`
    const sent = request(url, { method: 'POST', agent: false, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject).end(body)
  })
}
