/** A server between the bot and `emulate` that passes every call on as it is and writes it down. It answers nothing itself. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call of the bot, with the answer that `emulate` gave. */
export type PassedCall = {
  method: string
  args: Record<string, string>
  answer: Record<string, unknown> & { ok: boolean }
}

export type RecordingProxy = {
  url: string
  calls: PassedCall[]
  /** What the bot sent to a response URL, which `emulate` does not have: Slack's part, played by the test. */
  responses: Record<string, unknown>[]
  stop(): Promise<void>
}

/** Listens on a free port for calls to `target`, an address without a path. */
export async function startProxy(target: string): Promise<RecordingProxy> {
  const calls: PassedCall[] = []
  const responses: RecordingProxy['responses'] = []
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    if (request.url === RESPONSE_PATH) {
      responses.push(JSON.parse(body.toString()))
      return void response.end('ok')
    }
    const {
      host: _,
      connection: __,
      'content-length': ___,
      'transfer-encoding': ____,
      ...headers
    } = request.headers
    const passed = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body }),
    })
    const text = await passed.text()
    const method = request.url?.match(/^\/api\/([\w.]+)/)?.[1]
    if (method) calls.push({ method, args: argumentsOf(body), answer: JSON.parse(text) })
    response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? '' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    responses,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The path of the one response URL. */
export const RESPONSE_PATH = '/response'

async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

function argumentsOf(body: Buffer): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body.toString()))
}
