import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { applyMigrations } from '#db/migrate.ts'

/** Runs `work` on the URL of a new database to which all migrations have been applied, then throws it away. */
export async function withScratchDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'supportgroup-scratch-'))
  const server = await startEmbeddedPostgres({ directory, durable: false })
  try {
    await applyMigrations(server.url)
    return await work(server.url)
  } finally {
    await server.stop()
    await rm(directory, { recursive: true })
  }
}
