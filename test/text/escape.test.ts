import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standIn } from '#domain/erasure.ts'
import { cleaned } from '#domain/typed-text.ts'
import { channelMention, mention, typed, typedWithLinks } from '#text/escape.ts'
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

describe('a place that a person typed, in Slack’s markup', () => {
  test.each([
    ['Room 5', 'Room 5'],
    ['Room 5, or https://meet.example/a?b=1&c=2', 'Room 5, or <https://meet.example/a?b=1&amp;c=2>'],
    ['(see https://meet.example/a_b_*c*)', '(see <https://meet.example/a_b_*c*>)'],
    ['HTTP://MEET.EXAMPLE/A.', '<HTTP://MEET.EXAMPLE/A>.'],
    ['https://a.example https://b.example!', '<https://a.example> <https://b.example>!'],
    ['<https://evil.example|our room>', '&lt;<https://evil.example>|our room&gt;'],
    [
      'javascript:alert(1) mailto:a@b.example ftp://a.example',
      'javascript:alert(1) mailto:a@b.example ftp://a.example',
    ],
    ['https:// and https://[', 'https:// and https://['],
    ['www.meet.example', 'www.meet.example'],
    ['<!channel> *now*', '&lt;!channel&gt; ∗now∗'],
  ])('%j stands as %j', (text, shown) => {
    expect(typedWithLinks(text)).toBe(shown)
  })

  test('leads nowhere but to addresses of the web that are in it, and shows those whole', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = typedWithLinks(text)
        const links = [...shown.matchAll(/<([^<>]*)>/g)].map(([, link = '']) => link)
        for (const link of links) {
          expect(link).toMatch(/^https?:\/\/[^\s|]+$/i)
          expect(cleaned(text)).toContain(
            link.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'),
          )
        }
        expect(shown.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>*~`]/)
        expect(hiddenIn(shown)).toEqual([])
        expect(shown.replace(/[<>]/g, '').replace(/&(amp|lt|gt);/g, '')).not.toContain('&')
      }),
      { numRuns: 2000 },
    )
  })
})
