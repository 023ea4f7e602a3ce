import { expect, test } from 'vitest'
import { countInWords } from '#text/poll.ts'

test('no answer is told apart from nobody who can, without saying who', () => {
  const count = { can: 0, ifNeedBe: 0, cannot: 0, silent: 4 }
  expect(countInWords(count)).toBe('no answers yet')
  expect(countInWords({ ...count, cannot: 1, silent: 3 })).toBe('nobody so far')
  expect(countInWords({ ...count, cannot: 4, silent: 0 })).toBe('nobody can')
  expect(countInWords({ ...count, can: 1, ifNeedBe: 2, silent: 1 })).toBe('1 can, 2 if need be')
})
