import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Channel, Person, Simulator } from '#simulator/contract.ts'
import type { Conversation } from '#simulator/page-state.ts'
import { ask, startPage, type TestClock, testClock } from '../support/page.ts'
import { addCircle, botClient, startWorkspace } from '../support/simulator.ts'

let simulator: Simulator
let page: { url: string; stop(): Promise<void> }
let clock: TestClock
let fiona: Person
let gustav: Person
let circle: Channel

beforeEach(async () => {
  clock = testClock('2027-03-06T14:00:00Z')
  simulator = await startWorkspace({ now: clock.now })
  ;({ fiona, gustav, circle } = addCircle(simulator))
  page = await startPage(simulator, clock, { guide: [{ title: 'First', text: 'Try it.' }] })
})

afterEach(async () => {
  await page.stop()
  await simulator.stop()
})

const state = async (viewer: Person) => (await ask(page.url, `/sim/state?as=${viewer.id}`)).body
const deed = (body: object) => ask(page.url, '/sim/do', body)
const room = (body: { conversations: Conversation[] }, id: string) =>
  body.conversations.find((conversation) => conversation.id === id)

describe('what the page is told', () => {
  test('a person is shown their own channels and nobody else’s', async () => {
    const anna = simulator.addPerson({ name: 'anna', realName: 'Anna', timeZone: 'Europe/London' })
    await simulator.say({ userId: fiona.id, channelId: circle.id, text: 'for the circle only' })
    expect(JSON.stringify(await state(fiona))).toContain('for the circle only')
    const hers = await state(anna)
    expect(JSON.stringify(hers)).not.toContain('for the circle only')
    expect(hers.conversations.map(({ id }: Conversation) => id)).toEqual(['direct'])
  })

  test('an ephemeral message is shown to the one person it is for', async () => {
    await botClient(simulator).chat.postEphemeral({ channel: circle.id, user: fiona.id, text: 'psst' })
    expect(JSON.stringify(await state(fiona))).toContain('psst')
    expect(JSON.stringify(await state(gustav))).not.toContain('psst')
  })

  test('messages of others are unread until they have been on the screen', async () => {
    await simulator.say({ userId: fiona.id, channelId: circle.id, text: 'one' })
    await botClient(simulator).chat.postMessage({ channel: gustav.id, text: 'two' })
    const before = await state(gustav)
    expect(room(before, circle.id)?.unread).toBe(1)
    expect(before.unread).toEqual({ [fiona.id]: 0, [gustav.id]: 2 })
    const ts = room(before, circle.id)?.messages.at(-1)?.ts
    await deed({ action: 'read', as: gustav.id, conversationId: circle.id, ts })
    const after = await state(gustav)
    expect(room(after, circle.id)?.unread).toBe(0)
    expect(room(after, 'direct')?.unread).toBe(1)
  })

  test('the setup names the first person who is not a bot, unless somebody else is asked for', async () => {
    const { body } = await ask(page.url, '/sim/setup')
    expect(body).toMatchObject({ title: 'Rehearsal', defaultViewerId: fiona.id, guide: [{ title: 'First' }] })
    const other = await startPage(simulator, clock, { defaultViewerId: gustav.id })
    expect((await ask(other.url, '/sim/setup')).body.defaultViewerId).toBe(gustav.id)
    await other.stop()
  })

  test('the word about each person is the one that is true when somebody looks', async () => {
    const roles: Record<string, string> = { [fiona.id]: 'pours' }
    const other = await startPage(simulator, clock, { roles: async () => roles })
    const shown = async () => (await ask(other.url, `/sim/state?as=${fiona.id}`)).body.roles
    expect(await shown()).toEqual({ [fiona.id]: 'pours' })
    roles[fiona.id] = 'rests'
    expect(await shown()).toEqual({ [fiona.id]: 'rests' })
    await other.stop()
    expect((await state(fiona)).roles).toEqual({})
  })

  test('a change is announced to whoever listens', async () => {
    const response = await fetch(`${page.url}/sim/changes`)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.getReader()
    let seen = ''
    await simulator.say({ userId: fiona.id, channelId: circle.id, text: 'one' })
    while (!seen.includes('data: changed')) {
      const chunk = await reader?.read()
      if (chunk?.done) break
      seen += new TextDecoder().decode(chunk?.value)
    }
    await reader?.cancel()
    expect(seen).toContain('data: changed')
  })
})

