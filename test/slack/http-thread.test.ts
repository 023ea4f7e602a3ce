import { once } from 'node:events'
import { createServer } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import type { Page } from '#slack/http-page.ts'
import { httpReceiver } from '#slack/http-receiver.ts'
import type { Received, Take } from '#slack/workspace-app.ts'
import { openSender, type Sender } from '../support/signed-request.ts'
import { signatureOf } from '../support/wire.ts'
import { freePort, until } from '../support/world.ts'

const SECRET = 'signed-by-slack-alone'
const COMMAND = { command: '/supportgroup', text: 'status' }
const PRESS = { type: 'block_actions', actions: [] }
const EVENT = { type: 'event_callback' }

type Receiver = { port: number; sender: Sender; thread: Worker; lost: unknown[]; stop(): Promise<unknown> }

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function receiving(take: Take, pages: Record<string, Page> = {}): Promise<Receiver> {
  const port = await freePort()
  const lost: unknown[] = []
  const onLost = (fault: unknown) => lost.push(fault)
  const { start, stop } = httpReceiver({ signingSecret: SECRET, port }, { take, onLost }, pages)
  const begun = once(process, 'worker')
  await start()
  const sender = openSender(`http://127.0.0.1:${port}/slack/events`, SECRET, 50)
  ends.push(sender.stop, stop)
  return { port, sender, thread: (await begun)[0], lost, stop }
}

/** What arrives, and waits until it is told how it ended. */
function holding() {
  const held: (Received & { end(error?: Error): void })[] = []
  const take: Take = (received) =>
    new Promise((resolve, reject) => {
      held.push({ ...received, end: (error) => (error ? reject(error) : resolve()) })
    })
  const arrived = (count: number) => until(() => held.length >= count, `${count} to arrive`)
  return { held, take, arrived }
}

/** Sends this from a thread of its own, so that it hears the answer whatever this one does; answers where it notes the status. */
function sendFromAside(port: number, body: string): Int32Array {
  const status = new Int32Array(new SharedArrayBuffer(4))
  const timestamp = String(Math.floor(Date.now() / 1000))
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(SECRET, timestamp, body),
  }
  const code = `const { workerData: { url, given, status } } = require('node:worker_threads')
    fetch(url, given).then((answer) => {
      Atomics.store(status, 0, answer.status)
      Atomics.notify(status, 0)
    })`
  const url = `http://127.0.0.1:${port}/slack/events`
  new Worker(code, { eval: true, workerData: { url, given: { method: 'POST', headers, body }, status } })
  return status
}

test.each([
  ['types', new URLSearchParams(COMMAND)],
  ['presses', new URLSearchParams({ payload: JSON.stringify(PRESS) })],
])('what somebody %s is acknowledged while the bot is busy, and done afterwards', async (_, body) => {
  const { held, take, arrived } = holding()
  const { port, stop } = await receiving(take)
  const status = sendFromAside(port, body.toString())
  // This thread does nothing at all until the answer is there.
  Atomics.wait(status, 0, 0, 20_000)
  expect(status[0]).toBe(200)
  expect(held).toEqual([])
  const stopped = stop()
  await arrived(1)
  const { arrivedAt = 0, acknowledgedAt } = held[0] as Received
  expect(acknowledgedAt).toBeGreaterThan(arrivedAt)
  held[0]?.end()
  await stopped
})

test('an event and a form are answered with what the bot says of them', async () => {
  const { sender } = await receiving(async ({ ack, body, acknowledgedAt }) => {
    expect(acknowledgedAt).toBeNull()
    await ack(body.type === 'view_submission' ? { response_action: 'clear' } : undefined)
  })
  expect(await sender.json(EVENT)).toEqual({ status: 200, text: '' })
  const form = await sender.interactive({ type: 'view_submission' })
  expect(form).toEqual({ status: 200, text: '{"response_action":"clear"}' })
})

test('what fails before it was acknowledged is answered so, and may come again as it was until it has succeeded', async () => {
  let taken = 0
  const { port } = await receiving(async ({ ack }) => {
    taken += 1
    if (taken === 1) throw new Error('the database is away')
    await ack()
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const body = JSON.stringify(EVENT)
  const send = async () => {
    const headers = {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(SECRET, timestamp, body),
    }
    return (await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers, body })).status
  }
  expect(await send()).toBe(500)
  expect(await send()).toBe(200)
  expect(await send()).toBe(200)
  expect(taken).toBe(2)
})

test('what is nested more deeply than objects go from thread to thread is answered, too', async () => {
  const { sender } = await receiving(({ ack }) => ack())
  const depth = 100_000
  const nested = `{"type":"event_callback","a":${'['.repeat(depth)}${']'.repeat(depth)}}`
  expect((await sender.raw(nested, 'application/json')).status).toBe(200)
})

