import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { calendarText } from '#text/ical.ts'
import { speaking } from '#text/language.ts'
import { type Feed, readFeed } from '#usecases/calendar-feed.ts'
import type { Context } from '#usecases/context.ts'
import { fewAtOnce } from './few-at-once.ts'

/** A server that answers calendars. */
export type CalendarServer = { stop(): Promise<void> }

/** Calendars ask briefly; and however many do, most of the database's connections are left to the bot itself. */
const ARRIVAL = { requestTimeout: 5_000, connectionsCheckingInterval: 500, maxHeaderSize: 8_192 }
const MOST_CONNECTIONS = 64
const MOST_AT_ONCE = 4

/** An answer may take this long, the wait for its turn included, and after a failure calendars come back later than that. */
const ANSWER_WITHIN_MS = 8_000
const RETRY_AFTER_SECONDS = 300

/** The address is a key: nobody on the way keeps the answer, finds it, or hears of the address from it. */
const HEADERS = {
  'cache-control': 'private, no-cache',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
}

/**
 * Answers the calendars of members on a port of its own: `…/TOKEN.ics` with the dates, and 404 for everything else, after
 * the same look into the database. When that cannot be asked it says so, so that nobody takes an outage for an empty
 * calendar. Addresses are neither logged nor handed to `onFailure`.
 */
export function startCalendar(
  { port, host }: { port: number; host: string },
  context: () => Context,
  onFailure: (error: unknown) => void,
): Promise<CalendarServer> {
  const inTurn = fewAtOnce(MOST_AT_ONCE)
  const answer: RequestListener = async (request, response) => {
    const say = (status: number, headers: Record<string, string>, body = '') => {
      response.writeHead(status, { ...HEADERS, ...headers })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    const later = () => say(503, { 'retry-after': String(RETRY_AFTER_SECONDS) })
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, { allow: 'GET, HEAD' })
    const reading = inTurn(() => readFeed(context(), tokenIn(request)))
    try {
      const feed = await Promise.race([reading, delay(ANSWER_WITHIN_MS, 'late' as const, { ref: false })])
      if (feed === 'late') return later()
      if (!feed) return say(404, {})
      const text = textOf(feed)
      const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
      if (isKnown(request, etag)) return say(304, { etag })
      say(200, { etag, 'content-type': 'text/calendar; charset=utf-8' }, text)
    } catch (error) {
      onFailure(error)
      later()
    }
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

/** Whatever stands before it in the path is for whoever passes requests on to here. */
function tokenIn({ url = '' }: IncomingMessage): string {
  return /\/([\w-]+)\.ics$/.exec(url.split('?')[0] ?? '')?.[1] ?? ''
}

function textOf({ group, sessions, holds }: Feed): string {
  const events = [...sessions, ...holds.map((hold) => ({ ...hold, number: null, place: null }))]
  return speaking(group.language, () => calendarText(events, group.timeZone))
}

function isKnown({ headers }: IncomingMessage, etag: string): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''))
  return known.includes(etag) || known.includes('*')
}
