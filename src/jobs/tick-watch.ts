/** How often is looked whether a tick has ended; of them, so many in a row without one mean that none ever will. */
const LOOK_EVERY_MS = 15_000
const LOOKS = 20

/**
 * Calls `giveUp` when no tick has ended for five minutes, well or not. `ended` counts them. What is counted are looks
 * and not the clock, so that a process that was held up for hours is not given up when it goes on.
 */
export function watchTicks(ended: () => number, giveUp: () => void): void {
  let seen = ended()
  let looks = 0
  setInterval(() => {
    looks = ended() === seen ? looks + 1 : 0
    seen = ended()
    if (looks === LOOKS) giveUp()
  }, LOOK_EVERY_MS).unref()
}