test('what is acknowledged while a hundred things are being done is done after them, and before a stop', async () => {
  const { held, take, arrived } = holding()
  const { sender, stop } = await receiving(take)
  const command = (number: number) =>
    sender.command({ ...COMMAND, text: String(number), response_url: 'https://a' })
  const texts = () => held.map(({ body }) => Number(body.text))
  for (let number = 1; number <= 110; number += 1) expect((await command(number)).status).toBe(200)
  await arrived(100)
  // A form that is sent waits for its answer, and so is not behind them.
  const form = sender.interactive({ type: 'view_submission' })
  await arrived(101)
  await held[100]?.ack()
  expect((await form).status).toBe(200)
  held.splice(100, 1)[0]?.end()
  const stopped = stop()
  for (let number = 1; number <= 110; number += 1) {
    await arrived(number)
    held[number - 1]?.end()
  }
  await stopped
  expect(texts()).toEqual(Array.from({ length: 110 }, (_, index) => index + 1))
}, 60_000)

test('what reaches the bot after Slack has given it up is not done any more', async () => {
  const { held, take } = holding()
  const { port } = await receiving(take)
  const form = new URLSearchParams({ payload: JSON.stringify({ type: 'view_submission' }) })
  const status = sendFromAside(port, form.toString())
  // This thread does nothing for longer than Slack waits, and the request is on its way meanwhile.
  Atomics.wait(status, 0, 0, 6_000)
  await until(() => status[0] !== 0, 'an answer')
  expect(status[0]).toBe(503)
  expect(held).toEqual([])
}, 30_000)

test('no more waits for the bot than there may be connections, though nobody waits for an answer any more', async () => {
  const { held, take, arrived } = holding()
  const { port, sender } = await receiving(take)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const sendAndGiveUp = async (number: number) => {
    const givingUp = new AbortController()
    const body = JSON.stringify({ ...EVENT, number })
    const headers = {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(SECRET, timestamp, body),
    }
    const given = { method: 'POST', headers, body, signal: givingUp.signal }
    const answer = fetch(`http://127.0.0.1:${port}/slack/events`, given).catch(() => 'given up')
    await arrived(number)
    givingUp.abort()
    expect(await answer).toBe('given up')
  }
  for (let number = 1; number <= 256; number += 1) await sendAndGiveUp(number)
  const next = () => sender.json({ ...EVENT, next: held.length })
  expect((await next()).status).toBe(503)
  for (const { end } of held.splice(0)) end()
  const answer = next()
  await arrived(1)
  await held[0]?.ack()
  expect((await answer).status).toBe(200)
  held[0]?.end()
}, 60_000)

test('pages are answered by the bot itself, with all that they read of a request', async () => {
  const page: Page = async ({ headers, url }, response) => {
    response.setHeader('set-cookie', ['a=1; HttpOnly', 'b=2; Secure'])
    response.writeHead(302, { location: `https://${headers.host}${url}`, 'x-cookie': String(headers.cookie) })
    response.end('moved')
  }
  const failing: Page = () => Promise.reject(new Error('it failed'))
  const { port } = await receiving(async () => {}, { '/page': page, '/failing': failing })
  const at = (path: string) => `http://127.0.0.1:${port}${path}`
  const answer = await fetch(at('/page?code=1'), { headers: { cookie: 'c=3; d=4' }, redirect: 'manual' })
  expect([answer.status, await answer.text()]).toEqual([302, 'moved'])
  expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2; Secure'])
  expect(answer.headers.get('location')).toBe(`https://127.0.0.1:${port}/page?code=1`)
  expect(answer.headers.get('x-cookie')).toBe('c=3; d=4')
  expect((await fetch(at('/failing'))).status).toBe(500)
  expect((await fetch(at('/constructor'))).status).toBe(404)
})

test('a port that is taken is told by its code', async () => {
  const other = createServer().listen(0)
  await once(other, 'listening')
  ends.push(() => other.close())
  const { port } = other.address() as { port: number }
  const told = { take: async () => {}, onLost: () => {} }
  const { start } = httpReceiver({ signingSecret: SECRET, port }, told, {})
  await expect(start()).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('stopping waits for the answers that are owed, and lets nobody else in', async () => {
  const { held, take, arrived } = holding()
  const { sender, stop, lost } = await receiving(take)
  const answer = sender.json(EVENT)
  await arrived(1)
  let hasStopped = false
  const stopped = stop().then(() => {
    hasStopped = true
  })
  await until(
    () =>
      sender.json({}).then(
        () => false,
        ({ code }) => code === 'ECONNREFUSED',
      ),
    'the port to be closed',
  )
  expect(hasStopped).toBe(false)
  await held[0]?.ack()
  expect(await answer).toEqual({ status: 200, text: '' })
  await stopped
  expect(lost).toEqual([])
})

test('that the thread has ended although nobody stopped it is told', async () => {
  const { thread, lost } = await receiving(async () => {})
  await thread.terminate()
  await until(() => lost.length > 0, 'the end to be noticed')
  expect(String(lost)).toContain('the thread that receives requests has ended')
})
