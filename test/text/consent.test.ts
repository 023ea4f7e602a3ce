import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { CONSENT_TEXT } from '#domain/consent.ts'
import { LANGUAGES, type Language } from '#domain/language.ts'
import { introduction } from '#text/group.ts'
import { whatIsKept } from '#text/invitation.ts'
import { speaking } from '#text/language.ts'
import { settings } from '../support/text-sample-plain.ts'

/** Every edition of the texts that people have agreed to, by the fingerprint of its words in each language. */
const EDITIONS: Record<string, Partial<Record<Language, string>>> = {
  'joining-1': { en: '989b5feeafbcbda9', de: '3feaa332b4de141f' },
  'introduction-1': { en: '334c171250c5dd17', de: '8a206b7dbaf2c2df' },
  'introduction-2': { en: 'acc13d51bba41389', de: 'b081f843fdc313ba' },
}

const agreedTo = LANGUAGES.flatMap((language) => [
  { language, edition: CONSENT_TEXT.joining, words: speaking(language, whatIsKept) },
  { language, edition: CONSENT_TEXT.introduction, words: speaking(language, () => introduction(settings)) },
])

test.each(agreedTo)(
  'the words of $edition in $language are those that people have agreed to under this name',
  ({ language, edition, words }) => {
    const fingerprint = createHash('sha256').update(words).digest('hex').slice(0, 16)
    expect(
      fingerprint,
      'A new wording is a new edition in every language: name it in src/domain/consent.ts, and add it here.',
    ).toBe(EDITIONS[edition]?.[language])
  },
)
