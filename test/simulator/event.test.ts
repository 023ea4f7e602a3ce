import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isValidSlackRequest } from '@slack/bolt/dist/receivers/verify-request.js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Simulator, SimulatorOptions } from '#simulator/contract.ts'
import { addCircle, type BoltApp, botClient, startBoltApp, startWorkspace } from '../support/simulator.ts'

type Heard = { id: string; type: string; user: string; retry: string | undefined }

let simulator: Simulator
let people: ReturnType<typeof addCircle>
let stopApp: (() => Promise<void>) | undefined
const heard: Heard[] = []
const types = () => heard.map(({ type }) => type)

async function start(options: Partial<SimulatorOptions> = {}): Promise<void> {
  simulator = await startWorkspace({ eventRetrySeconds: [0, 0.05], ...options })
  people = addCircle(simulator)
}
beforeEach(() => {
  heard.length = 0
})
afterEach(async () => {
  await stopApp?.()
  stopApp = undefined
  await simulator.stop()
})

async function connect(kind: 'socket' | 'http'): Promise<BoltApp> {
  const running = await startBoltApp(simulator, kind, (app) => {
    app.use(async ({ body, context, next }) => {
      if (!('event' in body)) return next()
      const { event_id: id, event } = body as unknown as {
        event_id: string
        event: { type: string; user: string }
      }
      const retry = context.retryNum === undefined ? undefined : String(context.retryNum)
      heard.push({ id, type: event.type, user: event.user, retry })
      await next()
    })
  })
  stopApp = running.stop
  return running
}
/** Whether a WebSocket to this address opens or is turned away. */
function fate(url: string): Promise<string> {
  const socket = new WebSocket(url)
  return new Promise((resolve) => {
    socket.onopen = () => {
      resolve('open')
      socket.close()
    }
    socket.onerror = () => resolve('close')
  })
}
const leave = (userId: string) => simulator.leaveChannel(people.circle.id, userId)
const join = (userId: string) => simulator.joinChannel(people.circle.id, userId)

describe('which events are sent', () => {
  test('only those to which the app is subscribed', async () => {
    await start({ events: ['member_left_channel'] })
    await connect('socket')
    await leave(people.gustav.id)
    await join(people.gustav.id)
    expect(types()).toEqual(['member_left_channel'])
  })

  test('only those for which the scope was granted', async () => {
    await start({ scopes: ['chat:write', 'reactions:read'] })
    await connect('socket')
    await leave(people.gustav.id)
    const metadata = { event_type: 'sent', event_payload: {} }
    const { ts = '' } = await botClient(simulator).chat.postMessage({
      channel: people.circle.id,
      text: 'x',
      metadata,
    })
    await simulator.react({ userId: people.fiona.id, channelId: people.circle.id, ts, name: 'one' })
    expect(types()).toEqual(['reaction_added'])
  })

  test('only those of channels in which the bot is', async () => {
    await start()
    await connect('socket')
    const { id } = simulator.addChannel({ name: 'open', kind: 'public', memberIds: [people.fiona.id] })
    await simulator.say({ userId: people.fiona.id, channelId: id, text: 'x' })
    const ts = simulator.messages(id, people.fiona.id)[0]?.ts ?? ''
    await simulator.react({ userId: people.fiona.id, channelId: id, ts, name: 'one' })
    await simulator.joinChannel(id, people.gustav.id)
    await simulator.leaveChannel(people.circle.id, simulator.botUserId)
    expect(types()).toEqual([])
  })

  test('the bot learns that it was taken out by an event of its own kind', async () => {
    await start({ events: ['group_left', 'member_left_channel'] })
    await connect('socket')
    await leave(simulator.botUserId)
    expect(types()).toEqual(['group_left'])
  })

  test('archiving, removal of the app and metadata are told', async () => {
    await start()
    await connect('socket')
    const metadata = { event_type: 'sent', event_payload: { nonce: 'n' } }
    await botClient(simulator).chat.postMessage({ channel: people.circle.id, text: 'x', metadata })
    await vi.waitFor(() => expect(types()).toEqual(['message_metadata_posted']))
    await simulator.archiveChannel(people.circle.id)
    await simulator.uninstallApp()
    expect(types().slice(1)).toEqual(['group_archive', 'tokens_revoked', 'app_uninstalled'])
  })
})

describe.each(['socket', 'http'] as const)('over %s', (kind) => {
  const nowhere = { kind: 'http', requestUrl: 'http://127.0.0.1:1/slack/events' } as const

  test('events wait for an app that is away', async () => {
    await start({ transport: kind === 'http' ? nowhere : { kind } })
    await leave(people.gustav.id)
    await connect(kind)
    await vi.waitFor(() => expect(types()).toEqual(['member_left_channel']))
    expect(Number(heard[0]?.retry)).toBeGreaterThan(0)
  })

  test('commands and presses of an app that is away fail at once', async () => {
    await start({ transport: kind === 'http' ? nowhere : { kind } })
    const given = { userId: people.fiona.id, channelId: people.circle.id, command: '/group', text: '' }
    expect(await simulator.command(given)).toEqual({
      ok: false,
      failed: '/group failed with the error "dispatch_failed"',
    })
    expect(await simulator.command({ ...given, command: '/other' })).toEqual({
      ok: false,
      failed: '/other is not a valid command.',
    })
  })

  test('a repeated event has the same id', async () => {
    await start()
    await connect(kind)
    await leave(people.gustav.id)
    await join(people.gustav.id)
    await simulator.repeatEvents(1)
    expect(types()).toEqual(['member_left_channel', 'member_joined_channel', 'member_joined_channel'])
    expect(heard[2]).toMatchObject({ id: heard[1]?.id, retry: '1' })
  })

  test('held events are released in order, backwards, or lost', async () => {
    await start()
    await connect(kind)
    for (const choice of ['inOrder', 'backwards', 'lost'] as const) {
      simulator.holdEvents()
      await leave(people.gustav.id)
      await join(people.gustav.id)
      await simulator.releaseEvents(choice)
    }
    expect(types().map((type) => type.slice(7, -8))).toEqual(['left', 'joined', 'joined', 'left'])
  })
})

