import { createServer, type RequestListener } from 'node:http'

/** How the bot is, in figures and states: no name, no id and no word of anybody. */
export type Readiness = { isReady: boolean } & Record<string, number | boolean>

/** A server that answers such questions. */
export type HealthServer = { stop(): Promise<void> }

/** Questions are short; and however many ask, they take nothing from what the bot itself has to do. */
const ARRIVAL = { requestTimeout: 5_000, connectionsCheckingInterval: 500 }
const MOST_CONNECTIONS = 64

/**
 * Answers on a port of its own: `/health` with 200 as long as the process does anything at all, `/ready` with 200 or
 * 503 and how it is. Nothing else is there, and nobody who asks is let further in.
 */
export function startHealth(
  { port, host }: { port: number; host: string },
  look: () => Promise<Readiness>,
): Promise<HealthServer> {
  let looking: Promise<Readiness> | null = null
  // Whoever asks while it is being looked is told the same: many questions cost the database no more than one.
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }
  const answer: RequestListener = async (request, response) => {
    const say = (status: number, said: object) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(request.method === 'HEAD' ? undefined : JSON.stringify(said))
    }
    const path = request.url?.split('?')[0]
    if (path !== '/health' && path !== '/ready') return say(404, {})
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, {})
    if (path === '/health') return say(200, {})
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
