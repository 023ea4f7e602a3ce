/** Hears how much of how much is done. */
export type Reached = (done: number, total: number) => void

/** The same things, while it is told how many of `total` have been dealt with. */
export async function* counted<T>(
  things: AsyncIterable<T>,
  total: number,
  reached: Reached,
): AsyncGenerator<T> {
  let done = 0
  for await (const thing of things) {
    yield thing
    done += 1
    reached(done, total)
  }
}
