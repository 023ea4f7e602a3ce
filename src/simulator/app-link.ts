/** The way to the app, whichever transport is set; and the wish to be told when the app can be reached again. */
import type { Transport } from './contract.ts'
import type { Delivery, Outgoing } from './delivery.ts'
import { postToApp } from './http-delivery.ts'
import { createSocketMode, type SocketMode } from './socket-mode.ts'

export type AppLink = {
  socketMode: SocketMode
  setTransport(transport: Transport): void
  send(outgoing: Outgoing): Promise<Delivery>
  /** Resolves after this many real seconds, or sooner when the app has become reachable. */
  waitAtMost(seconds: number): Promise<void>
  stop(): Promise<void>
}

/** A link that uses `transport` until another is set. */
export function createAppLink(app: { appId: string; signingSecret: string }, first: Transport): AppLink {
  let transport = first
  const waiters = new Set<() => void>()
  const wakeAll = () => {
    for (const wake of [...waiters]) wake()
  }
  const socketMode = createSocketMode(app.appId, wakeAll)
  return {
    socketMode,
    setTransport(next) {
      transport = next
      wakeAll()
    },
    send: (outgoing) =>
      transport.kind === 'socket'
        ? socketMode.send(outgoing)
        : postToApp(transport.requestUrl, app.signingSecret, outgoing),
    waitAtMost(seconds) {
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          waiters.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, seconds * 1000)
        waiters.add(wake)
      })
    },
    async stop() {
      wakeAll()
      await socketMode.stop()
    },
  }
}
