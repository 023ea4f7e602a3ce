/** The fewest runs from which a figure is taken. */
const RUNS = 5

/** For so long a call is made before the first run that counts, so that what is measured has been compiled. */
const WARM_UP_MS = 50

/** The median time of a call in milliseconds, and what the last one answered. */
export function timed<Answer>(call: () => Answer): { ms: number; answer: Answer } {
  for (const start = performance.now(); performance.now() - start < WARM_UP_MS; ) call()
  const times: number[] = []
  for (;;) {
    const before = performance.now()
    const answer = call()
    times.push(performance.now() - before)
    if (times.length >= RUNS) return { ms: median(times), answer }
  }
}

/** The middle value, or halfway between the two in the middle: a machine that is busy for a moment does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2
}

/** The value below which such a share of them lies, from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
