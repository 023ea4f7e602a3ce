import { DateTime } from 'luxon'
import type { Clock } from '#clock.ts'

/** A clock that runs `factor` times as fast as the real one; at `realMs` it shows `clockMs` (both epoch milliseconds). */
export type Scale = { realMs: number; clockMs: number; factor: number }

/** What such a clock shows at a real instant, in epoch milliseconds. */
export function shownAt({ realMs, clockMs, factor }: Scale, atMs: number): number {
  return clockMs + (atMs - realMs) * factor
}

/** The same clock at another speed from a real instant on. */
export function atSpeed(scale: Scale, factor: number, fromMs: number): Scale {
  return { realMs: fromMs, clockMs: shownAt(scale, fromMs), factor }
}

/** The real instant at which a clock showed so much, given every speed it had, the first one first. */
export function realAt(scales: readonly Scale[], shownMs: number): number {
  const { realMs, clockMs, factor } = scales.findLast((each) => each.clockMs <= shownMs) ??
    scales[0] ?? { realMs: 0, clockMs: 0, factor: 1 }
  return factor === 0 ? realMs : realMs + (shownMs - clockMs) / factor
}

/** A clock whose scale may be changed while it runs: for processes that are told the time by another. */
export function scaledClock(first: Scale): Clock & { follow(scale: Scale): void } {
  let scale = first
  return {
    now: () => DateTime.fromMillis(Math.floor(shownAt(scale, Date.now())), { zone: 'utc' }),
    follow(next) {
      scale = next
    },
  }
}
