type Waiting<A, R> = { one: A; served: PromiseWithResolvers<R> }

/**
 * Does at once what many ask for at the same time: whatever is asked while others are being served is served with all that
 * waits by then, at most so many. Nobody waits for company; whoever comes alone is served alone. Where that fails for
 * several, each is served alone, so that what is wrong with one is nobody else's fault.
 */
export function together<A, R>(
  serve: (all: readonly A[]) => Promise<readonly R[]>,
  most: number,
): (one: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = []
  let isServing = false

  async function serveAll(): Promise<void> {
    isServing = true
    while (waiting.length > 0) {
      const now = waiting.splice(0, most)
      try {
        const results = await serve(now.map(({ one }) => one))
        for (const [index, { served }] of now.entries()) served.resolve(results[index] as R)
      } catch (error) {
        if (now.length === 1) now[0]?.served.reject(error)
        else await Promise.all(now.map(serveAlone))
      }
    }
    isServing = false
  }

  async function serveAlone({ one, served }: Waiting<A, R>): Promise<void> {
    await serve([one]).then(([result]) => served.resolve(result as R), served.reject)
  }

  return (one) => {
    const served = Promise.withResolvers<R>()
    waiting.push({ one, served })
    if (!isServing) serveAll()
    return served.promise
  }
}
