import type { Database } from '#db/client.ts'
import { isRetryable } from '#db/retry.ts'
import type { Context } from './context.ts'

type Waiting<A, R> = { one: A; served: PromiseWithResolvers<R> }

/** So many are served at once at the most, so that what one group has locked does not hold up all others. */
const AT_ONCE = 3

/** How long those who wait let those who are being served have the database to themselves. */
const PATIENCE_MS = 100

/** How long to gather what is nearly always done in the background, where a moment more matters to nobody. */
export const NO_HURRY_MS = 30

/**
 * Does at once what many ask for at the same time: whatever is asked while others are being served is served with all that
 * waits when those are done, at most so many; or before that, if those are held up. Whoever comes alone is
 * served alone, and at once. Where that fails for several, each is served alone, so that what is wrong with one is nobody
 * else's fault; but not where the database failed all of them.
 *
 * After several were served together, others are gathered for so many milliseconds: where much comes, and none of it is in
 * a hurry, it costs the less the more of it is served together.
 */
export function together<A, R>(
  serve: (all: readonly A[]) => Promise<readonly R[]>,
  most: number,
  gatherMs = 0,
): (one: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = []
  let serving = 0
  let heldUp = 0

  function serveNext(): void {
    if (waiting.length === 0 || serving > heldUp || serving === AT_ONCE) return
    void serveThese(waiting.splice(0, most))
  }

  async function serveThese(now: readonly Waiting<A, R>[]): Promise<void> {
    serving += 1
    let isHeldUp = false
    const patience = setTimeout(() => {
      isHeldUp = true
      heldUp += 1
      serveNext()
    }, PATIENCE_MS)
    await serveAll(now)
    clearTimeout(patience)
    if (isHeldUp) heldUp -= 1
    else if (now.length > 1 && gatherMs > 0) return void setTimeout(goOn, gatherMs)
    goOn()
  }

  function goOn(): void {
    serving -= 1
    serveNext()
  }

  async function serveAll(now: readonly Waiting<A, R>[]): Promise<void> {
    try {
      const results = await serve(now.map(({ one }) => one))
      for (const [index, { served }] of now.entries()) served.resolve(results[index] as R)
    } catch (error) {
      if (now.length === 1 || isRetryable(error)) for (const { served } of now) served.reject(error)
      else for (const each of now) await serveAlone(each)
    }
  }

  async function serveAlone({ one, served }: Waiting<A, R>): Promise<void> {
    await serve([one]).then(([result]) => served.resolve(result as R), served.reject)
  }

  return (one) => {
    const served = Promise.withResolvers<R>()
    waiting.push({ one, served })
    serveNext()
    return served.promise
  }
}

/** The same for what is asked of a database: all that waits for it is served with the context of whoever came last. */
export function togetherIn<A, R>(
  serve: (context: Context, all: readonly A[]) => Promise<readonly R[]>,
  most: number,
  gatherMs = 0,
): (context: Context, one: A) => Promise<R> {
  type Asked = { context: Context; one: A }
  const known = new WeakMap<Database, (asked: Asked) => Promise<R>>()
  const serveAll = async (all: readonly Asked[]) => {
    const context = all.at(-1)?.context
    return context
      ? serve(
          context,
          all.map(({ one }) => one),
        )
      : []
  }
  return (context, one) => {
    const ask = known.get(context.db) ?? together(serveAll, most, gatherMs)
    known.set(context.db, ask)
    return ask({ context, one })
  }
}
