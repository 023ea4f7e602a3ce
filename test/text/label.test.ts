import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#domain/language.ts'
import { choiceInWords } from '#text/bus-stop.ts'
import { buttonLabels } from '#text/button.ts'
import { fieldLabels } from '#text/field.ts'
import { noticeWords } from '#text/form.ts'
import { speaking } from '#text/language.ts'
import { sourceIn } from '../support/text-module.ts'
import { saidIn } from '../support/text-sample.ts'
import { FORM_WORDS } from '../support/text-sample-label.ts'

/** What stands out in a sentence and on nothing that is pressed or filled in. */
const NO_LABEL: Record<Language, RegExp> = {
  en: /^(?:bus stop|chosen|Run|subscribe to a calendar)$/,
  de: /^(?:Haltestelle|gewählt|Durchgang|am vollsten|Kalender abonnieren)$/,
}

/** In plain text, where nothing can be bold, a label is quoted. */
const STANDS_OUT = /\*([^*\n]+)\*|[„“]([^“”\n]+)[“”]/g

/** What stands out at the beginning of a line is its heading. */
const BEFORE_A_HEADING = /(?:^|\n)[^\p{L}\n]*$/u

/** A clause of its own, a name that somebody typed, a date or a number stands out, too. */
const ANYTHING_ELSE = /[.:,?]$|Circle|\d:\d\d|^\d+(?:[.,]\d)?$/

/** A label after the words for pressing, without anything that makes it stand out. */
const PLAIN_LABEL: Record<Language, RegExp> = {
  en: /\b[Pp]ress(?:ing)? (?=\p{Lu})/u,
  de: /\b[Dd]rückt?e? (?:bitte )?auf (?=\p{Lu})|\bauf (?!den )(?:\p{Lu}[^\s*„“]*) drück/u,
}

describe.each(LANGUAGES)('in the language “%s”', (language) => {
  const labels = speaking(language, () => [
    ...Object.values(buttonLabels()),
    ...Object.values(fieldLabels()),
    ...Object.values(noticeWords()),
    ...FORM_WORDS(),
    ...(['staying', 'gettingOff', 'undecided'] as const).map(choiceInWords),
  ])
  const known = new Set(labels.flatMap((label) => [label, withSmallInitial(label)]))
  const texts = Object.entries(saidIn(language))
    .filter(([module]) => sourceIn(language, module) !== null)
    .flatMap(([, functions]) => Object.values(functions).flat())
  const standing = texts.flatMap((text) =>
    [...text.matchAll(STANDS_OUT)]
      .filter(({ index }) => !BEFORE_A_HEADING.test(text.slice(0, index)))
      .map(([, bold, quoted]) => ({ words: bold ?? quoted ?? '', text })),
  )
  const named = standing.filter(({ words }) => !ANYTHING_ELSE.test(words) && !NO_LABEL[language].test(words))

  test('a button or field that a sentence names has exactly those words on it', () => {
    expect(new Set(named.map(({ words }) => words)).size).toBeGreaterThan(12)
    expect(named.filter(({ words }) => !known.has(words))).toEqual([])
  })

  test('a button that a sentence asks to press stands out in it', () => {
    expect(texts.filter((text) => PLAIN_LABEL[language].test(text))).toEqual([])
  })
})

/** Inside a sentence an answer such as “if need be” begins with a small letter. */
function withSmallInitial(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}
