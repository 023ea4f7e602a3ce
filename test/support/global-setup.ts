import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { applyMigrations } from '#db/migrate.ts'
import { databaseUrl, templateName } from './database-name.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServerUrl: string
  }
}

/** One PostgreSQL server for the whole run, with a migrated database of which each test file gets a copy. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'supportgroup-test-'))
  try {
    const server = await startEmbeddedPostgres({ directory, durable: false })
    await createTemplate(server.url)
    project.provide('testServerUrl', server.url)
    return async () => {
      await server.stop()
      await rm(directory, { recursive: true })
    }
  } catch (error) {
    await rm(directory, { recursive: true })
    throw error
  }
}

async function createTemplate(serverUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${templateName}`)
  await applyMigrations(databaseUrl(serverUrl, templateName))
  // A template that nobody can open can be copied at any time.
  await admin.query(`ALTER DATABASE ${templateName} ALLOW_CONNECTIONS false`)
  await admin.end()
}
