import pg from 'pg'

/** A server that does not answer by then is not there. */
const CONNECT_WITHIN_MS = 5_000

/**
 * Looks at the database at `url` over a connection that can change nothing. Throws what the driver says where the database
 * cannot be reached.
 */
export async function lookAtDatabase<T>(url: string, look: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: CONNECT_WITHIN_MS,
    options: '-c default_transaction_read_only=on -c TimeZone=UTC',
  })
  // A connection lost between two questions would end the process; the next question says so as well.
  client.on('error', () => {})
  await client.connect()
  try {
    return await look(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whether the database at `url` answers; throws what the driver says where it does not. */
export async function reachDatabase(url: string): Promise<void> {
  await lookAtDatabase(url, (client) => client.query('SELECT 1'))
}
