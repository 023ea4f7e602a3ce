import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#domain/language.ts'
import { speaking } from '#text/language.ts'
import { CATEGORIES, pluralIn } from '#text/plural.ts'
import { COUNTING } from '../support/counting.ts'
import { NOUNS, NUMBERS } from '../support/noun.ts'

const WORD = '[\\p{L}\\d.,]+'

/** Every number that stands before a noun, with the form that the noun has there. */
function counted(language: Language, text: string): { number: number; noun: string; words: string }[] {
  const nouns = Object.keys(NOUNS[language]).flatMap((one) => [one, ...(NOUNS[language][one] ?? [])])
  const between = `(?:(?:free|more|other|new|possible|weiteren?|neuen?|freie) )?`
  const pattern = new RegExp(`(?<=^|[\\s*(])(${WORD}) ${between}(${nouns.join('|')})(?![\\p{L}])`, 'gu')
  return [...text.matchAll(pattern)].flatMap(([words, figure = '', noun = '']) => {
    const number = NUMBERS[language][figure.toLowerCase()] ?? Number(figure.replace(/[.,](?=\d{3})/g, ''))
    return Number.isInteger(number) ? [{ number, noun, words }] : []
  })
}

/** A text without its numbers, so that only its forms are left to compare. */
function formsOf(language: Language, text: string): string {
  const words = Object.keys(NUMBERS[language])
  return text.replace(new RegExp(`(?<![\\p{L}\\d])(?:${words.join('|')}|\\d+)(?![\\p{L}\\d])`, 'giu'), '#')
}

describe.each(LANGUAGES)('in %s', (language) => {
  const rules = new Intl.PluralRules(language)

  test('the categories are those of Unicode’s rules', () => {
    expect([...CATEGORIES[language]].sort()).toEqual([...rules.resolvedOptions().pluralCategories].sort())
  })

  test('a number chooses the form that these rules say, however large', () => {
    const plural = pluralIn(language)
    const forms = Object.fromEntries(CATEGORIES[language].map((each) => [each, each])) as never
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(plural(count, forms)).toBe(rules.select(count))
        expect(plural(BigInt(count), forms)).toBe(rules.select(count))
      }),
    )
    expect(plural(123_456_789_012_345_678n, forms)).toBe('other')
  })

  test.each(Object.entries(COUNTING))('%s says every number from 0 to 200 with the right form', (_, say) => {
    const said = (count: number) => speaking(language, () => say(count))
    for (let count = 0; count <= 200; count++) {
      for (const { number, noun, words } of counted(language, said(count))) {
        const [one, many] = formOf(language, noun)
        expect(rules.select(number) === 'one' ? one : many, words).toContain(noun)
      }
    }
    // From two on nothing changes but the number, as both rules and readers have it.
    for (let count = 3; count <= 200; count++) {
      expect(formsOf(language, said(count))).toBe(formsOf(language, said(2)))
    }
  })
})

/** The forms of a noun after one, and after other numbers, in whatever case. */
function formOf(language: Language, noun: string): [one: string[], many: string[]] {
  const known = Object.entries(NOUNS[language]).filter(([one, many]) => one === noun || many.includes(noun))
  return [known.map(([one]) => one), known.flatMap(([, many]) => many)]
}
