import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Place, type TakePlace, takeTurns } from '#slack/turn.ts'

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

/** A place that there is. */
function placeIn(given: ReturnType<TakePlace>): Place {
  if (typeof given === 'string') throw new Error('there is no place')
  return given
}

test('four things of one person are done at once; twenty more wait, in order, and the rest is refused', async () => {
  const takePlace = takeTurns()
  const { begun, work, end } = workshop()
  const names = Array.from({ length: 30 }, (_, index) => String(index))
  const places = names.map(() => takePlace('U1'))
  expect(places.map((place) => typeof place === 'function')).toEqual(names.map((_, index) => index < 24))
  const done = places.slice(0, 24).map((place, index) => placeIn(place)(work(names[index] ?? '')))
  await setImmediate()
  expect(begun).toEqual(['0', '1', '2', '3'])
  for (const _ of names) {
    end()
    await setImmediate()
  }
  expect(begun).toEqual(names.slice(0, 24))
  await Promise.all(done)
})

test('nobody else waits for that, and the place of what fails is free again', async () => {
  const takePlace = takeTurns()
  const { begun, work, end } = workshop()
  const failing = Array.from({ length: 24 }, () =>
    placeIn(takePlace('U1'))(() => Promise.reject(new Error('it failed'))),
  )
  expect(takePlace('U1')).toBe('full')
  const other = placeIn(takePlace('U2'))(work('of another'))
  for (const each of failing) await expect(each).rejects.toThrow('it failed')
  const next = placeIn(takePlace('U1'))(work('the next'))
  await setImmediate()
  expect(begun).toEqual(['of another', 'the next'])
  end()
  end()
  await Promise.all([other, next])
})

test('that a line is full is said once, until nothing is left in it', async () => {
  const takePlace = takeTurns()
  const { work, end } = workshop()
  const fill = () => Array.from({ length: 24 }, () => placeIn(takePlace('U1'))(work('something')))
  const refusals = () => Array.from({ length: 3 }, () => takePlace('U1'))
  const done = fill()
  expect(refusals()).toEqual(['full', 'stillFull', 'stillFull'])
  await setImmediate()
  end()
  await setImmediate()
  done.push(placeIn(takePlace('U1'))(work('one more')))
  expect(takePlace('U1')).toBe('stillFull')
  for (const _ of done) {
    end()
    await setImmediate()
  }
  await Promise.all(done)
  fill()
  expect(refusals()).toEqual(['full', 'stillFull', 'stillFull'])
})
