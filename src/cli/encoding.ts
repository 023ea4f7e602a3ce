import { inputProblem } from '#text/plan.ts'
import { BadInput, type Source, whereAt } from './problem.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** The text of a file in UTF-8 or UTF-16, without its byte order mark, with `\n` at the end of each line. */
export function decoded(bytes: Uint8Array, file: string): string {
  const encoding = encodingOf(bytes)
  // What cannot be decoded becomes U+FFFD, which tells where it stands.
  const text = withPlainLineEnds(new TextDecoder(encoding).decode(bytes))
  const source: Source = { file, text }
  if (!isDecodable(bytes, encoding)) {
    throw new BadInput(inputProblem('encoding'), whereAt(source, Math.max(0, text.indexOf('\uFFFD'))))
  }
  const zero = text.indexOf('\0')
  if (zero >= 0) throw new BadInput(inputProblem('zeroByte'), whereAt(source, zero))
  if (text.trim() === '') throw new BadInput(inputProblem('empty'), { file, line: 1, column: 1 })
  return text
}

/** UTF-16 by its mark, or by the zero that every second byte of plain letters is. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && bytes.length > 1))
    return 'utf-16be'
  return 'utf-8'
}

function isDecodable(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}
