import type { Logger } from 'pino'
import { asCode } from '#domain/error-code.ts'

/** While the database is away, every worker fails every second or two: the same is said once in this time. */
const EVERY_MS = 60_000

/** Logs what goes wrong in the queue by name and code, the same once a minute. The queue goes on by itself. */
export function queueLog(log: Logger): (error: Error & { code?: unknown }) => void {
  const saidAt = new Map<string, number>()
  return (error) => {
    const [name, code] = [asCode(error.name), asCode(error.code)]
    const now = performance.now()
    const last = saidAt.get(`${name} ${code}`)
    if (last !== undefined && now - last < EVERY_MS) return
    saidAt.set(`${name} ${code}`, now)
    log.warn({ name, code }, 'the queue could not use the database, and tries again')
  }
}
