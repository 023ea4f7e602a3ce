import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { bundle } from './bundle.ts'

test('a program in one file draws pictures, although what draws them is no JavaScript', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bundle-'))
  try {
    const program = await bundle(new URL('../support/drawing-process.ts', import.meta.url), directory)
    const { stdout } = await promisify(execFile)(process.execPath, [program])
    expect(stdout).toBe('PNG')
  } finally {
    await rm(directory, { recursive: true })
  }
})
