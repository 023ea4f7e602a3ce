/** A database as an earlier version of the bot left it. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyMigrations } from '#db/migrate.ts'
import { migrationFolder } from '#db/migration-file.ts'
import { createEmptyDatabase, type TestDatabase } from './database.ts'

/** One to which the migrations before the one of this name have been applied. */
export async function databaseBefore(migration: string): Promise<TestDatabase> {
  const database = await createEmptyDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  const names = (await readdir(migrationFolder)).filter((name) => /^\d/.test(name)).sort()
  const until = names.findIndex((name) => name.endsWith(`_${migration}`))
  for (const name of names.slice(0, until))
    await cp(join(migrationFolder, name), join(folder, name), { recursive: true })
  await applyMigrations(database.url, folder)
  await rm(folder, { recursive: true })
  return database
}
