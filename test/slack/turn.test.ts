import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { takeTurns } from '#slack/turn.ts'

/** Work that ends when it is told to. */
function workshop() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) => async () => {
    begun.push(name)
    await new Promise<void>((resolve) => ends.push(resolve))
  }
  return { begun, work, end: () => ends.shift()?.() }
}

test('four things of one person are done at once; twenty more wait, in order, and the rest is refused', async () => {
  const inTurn = takeTurns()
  const { begun, work, end } = workshop()
  const names = Array.from({ length: 30 }, (_, index) => String(index))
  const done = names.map((name) => inTurn('U1', work(name)))
  await setImmediate()
  expect(begun).toEqual(['0', '1', '2', '3'])
  for (const _ of names) {
    end()
    await setImmediate()
  }
  expect(begun).toEqual(names.slice(0, 24))
  expect(await Promise.all(done)).toEqual(names.map((_, index) => index < 24))
})

test('nobody else waits for that, and the place of what fails is free again', async () => {
  const inTurn = takeTurns()
  const { begun, work, end } = workshop()
  const failing = Array.from({ length: 24 }, () => inTurn('U1', () => Promise.reject(new Error('it failed'))))
  const other = inTurn('U2', work('of another'))
  expect(begun).toEqual(['of another'])
  for (const each of failing) await expect(each).rejects.toThrow('it failed')
  const next = inTurn('U1', work('the next'))
  expect(begun).toEqual(['of another', 'the next'])
  end()
  end()
  expect(await Promise.all([other, next])).toEqual([true, true])
})
