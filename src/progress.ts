import { progressLine } from './text/progress.ts'

/** How far some long work is, in one line at the bottom of the terminal that is drawn again and again. */
export type Progress = {
  /** So much of all is done; all of it may turn out to be more or less. */
  reached(done: number, total: number): void
  /** Prints something else, whole lines, which the line must not run into. */
  aside(print: () => void): void
  /** Takes the line away. */
  end(): void
}

/** Where it is drawn: standard error, so that it never gets into results. */
export type Screen = { isTTY?: boolean; columns?: number; write(text: string): unknown }

const DRAWN_EVERY_MS = 100
/** Shorter work shows nothing. */
const SHOWN_AFTER_MS = 400
/** Before so much is done nobody can say how long the rest takes. */
const TOLD_FROM = { share: 0.05, seconds: 2 }

const CLEAR = '\r\x1b[K'

/**
 * Draws only where somebody sits at a terminal; elsewhere nothing is written. It draws when it is told, and
 * not by a timer, because the planner lets nothing else run. `isEven` says that the rest takes as long as what was
 * done did, in proportion; without it nothing is foretold.
 */
export function showProgress(
  words: string,
  {
    isEven = false,
    screen = process.stderr,
    now = () => performance.now(),
  }: { isEven?: boolean; screen?: Screen; now?: () => number } = {},
): Progress {
  if (!screen.isTTY) return { reached: () => {}, aside: (print) => print(), end: () => {} }
  const begunAt = now()
  let drawnAt = begunAt + SHOWN_AFTER_MS - DRAWN_EVERY_MS
  let shown = ''
  const clear = () => {
    if (shown) screen.write(CLEAR)
  }
  return {
    reached(done, total) {
      const at = now()
      if (at - drawnAt < DRAWN_EVERY_MS) return
      drawnAt = at
      const share = total > 0 ? Math.min(1, done / total) : 0
      const seconds = (at - begunAt) / 1000
      const isTold = isEven && share >= TOLD_FROM.share && seconds >= TOLD_FROM.seconds
      const secondsLeft = isTold ? (seconds / share) * (1 - share) : null
      // A line that is broken over two cannot be taken away.
      shown = progressLine(words, { share, seconds, secondsLeft }).slice(0, (screen.columns ?? 80) - 1)
      screen.write(CLEAR + shown)
    },
    aside(print) {
      clear()
      print()
      if (shown) screen.write(shown)
    },
    end() {
      clear()
      shown = ''
    },
  }
}
