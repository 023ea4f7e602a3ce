import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Migration = {
  /** Its folder's name, which begins with the time it was written and so gives the order. */
  name: string
  sql: string
  /** SHA-256 of the file, in hex, as Prisma notes it. */
  checksum: string
}

export const migrationFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** All migrations of `folder` in the order in which they are to be applied. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => readMigration(folder, name)))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const file = await readFile(join(folder, name, 'migration.sql'))
  return { name, sql: file.toString('utf8'), checksum: createHash('sha256').update(file).digest('hex') }
}
