import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { fewAtOnce } from '#web/few-at-once.ts'

test('no more than so many are done at once, all get their turn in order, and one that fails makes room', async () => {
  const inTurn = fewAtOnce(3)
  const done: number[] = []
  let [now, most] = [0, 0]
  const work = (number: number) => async () => {
    now += 1
    most = Math.max(most, now)
    await setImmediate()
    now -= 1
    done.push(number)
    if (number % 4 === 0) throw new Error('failed')
  }
  const all = Array.from({ length: 20 }, (_, number) => inTurn(work(number)))
  const ends = await Promise.allSettled(all)
  expect(most).toBe(3)
  expect(done).toEqual(Array.from({ length: 20 }, (_, number) => number))
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(5)
  await Promise.all([1, 2, 3].map((number) => inTurn(work(number))))
  expect(most).toBe(3)
})
