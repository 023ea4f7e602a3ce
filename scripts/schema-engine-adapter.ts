import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const singleByteType = 18

/**
 * The engine reads PostgreSQL's catalogue, where foreign keys are described with the type "char", which the adapter
 * refuses. Those columns are shown to the adapter as text and to the engine as the character it expects.
 */
export function adapterForEngine(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
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