describe('what the page may ask for', () => {
  test('a person writes, reacts and takes it back', async () => {
    await deed({ action: 'say', as: fiona.id, channelId: circle.id, text: 'hello' })
    const ts = simulator.messages(circle.id, fiona.id).at(-1)?.ts ?? ''
    const reaction = { as: gustav.id, channelId: circle.id, ts, name: 'one' }
    expect((await deed({ action: 'react', ...reaction })).body).toEqual({ ok: true })
    expect(simulator.messages(circle.id, fiona.id)[0]?.reactions).toEqual([
      { name: 'one', userIds: [gustav.id] },
    ])
    expect((await deed({ action: 'react', ...reaction })).body).toEqual({
      ok: false,
      failed: 'already_reacted',
    })
    await deed({ action: 'unreact', ...reaction })
    expect(simulator.messages(circle.id, fiona.id)[0]?.reactions).toEqual([])
  })

  test('a person is invited to a channel, and leaves it', async () => {
    const anna = simulator.addPerson({ name: 'anna', realName: 'Anna', timeZone: 'Europe/London' })
    await deed({ action: 'invite', as: fiona.id, channelId: circle.id, userId: anna.id })
    expect(room(await state(anna), circle.id)?.memberIds).toContain(anna.id)
    await deed({ action: 'leave', as: anna.id, channelId: circle.id })
    expect(room(await state(anna), circle.id)).toBeUndefined()
  })

  test('a command to an app that is not there fails with Slack’s words and not with an error', async () => {
    const command = { action: 'command', as: fiona.id, channelId: circle.id, command: '/group', text: 'help' }
    const { status, body } = await deed(command)
    expect(status).toBe(200)
    expect(body.failed).toContain('/group failed')
  })

  test.each([
    ['nothing known', { action: 'dance' }, 'action'],
    ['a field too few', { action: 'say', as: 'U', channelId: 'C' }, 'text'],
    ['a field too many', { action: 'openHome', as: 'U', token: 'x' }, 'token'],
    ['an unknown person', { action: 'openHome', as: 'U404' }, 'U404'],
    ['no object', 'say', 'the body'],
  ])('%s is refused with a sentence', async (_, body, word) => {
    const answer = await deed(body as object)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toContain(word)
  })

  test('a channel that the person is not in is refused, also by way of a message in it', async () => {
    const anna = simulator.addPerson({ name: 'anna', realName: 'Anna', timeZone: 'Europe/London' })
    await simulator.say({ userId: fiona.id, channelId: circle.id, text: 'hello' })
    const ts = simulator.messages(circle.id, fiona.id)[0]?.ts
    for (const action of [
      { action: 'say', text: 'hello', channelId: circle.id },
      { action: 'react', channelId: circle.id, ts, name: 'one' },
      { action: 'press', target: { channelId: circle.id, ts }, actionId: 'a' },
      { action: 'invite', channelId: circle.id, userId: anna.id },
    ]) {
      const answer = await deed({ ...action, as: anna.id })
      expect([answer.status, answer.body.error]).toEqual([
        400,
        expect.stringContaining('is not in a channel'),
      ])
    }
    expect(simulator.messages(circle.id, fiona.id)).toHaveLength(1)
  })

  test('what the person cannot see is refused with the workspace’s own sentence', async () => {
    const answer = await deed({ action: 'submit', as: fiona.id, viewId: 'V404' })
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining('V404')])
  })

  test('what is not JSON, or too long, is refused', async () => {
    const send = (body: string, type: string) =>
      fetch(`${page.url}/sim/do`, { method: 'POST', body, headers: { 'content-type': type } })
    expect((await send('{', 'application/json')).status).toBe(400)
    expect((await send('{}', 'text/plain')).status).toBe(400)
    expect((await send(`"${'x'.repeat(1_100_000)}"`, 'application/json')).status).toBe(400)
  })
})

