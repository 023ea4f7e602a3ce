import { Socket } from 'node:net'
import { constants } from 'node:os'

/**
 * Longer than a pool keeps an idle connection and than a transaction may take or wait for its turn: only a query to
 * which no answer comes is so silent.
 */
const SILENT_MS = 15_000

/**
 * What a connection to the database is opened with, so that it ends when nothing has gone to and fro for that long. The
 * system would hold one into a silent network open for a quarter of an hour or for good, and its query with it.
 */
export function endWhenSilent(): { stream: () => Socket; connectionTimeoutMillis: number } {
  return { stream: mortalSocket, connectionTimeoutMillis: SILENT_MS }
}

function mortalSocket(): Socket {
  const socket = new Socket()
  return socket.setTimeout(SILENT_MS, () => socket.destroy(timedOut()))
}

/** As the system would say it, had it waited no longer: Prisma's adapter knows it by all three. */
function timedOut(): Error {
  const facts = { code: 'ETIMEDOUT', errno: -constants.errno.ETIMEDOUT, syscall: 'read' }
  return Object.assign(new Error('read ETIMEDOUT'), facts)
}
