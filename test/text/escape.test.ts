import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { channelMention, mention, plain, typed } from '#text/escape.ts'

/** Any text at all, with plenty of what could do harm. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<',
          '>',
          '&',
          '&amp;',
          '&lt;',
          '<!channel>',
          '<@U123>',
          '<https://example.com|bank>',
          '\u202e',
          '\u2066',
          '\u200b',
          '\u200d',
          '\ufeff',
          '\u00ad',
          '\u061c',
          '\n',
          '\t',
          '\0',
          ' ',
          '\u2028',
          'é',
          '🙂',
        ),
        fc.string(),
      ),
    )
    .map((parts) => parts.join('')),
)

/** Direction and zero-width controls by number, so that the test does not repeat the rule's own classes. */
const HIDDEN = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe007f],
] as const

function hidden(text: string): string[] {
  return [...text].filter((character) => {
    const code = character.codePointAt(0) ?? 0
    return HIDDEN.some(([from, to]) => code >= from && code <= to)
  })
}

describe('text that a person typed, in Slack’s markup', () => {
  test('holds no bracket and no ampersand but those of its own escapes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(typed(text)).not.toMatch(/[<>]/)
        expect(typed(text).replace(/&(amp|lt|gt);/g, '')).not.toContain('&')
      }),
      { numRuns: 1000 },
    )
  })

  test('holds no control of direction or width', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(hidden(typed(text))).toEqual([])
        expect(hidden(plain(text))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('reads as it was typed once Slack has undone the escapes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = typed(text).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
        expect(shown).toBe(plain(text))
      }),
    )
  })

  test('keeps every letter and figure, and the words apart', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zäéß0-9]{1,8}$/)), (words) => {
        expect(typed(words.join('\n')).split(' ').filter(Boolean)).toEqual(words)
        expect(typed(words.join(' \u200b\t')).split(' ').filter(Boolean)).toEqual(words)
      }),
    )
  })

  test.each([
    ['<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
    ['  two\n lines ', 'two lines'],
    ['a\u202eb', 'ab'],
    ['&lt;', '&amp;lt;'],
    ['', ''],
  ])('%j becomes %j', (text, safe) => {
    expect(typed(text)).toBe(safe)
  })
})

test('mentions are written as Slack reads them', () => {
  expect(mention('U123')).toBe('<@U123>')
  expect(channelMention('C123')).toBe('<#C123>')
})
