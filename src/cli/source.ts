import { createReadStream } from 'node:fs'
import { inputProblem } from '#text/plan.ts'
import { decoded } from './encoding.ts'
import { BadInput, type Source } from './problem.ts'

/** Larger files are no polls. */
const BYTES_AT_MOST = 20_000_000

/** Reads a whole file, or standard input for `-`, as text with its line ends made alike. */
export async function readSource(file: string, stdin: AsyncIterable<Uint8Array>): Promise<Source> {
  const bytes = await readBytes(file === '-' ? stdin : createReadStream(file), file)
  return { file, text: decoded(bytes, file) }
}

async function readBytes(chunks: AsyncIterable<Uint8Array>, file: string): Promise<Buffer> {
  const read: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > BYTES_AT_MOST) throw new BadInput(inputProblem('tooLarge'), file)
      read.push(chunk)
    }
  } catch (error) {
    throw error instanceof BadInput ? error : new BadInput(inputProblem(reason(error)), file)
  }
  return Buffer.concat(read)
}

function reason(error: unknown): 'missing' | 'folder' | 'forbidden' | 'broken' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing'
  if (code === 'EISDIR') return 'folder'
  return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'broken'
}
