import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'

/** Answers somebody's browser. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** What answers pages within this machine. */
export type PageServer = { port: number; stop(): Promise<unknown> }

/** Answers these pages, by their paths, to the thread that receives what comes from outside. */
export async function servePages(pages: Readonly<Record<string, Page>>): Promise<PageServer> {
  const server = createServer((request, response) => {
    const end = (status: number) => {
      if (response.headersSent) response.destroy()
      else response.writeHead(status).end()
    }
    const path = pathOf(request)
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined
    if (page)
      page(request, response).then(
        () => response.writableEnded || end(404),
        () => end(500),
      )
    else end(404)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      return closed
    },
  }
}

/** The path that is asked for, without what follows it. */
export function pathOf({ url }: IncomingMessage): string {
  return url?.split('?')[0] ?? ''
}

/** Has a page answered there, with what pages read of a request. */
export async function passOn(asked: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
  const { host, cookie } = asked.headers
  const headers = { connection: 'close', ...(host && { host }), ...(cookie && { cookie }) }
  const passed = request({ host: '127.0.0.1', port, path: asked.url, headers, agent: false }).end()
  const [answer] = (await once(passed, 'response')) as [IncomingMessage]
  // How it is sent on is between this answer and whoever asked.
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...given } = answer.headers
  response.writeHead(answer.statusCode ?? 500, given)
  await pipeline(answer, response)
}
