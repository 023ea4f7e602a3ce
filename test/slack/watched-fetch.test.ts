import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LogLevel, WebClient } from '@slack/web-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { watchedFetch } from '#slack/watched-fetch.ts'
import { createMetrics } from '#watch/metrics.ts'
import { watchFor } from '#watch/watch.ts'
import { figure, samplesIn } from '../support/scrape.ts'

let server: Server
let answer: (response: ServerResponse) => void
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => answer(response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const says =
  (status: number, body: object | string, headers = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

/** What is counted of one call that is answered so; and that the client itself sees what it would have seen. */
async function counted(answering: typeof answer, method = 'chat.update') {
  answer = answering
  const metrics = createMetrics({ deliveryKinds: [], jobNames: [] })
  const { port } = server.address() as AddressInfo
  const options = {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    timeout: 500,
  }
  const slackApiUrl = `http://127.0.0.1:${port}/api/`
  const logger = {
    debug() {},
    info() {},
    warn() {},
    error() {},
    setLevel() {},
    getLevel: () => LogLevel.ERROR,
    setName() {},
  }
  const seen = async (fetching: typeof fetch) => {
    const client = new WebClient('xoxb-1', { ...options, slackApiUrl, logger, fetch: fetching as never })
    return client.apiCall(method).then(
      ({ ok }) => `${ok}`,
      ({ code, data }) => `${code} ${data?.error}`,
    )
  }
  const watch = watchFor(metrics)
  expect(await seen(watchedFetch(() => watch, fetch as never) as never)).toBe(await seen(fetch))
  const samples = samplesIn((await metrics.show({ single: {}, connections: { idle: 0, busy: 0 } })).text)
  const calls = samples.filter(({ name, value }) => name.endsWith('slack_call_seconds_count') && value > 0)
  const refusals = samples.filter(({ name }) => name.endsWith('slack_refusals_total'))
  expect(figure(samples, 'slack_call_seconds_count')).toBe(1)
  return { ...calls[0]?.labels, ...refusals[0]?.labels }
}

test.each<[string, (response: ServerResponse) => void, object]>([
  ['done', says(200, { ok: true, ts: '1.0' }), { outcome: 'ok' }],
  ['too fast', says(429, '', { 'retry-after': '3' }), { outcome: 'rateLimited' }],
  ['too fast, as a code', says(200, { ok: false, error: 'ratelimited' }), { outcome: 'rateLimited' }],
  [
    'refused',
    says(200, { ok: false, error: 'not_in_channel' }),
    { outcome: 'refused', code: 'not_in_channel' },
  ],
  [
    'refused by a code that nobody knows',
    says(200, { ok: false, error: 'ruth_is_ill' }),
    { outcome: 'refused', code: 'other' },
  ],
  ['a failure of Slack’s own', says(200, { ok: false, error: 'internal_error' }), { outcome: 'lost' }],
  ['a page in the place of a code', says(200, { ok: false, error: '<p>Ruth is ill' }), { outcome: 'lost' }],
  ['a page', says(200, '<p>Ruth is ill'), { outcome: 'lost' }],
  ['503', says(503, 'Ruth'), { outcome: 'lost' }],
  ['a connection that ends', (response) => response.destroy(), { outcome: 'lost' }],
  [
    'half an answer',
    (response) =>
      says(200, '{"ok":tr', { 'content-length': '100' })(response.once('finish', () => response.destroy())),
    { outcome: 'lost' },
  ],
  ['silence', () => {}, { outcome: 'lost' }],
])('a call is counted by what came of it: %s', async (_, answering, expected) => {
  expect(await counted(answering)).toEqual({ method: 'chat.update', ...expected })
})

test('what is called that the bot does not know has no name there', async () => {
  expect(await counted(says(200, { ok: true }), 'ruth.isIll')).toEqual({ method: 'other', outcome: 'ok' })
})
