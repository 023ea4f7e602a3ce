/** The workspace's HTTP server: Web API, upload addresses, response URLs, and the door to Socket Mode. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerResponseUrl } from './command.ts'
import { readable, readBody, readBytes, readMultipart, sendJson } from './http-body.ts'
import type { SocketMode } from './socket-mode.ts'
import { answerCall } from './web-api.ts'
import type { Workspace } from './workspace.ts'

/** For so long a connection is kept on which nothing is asked; a call on one that is just being closed is lost. */
export const KEPT_MS = 60_000

/** Starts to listen on 127.0.0.1; port 0 takes any free one. */
export async function startServer(
  workspace: Workspace,
  socketMode: SocketMode,
  port: number,
): Promise<{ server: Server; url: string }> {
  const server = createServer({ keepAliveTimeout: KEPT_MS }, (request, response) => {
    route(workspace, request, response).catch((error: unknown) => {
      // A broken connection is the caller's business; anything else is a mistake in the simulator and must be seen.
      if (request.socket.destroyed) return
      sendJson(response, 500, { ok: false, error: 'simulator_broken', detail: String(error) })
    })
  })
  server.on('upgrade', (request, socket, head) => socketMode.upgrade(request, socket, head))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function route(
  workspace: Workspace,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '', 'http://localhost').pathname
  const [, area = '', name = ''] = path.split('/')
  if (area === 'api' && name !== '') return answerCall(workspace, name, request, response)
  if (area === 'upload') return takeUpload(workspace, name, request, response)
  if (area === 'response') {
    const { status, answer } = answerResponseUrl(workspace, name, await readBody(request))
    return sendJson(response, status, answer)
  }
  sendJson(response, 404, { ok: false, error: 'not_found' })
}

async function takeUpload(
  workspace: Workspace,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const upload = workspace.uploads.get(id)
  const bytes = await readBytes(request)
  if (upload === undefined) return sendJson(response, 404, { ok: false, error: 'file_not_found' })
  const type = request.headers['content-type'] ?? ''
  const fields = type.startsWith('multipart/form-data') ? await readMultipart(bytes, type) : undefined
  upload.content = fields === undefined ? readable(bytes) : (Object.values(fields)[0] ?? '')
  response.writeHead(200).end(`OK - ${bytes.length}`)
}
