import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { together } from '#usecases/together.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Serves when it is told to, and notes who was served with whom. */
function counter(most: number, gatherMs = 0) {
  const served: (readonly string[])[] = []
  const ends: (() => void)[] = []
  const ask = together(
    async (all: readonly string[]) => {
      served.push(all)
      await new Promise<void>((resolve) => ends.push(resolve))
      if (all.includes('broken')) throw new Error('it failed')
      return all.map((one) => one.toUpperCase())
    },
    most,
    gatherMs,
  )
  const end = async () => {
    for (const each of ends.splice(0)) each()
    await setImmediate()
  }
  return { ask, served, end }
}

test('those who come while somebody is served are served together, in order, at most so many', async () => {
  const { ask, served, end } = counter(2)
  const names = ['a', 'b', 'c', 'd']
  const answers = names.map(ask)
  expect(served).toEqual([['a']])
  for (let round = 0; round < 3; round += 1) await end()
  expect(served).toEqual([['a'], ['b', 'c'], ['d']])
  expect(await Promise.all(answers)).toEqual(names.map((name) => name.toUpperCase()))
})

test('who is held up holds up nobody else for long, but no more than three are served at once', async () => {
  const { ask, served, end } = counter(2)
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const answers = names.slice(0, 3).map(ask)
  vi.advanceTimersByTime(99)
  expect(served).toEqual([['a']])
  vi.advanceTimersByTime(1)
  expect(served).toEqual([['a'], ['b', 'c']])
  answers.push(...names.slice(3).map(ask))
  for (let round = 0; round < 3; round += 1) vi.advanceTimersByTime(100)
  expect(served).toEqual([['a'], ['b', 'c'], ['d', 'e']])
  await end()
  expect(served).toEqual([['a'], ['b', 'c'], ['d', 'e'], ['f']])
  await end()
  expect(await Promise.all(answers)).toEqual(names.map((name) => name.toUpperCase()))
})

test('who comes while all others are held up is served at once', async () => {
  const { ask, served, end } = counter(2)
  const first = ask('a')
  vi.advanceTimersByTime(100)
  const second = ask('b')
  expect(served).toEqual([['a'], ['b']])
  await end()
  expect(await Promise.all([first, second])).toEqual(['A', 'B'])
})

test('where gathering is worth it, those who come after several wait for one another, and who comes after one does not', async () => {
  const { ask, served, end } = counter(2, 30)
  const answers = ['a', 'b', 'c'].map(ask)
  await end()
  await end()
  expect(served).toEqual([['a'], ['b', 'c']])
  answers.push(ask('d'))
  vi.advanceTimersByTime(29)
  answers.push(ask('e'))
  await setImmediate()
  expect(served).toHaveLength(2)
  vi.advanceTimersByTime(1)
  await setImmediate()
  expect(served).toEqual([['a'], ['b', 'c'], ['d', 'e']])
  await end()
  await Promise.all(answers)
})

test('what is wrong with one is nobody else’s fault', async () => {
  const { ask, served, end } = counter(10)
  const answers = Promise.allSettled(['1', 'a', 'broken', 'b'].map(ask))
  for (let round = 0; round < 5; round += 1) await end()
  expect(served).toEqual([['1'], ['a', 'broken', 'b'], ['a'], ['broken'], ['b']])
  const ended = (await answers).map(({ status }) => status === 'fulfilled')
  expect(ended).toEqual([true, true, false, true])
})

test('after a failure the next is served as before', async () => {
  const { ask, end } = counter(10)
  const failed = ask('broken')
  const isFailure = expect(failed).rejects.toThrow('it failed')
  await end()
  await isFailure
  const next = ask('a')
  await end()
  expect(await next).toBe('A')
})
