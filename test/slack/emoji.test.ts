import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DATES_PER_PAGE } from '#domain/poll.ts'
import { emojiOf, markOf } from '#slack/emoji.ts'

const MARKS = Array.from({ length: DATES_PER_PAGE }, (_, index) => index + 1)

test('every number of a page has a reaction of its own, which is read as that number', () => {
  expect(new Set(MARKS.map(emojiOf)).size).toBe(DATES_PER_PAGE)
  expect(MARKS.map(emojiOf).map(markOf)).toEqual(MARKS)
})

test('a skin tone changes nothing', () => {
  for (const mark of MARKS)
    for (const tone of [2, 3, 4, 5, 6]) expect(markOf(`${emojiOf(mark)}::skin-tone-${tone}`)).toBe(mark)
})

test.each(['thumbsup', 'zero', 'ten', 'hash', 'keycap_star', '100', 'one_more', '', '::skin-tone-2'])(
  'the reaction “%s” is no number',
  (name) => {
    expect(markOf(name)).toBeUndefined()
  },
)

test('whatever a reaction is called, it is a number of a page or none', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const mark = markOf(name)
      expect(mark === undefined || emojiOf(mark) === name.split('::')[0]).toBe(true)
    }),
  )
})
