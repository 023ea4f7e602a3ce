import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyError, keyRing, newKey, open, seal } from '#db/key-ring.ts'

const ring = keyRing(newKey())

/** Why keys are refused, and which of them. */
function refused(text: string): string {
  try {
    keyRing(text)
    return 'taken'
  } catch (error) {
    if (!(error instanceof KeyError)) throw error
    return error.message
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

test('whatever is sealed opens to the same text, and looks like nothing of it', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', minLength: 4 }))
  fc.assert(
    fc.property(texts, (text) => {
      const sealed = seal(ring, text)
      // Lone surrogates are no text; Postgres would not take them either.
      expect(open(ring, sealed)).toBe(text.toWellFormed())
      expect(sealed).toMatch(/^sealed:[0-9a-f]{8}:[A-Za-z0-9_-]+$/)
      expect(seal(ring, text)).not.toBe(sealed)
    }),
  )
  const long = 'Ĝ🦊'.repeat(30_000)
  expect(open(ring, seal(ring, long))).toBe(long)
})

test('what is not sealed is answered as it is, also where it begins alike', () => {
  for (const text of ['', 'Circle', 'sealed:', 'sealed:abc:def', 'sealed:0123456z:AAAA'])
    expect(open(ring, text)).toBe(text)
})

test('a changed text does not open, and nothing of it is quoted', () => {
  const sealed = seal(ring, 'Tuesday circle')
  const begin = 'sealed:12345678:'.length
  fc.assert(
    fc.property(fc.integer({ min: begin, max: sealed.length - 2 }), (at) => {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      expect(() => open(ring, sealed.slice(0, at) + other + sealed.slice(at + 1))).toThrow(
        expect.objectContaining({ message: expect.not.stringMatching(/Tuesday|sealed:/) }),
      )
    }),
  )
  for (const cut of ['A', 'AAAAAAAAAAAAAAAAAAAAAAAA'])
    expect(() => open(ring, sealed.slice(0, begin) + cut)).toThrow()
})

test('a text opens with any key of the ring, and without its key not at all', () => {
  const [old, fresh] = [newKey(), newKey()]
  const sealed = seal(keyRing(old), 'Circle')
  expect(open(keyRing(`${fresh}, ${old}`), sealed)).toBe('Circle')
  expect(() => open(keyRing(fresh), sealed)).toThrow(
    new KeyError('unknown', sealed.slice('sealed:'.length, 'sealed:12345678'.length)),
  )
})

test('the first key seals', () => {
  const [old, fresh] = [newKey(), newKey()]
  const sealed = seal(keyRing(`${fresh}\n${old}\n`), 'Circle')
  expect(open(keyRing(fresh), sealed)).toBe('Circle')
})

test('a key that is not 32 bytes as base64 is refused, and which of them is said', () => {
  const good = newKey()
  expect(refused('')).toBe('missing')
  expect(refused(' , ')).toBe('missing')
  expect(refused('secret')).toBe('notAKey 1')
  expect(refused(`${good},${base64(randomBytes(16))}`)).toBe('notAKey 2')
  expect(refused(`${good},${base64(randomBytes(33))}`)).toBe('notAKey 2')
  expect(refused(randomBytes(32).toString('hex'))).toBe('notAKey 1')
  // Node would leave out what is not base64 and read the rest.
  expect(refused(`${good.slice(0, 20)}!${good.slice(20)}`)).toBe('notAKey 1')
  expect(refused(`${good} ${good}`)).toBe('twice 2')
})

test('a key that was plainly not made at random is refused', () => {
  expect(refused(base64(new Uint8Array(32)))).toBe('weak 1')
  expect(refused(base64(Buffer.from('0123456789abcdef0123456789abcdef')))).toBe('weak 1')
  expect(refused(base64(Buffer.from('correct horse battery staple 42!')))).toBe('weak 1')
  expect(refused(base64(Buffer.from(Array.from({ length: 32 }, (_, index) => index % 16))))).toBe('weak 1')
})

test('no key that was made at random is refused', () => {
  for (let count = 0; count < 20_000; count += 1) expect(refused(newKey())).toBe('taken')
})
