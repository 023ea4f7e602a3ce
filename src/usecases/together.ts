import { isRetryable } from '#db/retry.ts'

type Waiting<A, R> = { one: A; served: PromiseWithResolvers<R> }

/** So many are served at once, so that what one group has locked does not hold up all others. */
const AT_ONCE = 3

/**
 * Does at once what many ask for at the same time: whatever is asked while others are being served is served with all that
 * waits by then, at most so many. Nobody waits for company; whoever comes alone is served alone. Where that fails for
 * several, each is served alone, so that what is wrong with one is nobody else's fault; but not where the database failed
 * all of them.
 */
export function together<A, R>(
  serve: (all: readonly A[]) => Promise<readonly R[]>,
  most: number,
): (one: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = []
  let serving = 0

  async function serveAll(): Promise<void> {
    serving += 1
    while (waiting.length > 0) {
      const now = waiting.splice(0, most)
      try {
        const results = await serve(now.map(({ one }) => one))
        for (const [index, { served }] of now.entries()) served.resolve(results[index] as R)
      } catch (error) {
        if (now.length === 1 || isRetryable(error)) for (const { served } of now) served.reject(error)
        else for (const each of now) await serveAlone(each)
      }
    }
    serving -= 1
  }

  async function serveAlone({ one, served }: Waiting<A, R>): Promise<void> {
    await serve([one]).then(([result]) => served.resolve(result as R), served.reject)
  }

  return (one) => {
    const served = Promise.withResolvers<R>()
    waiting.push({ one, served })
    if (serving < AT_ONCE) serveAll()
    return served.promise
  }
}
