import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { charactersOf, cleaned, shortened } from '#domain/typed-text.ts'
import { hiddenIn, hostileText } from '../support/hostile-text.ts'

describe('what somebody typed, cleaned', () => {
  test.each([
    ['  two\n lines\tand a\u2028third ', 'two lines and a third'],
    ['a\u202eb\u2066c\u200f', 'abc'],
    ['in\u200bvisi\u00adble\u2060\ufeff', 'invisible'],
    ['bell\u0007 and escape\u001b[31m', 'bell and escape[31m'],
    ['half\ud800 a pair', 'half a pair'],
    ['e\u0301', 'é'],
    ['e\u200b\u0301', 'é'],
    ['\u0301mark without a letter', 'mark without a letter'],
    [`a${'\u0328'.repeat(50)}`, `ą${'\u0328'.repeat(6)}`],
    ['\u2800\u3164\u115f', ''],
    ['hidden\u{e0061}\u{e007f} letters', 'hidden letters'],
    ['\u{1f3f4}\u{e0078}\u{e0079}\u{e007f}', '\u{1f3f4}'],
    ['a\u200db', 'ab'],
    ['1\ufe0f', '1'],
    ['\u064b\u200c\u0644', '\u0644'],
  ])('%j becomes %j', (text, clean) => {
    expect(cleaned(text)).toBe(clean)
  })

  test.each([
    ['emoji of several parts', '👩🏽‍⚕️ 👨‍👩‍👧 🏳️‍🌈 ❤️ 👍🏿'],
    ['numbers in boxes', '1️⃣ #️⃣'],
    ['flags, those of England, Scotland and Wales too', '🇬🇧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['Hebrew and Arabic, with their points', 'מַעְגָּל שֶׁל תְּמִיכָה دَائِرَةُ الدَّعْم'],
    ['Persian and the scripts of India, with their joiners', 'می‌خواهم क्‍ष ශ්‍රී'],
    ['Thai, Korean, Japanese and Vietnamese', 'กลุ่มสนับสนุน 한국어 自助グループ nhóm hỗ trợ'],
    ['signs that are writing', '“Circle” & co. – ½ price, 50 % (or so): #1'],
  ])('keeps %s', (_, text) => {
    expect(cleaned(text)).toBe(text)
  })

  test('holds nothing that cannot be seen, whatever was typed, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = cleaned(text)
        expect(hiddenIn(clean)).toEqual([])
        expect(clean).toBe(clean.trim())
        expect(clean).toBe(clean.normalize('NFC'))
        expect(cleaned(clean)).toBe(clean)
      }),
      { numRuns: 1000 },
    )
  })

  test('takes no longer for what was made to be cleaned in many rounds', () => {
    const manyRounds = `\u0644\u064b\u064b\u064b\u0301\u064b\u200c${'\u064b\u064b\u064b\u064b\u200c'.repeat(20_000)}`
    const startedAt = performance.now()
    expect(charactersOf(cleaned(manyRounds))).toBeLessThan(10)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })
})

describe('a text that is shortened', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['ab👨‍👩‍👧👨‍👩‍👧', 8, 'ab👨‍👩‍👧…'],
    ['ab👨‍👩‍👧', 6, 'ab…'],
    ['🙂🙂🙂', 3, '🙂🙂🙂'],
    ['', 3, ''],
  ])('%j at %i is %j', (text, most, short) => {
    expect(shortened(text, most)).toBe(short)
  })

  test('has at most so many characters, begins as it did, and is cut in half nowhere', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 80 }), (text, most) => {
        const clean = cleaned(text)
        const short = shortened(clean, most)
        expect(charactersOf(short)).toBeLessThanOrEqual(most)
        expect(short.isWellFormed()).toBe(true)
        if (short !== clean) {
          expect(clean.startsWith(short.slice(0, -1))).toBe(true)
          expect(hiddenIn(short)).toEqual([])
        }
      }),
      { numRuns: 1000 },
    )
  })
})
