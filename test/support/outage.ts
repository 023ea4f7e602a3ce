/** A database that cannot be reached for a while, as when its server is away. */
import { query } from './query.ts'

/** Ends every connection to the database and lets nobody in until what it answers is called. */
export async function takeAway(url: string): Promise<() => Promise<void>> {
  const { pathname } = new URL(url)
  const name = pathname.slice(1)
  const server = new URL(url)
  server.pathname = '/postgres'
  const allow = (isAllowed: boolean) =>
    query(server.href, `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${isAllowed}`)
  await allow(false)
  await query(
    server.href,
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${name}'`,
  )
  return async () => void (await allow(true))
}
