import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** Words with a space between them, or one that begins with a capital letter: what people could read. */
const READABLE = /(?<!\w)(['`])(?=\p{L})(?!https:)(?:[^'`\n]*\p{L}+ \p{L}[^'`\n]*|\p{Lu}\p{Ll}+)\1/gu

/** Comments and imports have words, too. */
const NOT_READ = /^import |^\s*(?:\/\/|\/?\*)/

/** The beginning of the names of time zones, and what the name of an error is made of. */
const KNOWN = ["'America'", "'Error'"]

/** What goes into the log or is thrown: who reads that runs the bot, and reads English. */
const FOR_WHOEVER_RUNS_IT = /\blog\.\w+\(|logFailure\(|Error\(|TryAgain\(|reason: |addIssue\(|createHmac\(/

/** Sentences of libraries, by which they are known in the log, and what the log says of them. */
const OF_THE_LOG = ['library-sentence.ts', 'log.ts']

test('no word that people read stands where Slack is spoken to: all of them are in the texts, in each language', async () => {
  const found: string[] = []
  const all = await readdir('src/slack', { recursive: true })
  const files = all.filter((each) => each.endsWith('.ts') && !OF_THE_LOG.includes(each))
  for (const file of files) {
    const source = await readFile(`src/slack/${file}`, 'utf8')
    const lines = statements(source).filter((line) => !NOT_READ.test(line) && !FOR_WHOEVER_RUNS_IT.test(line))
    for (const line of lines)
      found.push(
        ...(line.match(READABLE) ?? [])
          .filter((each) => !KNOWN.includes(each))
          .map((each) => `${file}: ${each}`),
      )
  }
  expect(files.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})

/** The lines of a source; what is called over several is one line. */
function statements(source: string): string[] {
  return source.replace(/\(\n\s+/g, '(').split('\n')
}
