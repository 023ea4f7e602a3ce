/** Asks once however many want to know at the same time: whoever comes meanwhile is told the same. */
export function askedOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let asking: Promise<T> | null = null
  return () => {
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }
}
