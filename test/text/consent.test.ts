import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { CONSENT_TEXT } from '#domain/consent.ts'
import { introduction } from '#text/group.ts'
import { whatIsKept } from '#text/invitation.ts'
import { settings } from '../support/text-sample-plain.ts'

/** Every edition of the texts that people have agreed to, by the fingerprint of its words. */
const EDITIONS: Record<string, string> = {
  'joining-1': '989b5feeafbcbda9',
  'introduction-1': '334c171250c5dd17',
}

test.each([
  [CONSENT_TEXT.joining, whatIsKept()],
  [CONSENT_TEXT.introduction, introduction(settings)],
])('the words of %s are those that people have agreed to under this name', (edition, words) => {
  const fingerprint = createHash('sha256').update(words).digest('hex').slice(0, 16)
  expect(
    fingerprint,
    'A new wording is a new edition: name it in src/domain/consent.ts, and add it here.',
  ).toBe(EDITIONS[edition])
})
