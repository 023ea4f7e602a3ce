/** What this process asks of its databases, as it is sent. */
import pg from 'pg'

/** A statement with its parameters. */
export type Statement = { text: string; values: unknown[] }

/** Records every statement that is sent, to whatever database, until `stop`; of those that differ in parameters alone the first. */
export function recordStatements(): { stop(): Statement[] } {
  const { query } = pg.Client.prototype
  const first = new Map<string, Statement>()
  pg.Client.prototype.query = function recorded(this: pg.Client, ...args: unknown[]) {
    const [asked, beside] = args as [string | Partial<Statement>, unknown]
    const { text, values } = typeof asked === 'string' ? { text: asked } : asked
    const shape = text?.replace(/\$\d+(,\s*\$\d+)+/g, '…')
    if (text && shape && !first.has(shape))
      first.set(shape, { text, values: [...(values ?? (Array.isArray(beside) ? beside : []))] })
    return Reflect.apply(query, this, args)
  } as typeof query
  return {
    stop: () => {
      pg.Client.prototype.query = query
      return [...first.values()]
    },
  }
}
