import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { KeyProblem } from '#domain/key.ts'

/** A key with the id by which what it has sealed names it: the beginning of its own SHA-256. */
type Key = { id: string; bytes: Buffer }

/** Keys that can open what they have sealed; the first of them seals. */
export type KeyRing = readonly [Key, ...Key[]]

/** The keys cannot be used, for a reason that whoever gave them can mend. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
  readonly problem: KeyProblem
  /** Which one, or where: never a key, and nothing that was sealed with one. */
  readonly detail: string

  constructor(problem: KeyProblem, detail = '') {
    super(`${problem} ${detail}`.trimEnd())
    this.problem = problem
    this.detail = detail
  }
}

const KEY_BYTES = 32
/** Of 32 bytes made at random some 30 differ from all others; fewer than this come less than once in a billion keys. */
const LEAST_DIFFERENT = 20
/** What a keyboard types: 32 random bytes are all among these about once in seventy billion keys. */
const TYPED = /^[ -~]+$/

const ALGORITHM = 'aes-256-gcm'
/** The size that NIST SP 800-38D recommends; made at random, a key may seal 2^32 texts. */
const IV_BYTES = 12
const TAG_BYTES = 16

/** A new key as text: 32 random bytes as base64. */
export function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64')
}

/**
 * Reads keys, separated by commas, spaces or lines; the first one seals, and all of them open. Refuses what is not 32
 * bytes as base64, what was plainly not made at random, and a key that is there twice.
 */
export function keyRing(text: string): KeyRing {
  const [first, ...others] = text.split(/[\s,]+/).filter((each) => each !== '')
  if (!first) throw new KeyError('missing')
  const ring: KeyRing = [readKey(first, 1), ...others.map((each, index) => readKey(each, index + 2))]
  const twice = ring.findIndex(({ id }, index) => ring.findIndex((key) => key.id === id) < index)
  if (twice >= 0) throw new KeyError('twice', String(twice + 1))
  return ring
}

function readKey(text: string, position: number): Key {
  // As Node reads base64 of either alphabet, and nothing else: it would pass over what it does not know.
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text)
  const bytes = Buffer.from(text, 'base64')
  if (!isBase64 || bytes.length !== KEY_BYTES) throw new KeyError('notAKey', String(position))
  if (new Set(bytes).size < LEAST_DIFFERENT || TYPED.test(bytes.toString('latin1')))
    throw new KeyError('weak', String(position))
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}

const SEALED = /^sealed:([0-9a-f]{8}):([A-Za-z0-9_-]+)$/

/** How what a key has sealed begins. */
export function sealedBy(keyId: string): string {
  return `sealed:${keyId}:`
}

/** How everything begins that is sealed with any key. */
export const SEALED_PREFIX = 'sealed:'

/** Encrypts a text with AES-256-GCM under the first key; each time the result is another. */
export function seal([key]: KeyRing, text: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key.bytes, iv)
  const body = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return sealedBy(key.id) + body.toString('base64url')
}

/**
 * The text that was sealed; any other text is answered as it is, which is how texts were stored before there were keys.
 * Throws a `KeyError` when the key is not there, and an error of Node's when the text was tampered with; neither quotes it.
 */
export function open(ring: KeyRing, text: string): string {
  const [, id, encoded] = SEALED.exec(text) ?? []
  if (!id || !encoded) return text
  const key = ring.find((each) => each.id === id)
  if (!key) throw new KeyError('unknown', id)
  const body = Buffer.from(encoded, 'base64url')
  const decipher = createDecipheriv(ALGORITHM, key.bytes, body.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(body.subarray(-TAG_BYTES))
  return decipher.update(body.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
}
