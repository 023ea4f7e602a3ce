import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** Words with a space between them, or one that begins with a capital letter: what people could read. */
const READABLE = /(?<!\w)(['`])(?=\p{L})(?!https:)(?:[^'`\n]*\p{L}+ \p{L}[^'`\n]*|\p{Lu}\p{Ll}+)\1/gu

/** Comments and imports have words, too. */
const NOT_READ = /^import |^\s*(?:\/\/|\/?\*)/

/** The beginning of the names of time zones. */
const KNOWN = ["'America'"]

test('no word that people read stands in a view: all of them are in the texts, in each language', async () => {
  const found: string[] = []
  const files = (await readdir('src/slack/views')).filter((each) => each.endsWith('.ts'))
  for (const file of files) {
    const source = await readFile(`src/slack/views/${file}`, 'utf8')
    const lines = source.split('\n').filter((line) => !NOT_READ.test(line))
    for (const line of lines)
      found.push(
        ...(line.match(READABLE) ?? [])
          .filter((each) => !KNOWN.includes(each))
          .map((each) => `${file}: ${each}`),
      )
  }
  expect(files.length).toBeGreaterThan(20)
  expect(found).toEqual([])
})