describe('the clock', () => {
  test.each([
    ['now', '2027-03-06T14:00:00.000Z'],
    ['hour', '2027-03-06T15:00:00.000Z'],
    ['day', '2027-03-07T14:00:00.000Z'],
    ['week', '2027-03-13T14:00:00.000Z'],
  ])('moved by %s says what time it is', async (to, now) => {
    expect(await ask(page.url, '/sim/clock', { to })).toEqual({ status: 200, body: { now } })
    expect((await state(fiona)).now).toBe(now)
  })

  test('goes to the next thing due and says what it was, or that nothing is', async () => {
    clock.due.push('The nudge')
    expect((await ask(page.url, '/sim/clock', { to: 'next' })).body).toEqual({
      now: '2027-03-06T15:00:00.000Z',
      due: 'The nudge',
    })
    expect((await ask(page.url, '/sim/clock', { to: 'next' })).body).toEqual({
      now: '2027-03-06T15:00:00.000Z',
    })
  })

  test('goes nowhere else', async () => {
    const answer = await ask(page.url, '/sim/clock', { to: 'yesterday' })
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining('now, hour, day')])
  })
})

describe('who is answered', () => {
  const status = (headers: Record<string, string>, path = '/sim/setup') =>
    new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(page.url)
      request({ hostname, port, path, headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })

  test('a request to another name than the local one is refused, for every path', async () => {
    const { port } = new URL(page.url)
    expect(await status({ host: `127.0.0.1:${port}` })).toBe(200)
    expect(await status({ host: `localhost:${port}` })).toBe(200)
    expect(await status({ host: `evil.example:${port}` })).toBe(403)
    expect(await status({ host: '127.0.0.1:1' })).toBe(403)
    expect(await status({ host: 'evil.example' }, '/main.tsx')).toBe(403)
  })

  test('another site’s page is refused', async () => {
    const { host, port } = new URL(page.url)
    expect(await status({ host, origin: page.url })).toBe(200)
    expect(await status({ host, origin: `http://localhost:${port}` })).toBe(200)
    expect(await status({ host, origin: 'https://evil.example' })).toBe(403)
    expect(await status({ host, origin: 'null' })).toBe(403)
  })
})

describe('the files of the page', () => {
  const get = (path: string) => fetch(page.url + path)

  test('come without a build step, under a policy that lets only the page’s own scripts run', async () => {
    const index = await get('/')
    expect(index.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(await index.text()).toContain('/main.tsx')
    const script = await get('/main.tsx')
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(await script.text()).toContain('createRoot')
    expect((await get('/emoji/31-20e3.svg')).headers.get('content-type')).toBe('image/svg+xml')
  })

  test('are the only files that come', async () => {
    const { pathname: readme } = new URL('../../package.json', import.meta.url)
    expect((await get(`/@fs${readme}`)).status).not.toBe(200)
    for (const path of ['/../page-server.ts', '/emoji/..%2fpackage.json', '/emoji/404.svg', '/nothing.ts']) {
      expect([path, (await get(path)).status]).toEqual([path, 404])
    }
  })

  test('leave no trace in the temporary folder or in the environment when the page stops or its port is taken', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'page-server-'))
    vi.stubEnv('TMPDIR', folder)
    vi.stubEnv('NODE_ENV', undefined)
    const other = await startPage(simulator, clock)
    await (await fetch(`${other.url}/main.tsx`)).text()
    expect(await readdir(folder)).toHaveLength(1)
    expect(process.env.NODE_ENV).toBeUndefined()
    await other.stop()
    expect(await readdir(folder)).toEqual([])
    await expect(startPage(simulator, clock, { port: Number(new URL(page.url).port) })).rejects.toThrow(
      'EADDRINUSE',
    )
    expect(await readdir(folder)).toEqual([])
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true })
  })
})
