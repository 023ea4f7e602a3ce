/** Socket Mode: WebSocket connections that the app opens, envelopes sent over them, and their acknowledgements. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Delivery, Outgoing } from './delivery.ts'

const ACKNOWLEDGE_MS = 3_000
const PING_MS = 10_000
// An app that ends at the same time gets this long to say goodbye in order.
const CLOSE_MS = 500

type Waiting = { connection: Connection; settle: (delivery: Delivery) => void }
type Connection = { socket: WebSocket; isLeaving: boolean }

export type SocketMode = {
  /** A one-time address for the app's next connection; `base` is the workspace's own `http://` address. */
  newUrl(base: string): string
  /** Takes over an HTTP request that asks to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Sends over one of the connections in turn and waits at most three seconds for the acknowledgement. */
  send(outgoing: Outgoing): Promise<Delivery>
  isConnected(): boolean
  /** Tells every connection that it will be closed soon; nothing more is sent over them. */
  refresh(): void
  stop(): Promise<void>
}

/** Socket Mode without any connection yet. `onConnected` is called whenever the app can be reached again. */
export function createSocketMode(appId: string, onConnected: () => void): SocketMode {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const waiting = new Map<string, Waiting>()
  let connections: Connection[] = []
  const usable = () =>
    connections.filter((one) => !one.isLeaving && one.socket.readyState === one.socket.OPEN)

  function accept(socket: WebSocket): void {
    const connection: Connection = { socket, isLeaving: false }
    connections.push(connection)
    const pinging = setInterval(() => socket.ping(), PING_MS)
    socket.on('message', (data) => acknowledge(waiting, data.toString()))
    socket.on('close', () => {
      clearInterval(pinging)
      connections = connections.filter((one) => one !== connection)
      for (const one of [...waiting.values()]) {
        if (one.connection === connection) one.settle({ kind: 'noConnection' })
      }
    })
    socket.on('error', () => socket.terminate())
    socket.send(JSON.stringify(hello(appId, connections.length)))
    onConnected()
  }

  return {
    newUrl(base) {
      const ticket = randomUUID()
      tickets.add(ticket)
      return `${base.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${appId}`
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '', 'http://localhost').searchParams.get('ticket') ?? ''
      if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      server.handleUpgrade(request, socket, head, accept)
    },
    async send(outgoing) {
      const [connection, ...others] = usable()
      if (connection === undefined) return { kind: 'noConnection' }
      connections = [
        ...others,
        ...connections.filter((one) => !others.includes(one) && one !== connection),
        connection,
      ]
      return sendOver(connection, outgoing, waiting)
    },
    isConnected: () => usable().length > 0,
    refresh() {
      for (const connection of usable()) {
        connection.isLeaving = true
        connection.socket.send(
          JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }),
        )
      }
    },
    async stop() {
      const leaving = connections.map(({ socket }) => socket)
      const gone = leaving.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      for (const socket of leaving) socket.close(1001)
      await Promise.race([Promise.all(gone), wait(CLOSE_MS, undefined, { ref: false })])
      for (const socket of leaving) socket.terminate()
      server.close()
    },
  }
}

function sendOver(
  connection: Connection,
  outgoing: Outgoing,
  waiting: Map<string, Waiting>,
): Promise<Delivery> {
  const envelopeId = randomUUID()
  return new Promise((resolve) => {
    const settle = (delivery: Delivery) => {
      clearTimeout(timer)
      waiting.delete(envelopeId)
      resolve(delivery)
    }
    const timer = setTimeout(() => settle({ kind: 'timeout' }), ACKNOWLEDGE_MS)
    waiting.set(envelopeId, { connection, settle })
    connection.socket.send(JSON.stringify(envelope(envelopeId, outgoing)))
  })
}

function envelope(envelopeId: string, outgoing: Outgoing): Record<string, unknown> {
  const shared = { envelope_id: envelopeId, payload: outgoing.payload, type: outgoing.kind }
  if (outgoing.kind !== 'events_api') return { ...shared, accepts_response_payload: true }
  return {
    ...shared,
    accepts_response_payload: false,
    retry_attempt: outgoing.retry?.attempt ?? 0,
    // Without the prefix that the same reason has over HTTP.
    retry_reason: outgoing.retry?.reason.replace('http_', '') ?? '',
  }
}

function acknowledge(waiting: Map<string, Waiting>, text: string): void {
  const { envelope_id: id, payload } = JSON.parse(text) as {
    envelope_id?: string
    payload?: Record<string, unknown>
  }
  waiting.get(id ?? '')?.settle({ kind: 'acknowledged', body: payload ?? {} })
}

function hello(appId: string, connectionCount: number): Record<string, unknown> {
  return {
    type: 'hello',
    num_connections: connectionCount,
    debug_info: {
      host: 'applink',
      started: new Date().toISOString(),
      build_number: 1,
      approximate_connection_time: 3600,
    },
    connection_info: { app_id: appId },
  }
}
