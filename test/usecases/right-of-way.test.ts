import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Context } from '#usecases/context.ts'
import { giveWay, withRightOfWay } from '#usecases/right-of-way.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const here = () => ({ db: {} }) as Context

/** Whether somebody who has come by now may say something. */
function comer(context: Context): { mayGo(): Promise<boolean> } {
  let may = false
  void giveWay(context).then(() => {
    may = true
  })
  return {
    mayGo: async () => {
      await setImmediate()
      return may
    },
  }
}

test.each(['resolve', 'reject'] as const)(
  'what is to be said waits until it has been found out what is due, which may %s',
  async (end) => {
    const context = here()
    const found = Promise.withResolvers<void>()
    const ticking = withRightOfWay(context, () => found.promise).catch(() => {})
    const waiting = comer(context)
    expect(await waiting.mayGo()).toBe(false)
    found[end]()
    await ticking
    expect(await waiting.mayGo()).toBe(true)
    expect(await comer(context).mayGo()).toBe(true)
  },
)

test('it does not wait longer than two seconds', async () => {
  const context = here()
  void withRightOfWay(context, () => new Promise(() => {}))
  const waiting = comer(context)
  vi.advanceTimersByTime(1_999)
  expect(await waiting.mayGo()).toBe(false)
  vi.advanceTimersByTime(1)
  expect(await waiting.mayGo()).toBe(true)
  expect(await comer(context).mayGo(), 'who comes later').toBe(true)
})

test('nobody waits for another bot', async () => {
  void withRightOfWay(here(), () => new Promise(() => {}))
  expect(await comer(here()).mayGo()).toBe(true)
})
