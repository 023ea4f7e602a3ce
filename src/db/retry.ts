/** How often a transaction is run again after its first attempt. */
export const retryLimit = 5

/** How long to wait before retry 1, 2, …: at random between 20 and at most 500 ms, so that two rivals part. */
export function retryDelayMs(retry: number): number {
  const longest = Math.min(500, 30 * 2 ** retry)
  return 20 + Math.random() * (longest - 20)
}

const prismaCodes = new Set([
  'P1001', // server not reachable
  'P1017', // server closed the connection
  'P2002', // unique violation
  'P2028', // over its time, or no connection in time
  'P2034', // serialization failure or deadlock
])

const sqlStates = new Set([
  // The rival who was first has committed by now: a second run sees its row.
  '23505', // unique violation
  '40001', // serialization failure
  '40P01', // deadlock
  '53300', // too many connections
  '57P01', // the server is being stopped
  '57P02', // a server process crashed
  '57P03', // the server is starting
])

const kinds = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout'])

// A connection that ends between two queries comes as a plain error from the driver, with nothing but its words.
const driverSentence =
  /^(Client has encountered a connection error|Client was closed|Connection terminated|timeout exceeded when trying)/

/**
 * Whether the same transaction may well succeed when it is run again: it lost a race, its connection or its time.
 * A lost connection leaves open whether it was committed.
 */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, message, meta, cause } = error as ErrorFromPrisma
  const fromAdapter = meta?.driverAdapterError?.cause ?? cause
  return (
    prismaCodes.has(code ?? '') ||
    sqlStates.has(fromAdapter?.originalCode ?? '') ||
    kinds.has(fromAdapter?.kind ?? '') ||
    (code === undefined && driverSentence.test(message))
  )
}

type AdapterCause = { kind?: string; originalCode?: string }

/** Prisma puts the database's answer under `meta`; at COMMIT the adapter's own error comes through as it is. */
type ErrorFromPrisma = Error & {
  code?: string
  meta?: { driverAdapterError?: { cause?: AdapterCause } }
  cause?: AdapterCause
}
