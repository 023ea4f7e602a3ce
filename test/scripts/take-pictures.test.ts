import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'

const PROGRAM = 'scripts/take-pictures.ts'
const README = 'docs/pictures'

async function fingerprints(): Promise<string[]> {
  const files = (await readdir(README)).sort()
  const hash = async (file: string) =>
    createHash('sha256')
      .update(await readFile(join(README, file)))
      .digest('hex')
  return Promise.all(files.map(hash))
}

test('`npm run pictures` takes each surface on a phone and at a desk, by day and by night', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'taken-'))
  const before = await fingerprints()
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      PROGRAM,
      '--into',
      folder,
      '--first',
      '1',
    ])
    const surfaces = ['english-01-home-stranger', 'german-01-setup-notice']
    const ways = ['desk-dark', 'desk-light', 'phone-dark', 'phone-light']
    const expected = surfaces.flatMap((surface) => ways.map((way) => `${surface}-${way}.png`))
    expect((await readdir(folder)).sort()).toEqual(expected)
    for (const surface of surfaces) expect(stdout).toContain(`${surface}: 4 pictures`)
    const shown = await Promise.all(expected.map((file) => readFile(join(folder, file))))
    expect(new Set(shown.map((png) => png.toString('hex'))).size).toBe(expected.length)
    const widths = await Promise.all(shown.map(async (png) => (await loadImage(png)).width))
    expect(widths.slice(0, 4)).toEqual([1280, 1280, 390, 390])
    expect(await fingerprints()).toEqual(before)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('every picture that the README shows is one that the script takes for it, and no other is kept', async () => {
  const readme = await readFile('README.md', 'utf8')
  const shown = [...readme.matchAll(/\]\(docs\/pictures\/([\w.-]+)\)/g)].map(([, name]) => name)
  const chapters = (await readdir('scripts/pictures')).map((file) =>
    readFile(join('scripts/pictures', file), 'utf8'),
  )
  const taken = [...(await Promise.all(chapters)).join('\n').matchAll(/readme: '([\w.-]+)'/g)].map(
    ([, name]) => name,
  )
  expect(shown.sort()).toEqual((await readdir(README)).sort())
  expect(taken.sort()).toEqual(shown)
})
