/** How often a transaction is run again after its first attempt. */
export const retryLimit = 5

/** How long to wait before retry 1, 2, …: at random between 20 and at most 500 ms, so that two rivals part. */
export function retryDelayMs(retry: number): number {
  const longest = Math.min(500, 30 * 2 ** retry)
  return 20 + Math.random() * (longest - 20)
}

const sqlStates = new Set([
  // The rival who was first has committed by now: a second run sees its row.
  '23505', // unique violation
  '40001', // serialization failure
  '40P01', // deadlock
  '57P01', // the server is being stopped
  '57P02', // the server is ending after a crash
  '57P03', // the server is starting, stopping or recovering
  '25006', // it takes no changes: another server is about to take its place, or has
])

/** Of these classes everything passes: 08 is a connection that failed, 53 a server short of room, memory or connections. */
const sqlClasses = new Set(['08', '53'])

// What the adapter makes of a socket's errors.
const socketKinds = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout'])

const otherCodes = new Set([
  'P2028', // Prisma's own: the transaction was over its time, or there was no connection for it in time
  'EPIPE', // a socket error that the adapter does not know
  // From a connection of the queue's own, without the adapter.
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
])

// A connection that ends between two queries comes as a plain error from the driver, with nothing but its words.
const connectionEnded = /^(Client has encountered a connection error|Connection terminated)/

/**
 * Whether the same transaction may well succeed when it is run again: it lost a race, its connection or its time.
 * A lost connection leaves open whether it was committed.
 */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, message, meta, cause } = error as ErrorFromPrisma
  const fromAdapter = meta?.driverAdapterError?.cause ?? cause
  const sqlState = fromAdapter?.originalCode ?? code ?? ''
  return (
    otherCodes.has(code ?? '') ||
    sqlStates.has(sqlState) ||
    sqlClasses.has(sqlState.slice(0, 2)) ||
    socketKinds.has(fromAdapter?.kind ?? '') ||
    (code === undefined && connectionEnded.test(message))
  )
}

type AdapterCause = { kind?: string; originalCode?: string }

/** Prisma puts the database's answer under `meta`; at COMMIT the adapter's own error comes through as it is. */
type ErrorFromPrisma = Error & {
  code?: string
  meta?: { driverAdapterError?: { cause?: AdapterCause } }
  cause?: AdapterCause
}
