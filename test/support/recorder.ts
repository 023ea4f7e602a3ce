/** Stands between a workspace and its app over HTTP, and keeps everything that Slack sends. */
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request of Slack's: an event, a command's fields, or what stands in the field `payload` of a form. */
export type Recorded = {
  kind: 'event' | 'command' | 'interaction'
  payload: Record<string, unknown>
  /** As it came, signature and all. */
  request: { headers: IncomingHttpHeaders; body: Buffer }
}

export type Recorder = { url: string; recorded: Recorded[]; stop(): Promise<unknown> }

/** Passes everything on to `target` as it is; without one, nothing, and everything is acknowledged. */
export async function startRecorder(target?: string): Promise<Recorder> {
  const recorded: Recorded[] = []
  const server = createServer(async (received, response) => {
    const parts: Buffer[] = []
    for await (const part of received) parts.push(part)
    const body = Buffer.concat(parts)
    const { headers } = received
    recorded.push({ ...read(body.toString(), headers['content-type'] ?? ''), request: { headers, body } })
    if (target === undefined) return response.writeHead(200).end()
    const options = { method: 'POST', headers, agent: false as const }
    const passed = request(target, options, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    passed.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    recorded,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

function read(body: string, type: string): Omit<Recorded, 'request'> {
  if (type === 'application/json') return { kind: 'event', payload: JSON.parse(body) }
  const fields = Object.fromEntries(new URLSearchParams(body))
  if (fields.payload === undefined) return { kind: 'command', payload: fields }
  return { kind: 'interaction', payload: JSON.parse(fields.payload) }
}
