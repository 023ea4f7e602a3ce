import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { namesChanged, settingsIn, withSettings, writeWhole } from '#setup/env-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'env-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

const name = fc.stringMatching(/^[A-Z][A-Z_]{0,8}$/)
const value = fc.string({ unit: 'grapheme-ascii', maxLength: 20 })
/** Lines as people write them, and some that only look like settings. */
const line = fc.oneof(
  fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
  fc.tuple(name, value).map(([key, text]) => `export ${key} = "${text}"`),
  fc.tuple(name, value).map(([key, text]) => `  ${key}='${text}\nOTHER=1'`),
  value.map((text) => `# ${text}`),
  fc.constant(''),
)
/** Without what is empty, which counts as missing. */
const given = (settings: object) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''))
const file = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'))

test('whatever the file says, what is asked for changes and no other setting; or nothing is written', () => {
  let done = 0
  fc.assert(
    fc.property(file, fc.dictionary(name, value, { maxKeys: 3 }), (text, changes) => {
      const next = withSettings(text, changes)
      if (next === null) return
      done += 1
      expect(given(settingsIn(next))).toEqual(given({ ...settingsIn(text), ...changes }))
    }),
    { numRuns: 500 },
  )
  expect(done).toBeGreaterThan(200)
})

test('comments and the order stay, and a setting that is there several times is there once', () => {
  const text = '# mine\nA=1\n\nB="two\nlines" # why\nexport A=3\nC=4'
  expect(withSettings(text, { A: 'x', B: '', D: 'a b' })).toBe("# mine\nA=x\n\nB=\nC=4\nD='a b'\n")
  expect(withSettings('', { A: 'p#q' })).toBe("A='p#q'\n")
})

test('what cannot be written so that it is read back the same is not written', () => {
  expect(withSettings('', { A: 'two\nlines' })).toBeNull()
  expect(withSettings('', { A: '\'`"' })).toBeNull()
})

test('only what differs counts as changed, and an empty setting is as good as none', () => {
  expect(namesChanged({ A: '1', B: '2' }, { A: '1', B: '3', C: '' })).toEqual(['B'])
})

test('a file is put in place whole, for its owner alone, where a link leads, and no draft stays', () => {
  writeFileSync(join(folder, 'real'), 'old', { mode: 0o644 })
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  writeWhole(join(folder, 'link'), 'new', 0o600)
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new')
  expect(statSync(join(folder, 'real')).mode & 0o777).toBe(0o600)
  expect(() => writeWhole(join(folder, 'none', 'file'), 'new', 0o600)).toThrow('ENOENT')
  expect(readdirSync(folder).sort()).toEqual(['link', 'real'])
})
