import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { adapterForEngine } from './schema-engine-adapter.ts'

type Engine = engineModule.SchemaEngine

const schemaPath = 'prisma/schema.prisma'
const filters = { externalTables: [], externalEnums: [] }

/**
 * The SQL that would turn the tables of the database at `databaseUrl` into those of prisma/schema.prisma; undefined
 * when they are alike.
 *
 * The engine sees tables, columns, types, defaults, keys, and plain indexes. Check constraints, partial indexes and
 * indexes on expressions it neither misses nor drops: write those by hand into a migration.
 */
export async function schemaDifference(databaseUrl: string): Promise<string | undefined> {
  const files = [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }]
  const { exitCode, stdout } = await withEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: 'prisma' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters,
    }),
  )
  return exitCode === 0 ? undefined : (stdout ?? '')
}

/** What Prisma itself thinks of the migrations noted in the database, compared with those of `folder`. */
export async function diagnoseMigrations(
  databaseUrl: string,
  folder: string,
  migrations: { name: string; sql: string }[],
): Promise<engineModule.DiagnoseMigrationHistoryOutput> {
  const migrationsList: engineModule.MigrationList = {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  }
  return await withEngine(databaseUrl, (engine) =>
    engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters }),
  )
}

async function withEngine<T>(databaseUrl: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  await loadEngine()
  const pool = new pg.Pool({ connectionString: databaseUrl })
  const schema: [string, string] = [schemaPath, await readFile(schemaPath, 'utf8')]
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: [schema] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapterForEngine(pool)),
  )
  try {
    return await work(engine)
  } finally {
    engine.free()
    await pool.end()
  }
}

let isLoaded = false

/** Prisma's own command line downloads this engine as a program; the package holds the same as WebAssembly. */
async function loadEngine(): Promise<void> {
  if (isLoaded) return
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': engineModule as unknown as WebAssembly.ModuleImports,
  })
  engineModule.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start as () => void
  start()
  isLoaded = true
}
