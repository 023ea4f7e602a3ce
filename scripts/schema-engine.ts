import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

export const schemaPath = 'prisma/schema.prisma'

/**
 * The SQL that would turn the tables of the database at `databaseUrl` into those of prisma/schema.prisma; undefined
 * when they are alike.
 *
 * The engine sees tables, columns, types, defaults, keys, and plain indexes. Check constraints, partial indexes and
 * indexes on expressions it neither misses nor drops: write those by hand into a migration.
 */
export async function schemaDifference(databaseUrl: string): Promise<string | undefined> {
  const files = [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }]
  const pool = new pg.Pool({ connectionString: databaseUrl })
  await loadEngine()
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapterForEngine(pool)),
  )
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: 'prisma' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    })
    return exitCode === 0 ? undefined : (stdout ?? '')
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

const singleByteType = 18

/**
 * The engine reads PostgreSQL's catalogue, where foreign keys are described with the type "char", which the adapter
 * refuses. It is shown to the adapter as text and to the engine as the character it expects.
 */
function adapterForEngine(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const columnsOf = new WeakMap<object, number[]>()
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryArrayResult>
  pool.query = (async (...args: unknown[]) => {
    const result = await query(...args)
    const columns = [...result.fields.keys()].filter((i) => result.fields[i]?.dataTypeID === singleByteType)
    for (const i of columns) Object.assign(result.fields[i] ?? {}, { dataTypeID: pg.types.builtins.TEXT })
    columnsOf.set(result.rows, columns)
    return result
  }) as typeof pool.query

  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (sql) => {
      const set = await queryRaw(sql)
      for (const i of columnsOf.get(set.rows) ?? []) set.columnTypes[i] = ColumnTypeEnum.Character
      return set
    }
    return adapter
  }
  return factory
}
