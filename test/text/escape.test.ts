import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standIn } from '#domain/erasure.ts'
import { cleaned } from '#domain/typed-text.ts'
import { channelMention, mention, typed } from '#text/escape.ts'
import { speaking } from '#text/language.ts'
import { hiddenIn, hostileText } from '../support/hostile-text.ts'

const LOOK_ALIKES: Record<string, string> = { '∗': '*', '∼': '~', '’': '`', ˍ: '_' }

describe('text that a person typed, in Slack’s markup', () => {
  test('holds no bracket and no ampersand but those of its own escapes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(typed(text)).not.toMatch(/[<>]/)
        expect(typed(text).replace(/&(amp|lt|gt);/g, '')).not.toContain('&')
      }),
      { numRuns: 1000 },
    )
  })

  test('holds no sign that makes anything bold, struck through or code, and nothing hidden', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(typed(text)).not.toMatch(/[*~`]/)
        expect(hiddenIn(typed(text))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('reads as it was typed once Slack has undone the escapes, but for signs that look alike', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = typed(text).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
        const alike = (each: string) => each.replace(/[∗∼’ˍ]/g, (sign) => LOOK_ALIKES[sign] ?? '')
        expect(alike(shown)).toBe(alike(cleaned(text)))
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
    ['*big* `code` ~no~', '∗big∗ ’code’ ∼no∼'],
    ['peer_support_north', 'peer_support_north'],
    ['_here_ and _', 'ˍhereˍ and ˍ'],
    ['', ''],
  ])('%j becomes %j', (text, safe) => {
    expect(typed(text)).toBe(safe)
  })
})

test('mentions are written as Slack reads them', () => {
  expect(mention('U123')).toBe('<@U123>')
  expect(channelMention('C123')).toBe('<#C123>')
})

test('somebody who was erased is mentioned in words', () => {
  expect(mention(standIn('1234'))).toBe('[somebody whose data was deleted]')
  expect(speaking('de', () => mention(standIn('1234')))).toBe('[jemand, dessen Daten gelöscht sind]')
})
