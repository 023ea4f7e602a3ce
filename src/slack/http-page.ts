import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers somebody's browser. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** What answers pages within this machine. */
export type PageServer = { port: number; stop(): Promise<unknown> }

/** Answers these pages, by their paths, to the thread that receives what comes from outside. */
export async function servePages(pages: Readonly<Record<string, Page>>): Promise<PageServer> {
  const server = createServer((request, response) => {
    const end = (status: number) => {
      if (!response.headersSent) response.writeHead(status).end()
    }
    const path = pathOf(request)
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined
    if (page)
      page(request, response).then(
        () => end(404),
        () => end(500),
      )
    else end(404)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** The path that is asked for, without what follows it. */
export function pathOf({ url }: IncomingMessage): string {
  return url?.split('?')[0] ?? ''
}

/** Has a page answered there. */
export function passOn(asked: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
  // A page is asked for without a body, whatever a stranger sends.
  const { 'content-length': _, 'transfer-encoding': __, ...headers } = asked.headers
  return new Promise((resolve, reject) => {
    const passed = request(
      {
        host: '127.0.0.1',
        port,
        path: asked.url,
        headers: { ...headers, connection: 'close' },
        agent: false,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.rawHeaders)
        answer.pipe(response)
        resolve()
      },
    )
    passed.on('error', reject).end()
  })
}
