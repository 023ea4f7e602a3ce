/** Tells which jobs of the queue this process has taken, so that its parent can let them age when it is dead. */
import pg from 'pg'

type Query = (this: pg.Client, ...args: unknown[]) => unknown
type Callback = (error: unknown, result: unknown) => void

/** Watches from now on; before anything connects to Postgres. */
export function watchTakenJobs(onTaken: (ids: string[]) => void): void {
  const original = pg.Client.prototype.query as Query
  const report = (result: unknown) => {
    const ids = rowsOf(result).flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
    if (ids.length > 0) onTaken(ids)
  }
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    if (!TAKES_JOBS.test(textOf(args[0]))) return original.apply(this, args)
    const last = args.at(-1)
    if (typeof last === 'function') {
      const callback: Callback = (error, result) => {
        if (!error) report(result)
        ;(last as Callback)(error, result)
      }
      return original.apply(this, [...args.slice(0, -1), callback])
    }
    return (original.apply(this, args) as Promise<unknown>).then((result) => {
      report(result)
      return result
    })
  } as typeof pg.Client.prototype.query
}

/** How the queue's own statement for that begins to be recognised: it makes jobs active and answers which. */
const TAKES_JOBS = /state = 'active'[\s\S]*RETURNING/i

function rowsOf(result: unknown): Record<string, unknown>[] {
  const results = Array.isArray(result) ? result : [result]
  return results.flatMap((each) => (each as { rows?: Record<string, unknown>[] } | null)?.rows ?? [])
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query
  return (query as { text?: string } | undefined)?.text ?? ''
}