test('an app that does not answer a command in three seconds has failed', async () => {
  await start()
  const running = await connect('socket')
  running.app.command('/group', async () => {})
  const given = { userId: people.fiona.id, channelId: people.circle.id, command: '/group', text: '' }
  expect(await simulator.command(given)).toEqual({
    ok: false,
    failed: '/group failed because the app did not respond.',
  })
})

test('a connection that is to be refreshed carries nothing more', async () => {
  await start()
  const { url = '' } = await botClient(simulator, simulator.appToken).apps.connections.open()
  const socket = new WebSocket(url)
  const kinds: string[] = []
  socket.onmessage = ({ data }) => void kinds.push(JSON.parse(String(data)).type)
  await vi.waitFor(() => expect(kinds).toEqual(['hello']))
  simulator.refreshConnection()
  await leave(people.gustav.id)
  await vi.waitFor(() => expect(kinds).toEqual(['hello', 'disconnect']))
  socket.close()
})

test('a connection needs an address that was given for it, and each serves once', async () => {
  await start()
  const { url = '' } = await botClient(simulator, simulator.appToken).apps.connections.open()
  const fates = await Promise.all([url, url, url.replace('ticket=', 'ticket=x')].map(fate))
  expect(fates.sort()).toEqual(['close', 'close', 'open'])
})

test('after a refresh the app connects again and hears what happened meanwhile', async () => {
  await start()
  await connect('socket')
  simulator.refreshConnection()
  await leave(people.gustav.id)
  expect(heard).toEqual([])
  await vi.waitFor(() => expect(types()).toEqual(['member_left_channel']), 10_000)
}, 15_000)

test('with two connections every event goes to one of them', async () => {
  await start()
  const first = await connect('socket')
  const second = await connect('socket')
  stopApp = async () => void (await Promise.all([first.stop(), second.stop()]))
  const places: string[] = []
  first.app.event(/.*/, async () => void places.push('first'))
  second.app.event(/.*/, async () => void places.push('second'))
  await leave(people.gustav.id)
  await join(people.gustav.id)
  await vi.waitFor(() => expect(places.sort()).toEqual(['first', 'second']))
  expect(types()).toHaveLength(2)
})

describe('signed requests', () => {
  let server: Server
  let statuses: number[]
  const requests: { headers: IncomingHttpHeaders; body: string }[] = []

  beforeEach(async () => {
    requests.length = 0
    statuses = []
    server = createServer(async (request, response) => {
      let body = ''
      for await (const part of request) body += part
      requests.push({ headers: request.headers, body })
      response.writeHead(statuses.shift() ?? 200).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await start({ transport: { kind: 'http', requestUrl: `http://127.0.0.1:${port}/` } })
  })
  afterEach(() => server.close())

  test('the signature is right, and wrong for another secret', async () => {
    await leave(people.gustav.id)
    const [request] = requests
    const given = (signingSecret: string) => ({
      signingSecret,
      body: request?.body ?? '',
      headers: {
        'x-slack-signature': String(request?.headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(request?.headers['x-slack-request-timestamp']),
      },
    })
    expect(isValidSlackRequest(given(simulator.signingSecret))).toBe(true)
    expect(isValidSlackRequest(given('other'))).toBe(false)
  })

  test('an event is tried again until it is acknowledged, with its number and the reason', async () => {
    statuses = [500, 503]
    await leave(people.gustav.id)
    await vi.waitFor(() => expect(requests).toHaveLength(3))
    expect(
      requests.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]),
    ).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ])
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1)
  })

  test('commands and presses come as forms', async () => {
    const given = { userId: people.fiona.id, channelId: people.circle.id, command: '/group', text: 'a & b' }
    await simulator.command(given)
    const form = new URLSearchParams(requests[0]?.body)
    expect(form.get('text')).toBe('a & b')
    const blocks = [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
      },
    ] as never
    const { ts = '' } = await botClient(simulator).chat.postMessage({
      channel: people.circle.id,
      text: 'x',
      blocks,
    })
    await simulator.press({
      userId: people.fiona.id,
      target: { channelId: people.circle.id, ts },
      actionId: 'go',
    })
    const payload = JSON.parse(new URLSearchParams(requests[1]?.body).get('payload') ?? '{}')
    expect(payload).toMatchObject({ type: 'block_actions', message: { ts } })
  })
})
