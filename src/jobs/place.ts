import { setTimeout as delay } from 'node:timers/promises'

/** Waits so many milliseconds in the middle of some work, and leaves the place to others meanwhile. */
export type Rest = (ms: number) => Promise<void>

/** So many things are done at once, and the others wait in line. */
export type Places = {
  isAnyFree(): boolean
  /** Does some work when there is a place for it. */
  during<T>(work: (rest: Rest) => Promise<T>): Promise<T>
}

/** Whoever comes back from a rest stands in line like everybody else. */
export function createPlaces(count: number): Places {
  let free = count
  const line: (() => void)[] = []

  async function take(): Promise<void> {
    if (free > 0) free -= 1
    else await new Promise<void>((isMyTurn) => line.push(isMyTurn))
  }

  function leave(): void {
    const next = line.shift()
    if (next) next()
    else free += 1
  }

  return {
    isAnyFree: () => free > 0,
    async during(work) {
      await take()
      try {
        return await work(async (ms) => {
          leave()
          await delay(ms)
          await take()
        })
      } finally {
        leave()
      }
    },
  }
}
