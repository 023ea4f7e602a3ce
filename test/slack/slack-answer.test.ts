import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type LookupFunction } from 'node:net'
import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { repeatable, verdictOf } from '#slack/slack-answer.ts'

let server: Server
let client: WebClient
let answer: (response: ServerResponse) => void
let calls = 0

/** The client with which the bot posts, before a server that answers as each test says. */
beforeAll(async () => {
  server = createServer((request, response) => {
    calls += 1
    request.resume()
    request.on('end', () => answer(response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  client = clientFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`)
})
beforeEach(() => {
  calls = 0
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const silent = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {} }

function clientFor(slackApiUrl: string): WebClient {
  const logger = { ...silent, getLevel: () => 'error' as never }
  const options = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 10_000 }
  return new WebClient('xoxb-1', { ...options, slackApiUrl, logger })
}

const post = (by = client) => by.chat.postMessage({ channel: 'C1', text: 'Hello.' })
const json =
  (body: object, status = 200, headers = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
const refusal = (error: string) => json({ ok: false, error })

/** What becomes of a post when Slack answers so. */
async function verdict(given: typeof answer) {
  answer = given
  const error = await post().then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return verdictOf(error)
}

const TOO_FAST = { kind: 'retry', why: 'tooFast' }
const NOTHING_TAKEN = { kind: 'retry', why: 'nothingTaken' }

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const closed = createServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  return port
}

describe('what Slack’s answer to a post means', () => {
  test.each([
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'invalid_blocks',
    'msg_too_long',
    'restricted_action',
    'a_code_of_tomorrow',
  ])('%s is a refusal for certain: it was not posted, and trying again does not help', async (error) => {
    expect(await verdict(refusal(error))).toEqual({ kind: 'refused', code: error })
  })

  test.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
    '%s leaves open whether it was posted',
    async (error) => {
      expect(await verdict(refusal(error))).toEqual({ kind: 'unknown' })
    },
  )

  test.each([
    'invalid_auth',
    'not_authed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'team_added_to_org',
    'org_login_required',
  ])('%s is not posted and tried again, because that can be mended for everything at once', async (error) => {
    expect(await verdict(refusal(error))).toEqual({ ...NOTHING_TAKEN, afterSeconds: 30 })
  })

  test('a request to slow down is kept, for as long as Slack says', async () => {
    expect(await verdict(json({ ok: false }, 429, { 'retry-after': '7' }))).toEqual({
      ...TOO_FAST,
      afterSeconds: 7,
    })
    for (const code of ['ratelimited', 'rate_limited'])
      expect(await verdict(refusal(code))).toEqual({ ...TOO_FAST, afterSeconds: 1 })
  })

  test.each([{}, { 'retry-after': '' }, { 'retry-after': 'soon' }])(
    'a request to slow down with the header %j is kept for a second',
    async (headers) => {
      expect(await verdict(json({ ok: false }, 429, headers))).toEqual({ ...TOO_FAST, afterSeconds: 1 })
    },
  )

  test('a server that is not there at any of its addresses has posted nothing', async () => {
    const port = await closedPort()
    const lookup: LookupFunction = (_name, _options, found) =>
      found(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ])
    const socket = connect({ host: 'slack.invalid', port, lookup, autoSelectFamily: true })
    const cause = await new Promise<Error>((resolve) => socket.on('error', resolve))
    expect(cause).toBeInstanceOf(AggregateError)
    const error = { code: 'slack_webapi_request_error', original: new TypeError('fetch failed', { cause }) }
    expect(verdictOf(error)).toEqual({ ...NOTHING_TAKEN, afterSeconds: 2 })
  })

  test.each<[string, typeof answer]>([
    ['a 503', json({}, 503)],
    ['a 500', json({}, 500)],
    [
      'a 502 with a page of a proxy',
      (response) => void response.writeHead(502).end('<html>Bad Gateway</html>'),
    ],
    ['a 403 of a proxy', json({ ok: false, error: 'forbidden by the proxy' }, 403)],
    ['a redirection', (response) => void response.writeHead(302, { location: '/login' }).end()],
    ['a connection that is cut', (response) => response.destroy()],
    [
      'an answer that is cut off',
      (response) =>
        void response.writeHead(200, { 'content-length': '99' }).write('{"ok"', () => response.destroy()),
    ],
    ['an answer that is not JSON', (response) => void response.writeHead(200).end('<html>')],
    ['an answer that is empty', (response) => void response.writeHead(200).end()],
    ['a page in place of a code', refusal('<html>Please sign in</html>')],
  ])('%s leaves open whether it was posted', async (_, given) => {
    expect(await verdict(given)).toEqual({ kind: 'unknown' })
  })

  test('a server that is not there has posted nothing', async () => {
    const address = `http://127.0.0.1:${await closedPort()}/api/`
    const error = await post(clientFor(address)).catch((reason: unknown) => reason)
    expect(verdictOf(error)).toEqual({ ...NOTHING_TAKEN, afterSeconds: 2 })
  })

  test('an address that does not exist has posted nothing', async () => {
    const error = await post(clientFor('http://slack.invalid/api/')).catch((reason: unknown) => reason)
    expect(verdictOf(error)).toEqual({ ...NOTHING_TAKEN, afterSeconds: 2 })
  })

  test('any other fault leaves it open', () => {
    expect(verdictOf(new TypeError('terminated'))).toEqual({ kind: 'unknown' })
  })

  test('a post is never repeated by the client itself', async () => {
    await verdict(json({}, 503))
    expect(calls).toBe(1)
  })
})

describe('what may be done twice', () => {
  test('answers whether it was done, when Slack is certain', async () => {
    answer = json({ ok: true })
    expect(await repeatable(() => post())).toBe(true)
    answer = refusal('message_not_found')
    expect(await repeatable(() => post())).toBe(false)
  })

  test('is thrown for the queue when Slack is not, or wants a pause', async () => {
    answer = json({}, 503)
    await expect(repeatable(() => post())).rejects.toThrow()
    answer = json({ ok: false }, 429, { 'retry-after': '1' })
    await expect(repeatable(() => post())).rejects.toThrow('Slack asked for a pause')
  })
})
