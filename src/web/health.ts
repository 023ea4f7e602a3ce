import { createServer, type RequestListener } from 'node:http'
import { askedOnce } from './asked-once.ts'

/** How the bot is, in figures and states: no name, no id and no word of anybody. */
export type Readiness = { isReady: boolean } & Record<string, number | boolean>

/** Figures in the format of whoever collects them. */
export type Scrape = { type: string; text: string }

/** A server that answers such questions. */
export type HealthServer = { stop(): Promise<void> }

/** Questions are short; and however many ask, they take nothing from what the bot itself has to do. */
const ARRIVAL = { requestTimeout: 5_000, connectionsCheckingInterval: 500 }
const MOST_CONNECTIONS = 64

const PATHS = ['/health', '/ready', '/metrics']

/**
 * Answers on a port of its own: `/health` with 200 as long as the process does anything at all, `/ready` with 200 or
 * 503 and how it is, `/metrics` with all figures. Nothing else is there, and nobody who asks is let further in.
 */
export function startHealth(
  { port, host }: { port: number; host: string },
  look: () => Promise<Readiness>,
  scrape: () => Promise<Scrape>,
): Promise<HealthServer> {
  // Many questions cost the database no more than one.
  const lookOnce = askedOnce(look)
  const scrapeOnce = askedOnce(scrape)
  const answer: RequestListener = async (request, response) => {
    const write = (status: number, type: string, text: string) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
      response.end(request.method === 'HEAD' ? undefined : text)
    }
    const say = (status: number, said: object) => write(status, 'application/json', JSON.stringify(said))
    const path = request.url?.split('?')[0]
    if (!path || !PATHS.includes(path)) return say(404, {})
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, {})
    if (path === '/health') return say(200, {})
    if (path === '/metrics') {
      const { type, text } = await scrapeOnce()
      return write(200, type, text)
    }
    const readiness = await lookOnce()
    say(readiness.isReady ? 200 : 503, readiness)
  }
  const server = createServer(ARRIVAL, answer)
  server.maxConnections = MOST_CONNECTIONS
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () =>
      resolve({
        stop: async () => {
          server.closeAllConnections()
          await new Promise((closed) => server.close(closed))
        },
      }),
    )
  })
}
