/** Stands between the bot and Slack. When Slack is to fail, its answer quotes everything that was sent, token and all. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Simulator } from '#simulator/contract.ts'
import { canary, canaryPlace } from './canary.ts'

/** How Slack answers, or what answers in its place. */
export type Way =
  | 'asItIs'
  | 'refusal'
  | 'missingScope'
  | 'page'
  | 'pageForAnAnswer'
  | 'brokenJson'
  | 'tooFast'
  | 'hangsUp'
  | 'silence'

export type QuotingSlack = {
  url: string
  apiUrl: string
  answer(way: Way): void
  stop(): Promise<unknown>
}

export async function startQuotingSlack({ url, apiUrl }: Simulator): Promise<QuotingSlack> {
  let way: Way = 'asItIs'
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    // What somebody is told on the address for their answer arrives.
    const isCall = request.url?.startsWith('/api/')
    if (way === 'asItIs' || !isCall) return passOn(url, request, body, response)
    FAILING[way](response, quoted(request, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const mine = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: mine,
    apiUrl: apiUrl.replace(url, mine),
    answer: (next) => {
      way = next
    },
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

function quoted({ headers }: IncomingMessage, body: Buffer): string {
  const sent = decodeURIComponent(body.toString().replaceAll('+', ' '))
  return `${canary('slackanswer')} ${canaryPlace('slackplace')} ${headers.authorization} ${sent}`
}

const FAILING: Record<Exclude<Way, 'asItIs'>, (response: ServerResponse, quote: string) => void> = {
  refusal: (response, quote) =>
    json(response, { error: 'invalid_blocks', errors: [quote], ...metadata(quote) }),
  missingScope: (response, quote) =>
    json(response, { error: 'missing_scope', needed: quote, provided: quote, ...metadata(quote) }),
  page: (response, quote) => page(response, 500, quote),
  pageForAnAnswer: (response, quote) => page(response, 200, quote),
  brokenJson: (response, quote) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"ok":true,"quote":"${quote}`),
  tooFast: (response) => response.writeHead(429, { 'retry-after': canary('header') }).end(),
  hangsUp: (response) => response.destroy(),
  silence: () => {},
}

/** Which the client writes into the log by itself. */
function metadata(quote: string) {
  return { response_metadata: { messages: [`[ERROR] ${quote}`, `[WARN] ${quote}`], warnings: [quote] } }
}

function json(response: ServerResponse, answer: object): void {
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: false, ...answer }))
}

function page(response: ServerResponse, status: number, quote: string): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end(`<html><title>Sorry</title>${quote}</html>`)
}

async function passOn(url: string, request: IncomingMessage, body: Buffer, response: ServerResponse) {
  const { 'content-type': type = '', authorization = '' } = request.headers
  const answer = await fetch(`${url}${request.url}`, {
    method: request.method ?? 'POST',
    headers: { 'content-type': type, authorization },
    ...(request.method !== 'GET' && { body: new Uint8Array(body) }),
  })
  const text = await answer.text()
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
  response.end(request.url?.endsWith('/users.info') ? withProfile(text) : text)
}

/** What Slack tells about everybody to whoever may ask. */
function withProfile(text: string): string {
  const { user, ...answer } = JSON.parse(text)
  const profile = { real_name: canary('realname'), display_name: canary('realname'), email: canary('email') }
  return JSON.stringify({
    ...answer,
    ...(user && { user: { ...user, real_name: canary('realname'), profile } }),
  })
}
