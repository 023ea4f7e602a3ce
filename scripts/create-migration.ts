// npm run migration -- add_something
// Writes the migration that leads from the migrations so far to prisma/schema.prisma.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrationFolder } from '#db/migration-file.ts'
import { schemaDifference } from './schema-engine.ts'
import { withScratchDatabase } from './scratch-database.ts'

const [name] = process.argv.slice(2)
if (name && /^[a-z][a-z0-9_]*$/.test(name)) await writeMigration(name)
else refuse('Give the migration a name in small letters and underscores: npm run migration -- add_something')

async function writeMigration(name: string): Promise<void> {
  await mkdir(migrationFolder, { recursive: true })
  const sql = await withScratchDatabase(schemaDifference)
  if (sql === undefined) return refuse('Nothing to change: the migrations already give prisma/schema.prisma.')
  const folder = join(migrationFolder, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`)
  await mkdir(folder)
  await writeFile(join(folder, 'migration.sql'), sql)
  await writeFile(join(migrationFolder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  console.log(`Written: ${folder}/migration.sql. Read it before you commit it.`)
}

function refuse(why: string): void {
  console.error(why)
  process.exitCode = 1
}
