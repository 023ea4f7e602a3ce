import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchTicks } from '#jobs/tick-watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const MINUTE = 60_000

test('when no tick has ended for five minutes it is given up, once, and not while any does', () => {
  let ended = 0
  const giveUp = vi.fn()
  watchTicks(() => ended, giveUp)
  for (let minute = 0; minute < 20; minute += 4) {
    vi.advanceTimersByTime(4 * MINUTE)
    ended += 1
  }
  vi.advanceTimersByTime(5 * MINUTE - 1)
  expect(giveUp).not.toHaveBeenCalled()
  vi.advanceTimersByTime(MINUTE)
  expect(giveUp).toHaveBeenCalledTimes(1)
})
