import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#domain/language.ts'
import { sourceIn } from '../support/text-module.ts'
import { SAID, saidIn } from '../support/text-sample.ts'

/** What may be the same in two languages, and why. */
const SAME: Record<string, string> = {
  'offer.letter': 'a letter',
  'grid.gridNumber': 'a number',
  'survey.scoreInWords': 'a number between the two ends of the scale',
  'count.inWords': 'a number in figures',
  'date.clockInWords': 'a time of day in figures',
}

const OTHERS = LANGUAGES.filter((language) => language !== 'en')

test.each(OTHERS)(
  '%s has a file of its own for each file of English, and passes none of it on',
  async (language) => {
    const files = await readdir('src/text/en')
    const own = await readdir(`src/text/${language}`)
    expect(files.filter((file) => !own.includes(file))).toEqual([])
    const passedOn: string[] = []
    for (const file of own) {
      const source = await readFile(`src/text/${language}/${file}`, 'utf8')
      const fromEnglish = source.match(/^(?:import(?! type)|export) [^'\n]*(?:\n[^'\n]*)*? from '\.\.\/en\//m)
      if (fromEnglish) passedOn.push(file)
    }
    expect(passedOn).toEqual([])
  },
)

test.each(OTHERS)(
  'nothing that is said in %s is the same in English, but for figures and names',
  (language) => {
    const same = Object.entries(saidIn(language)).flatMap(([module, functions]) =>
      Object.entries(functions).flatMap(([name, said]) =>
        said.filter((text, index) => text === SAID[module]?.[name]?.[index]).map(() => `${module}.${name}`),
      ),
    )
    // What only whoever runs the bot reads, on the terminal or while installing, is English.
    const isForOperators = (name: string) => sourceIn('en', name.split('.')[0] ?? '') === null
    const expected = (name: string) => name in SAME || isForOperators(name)
    expect(same.filter((name) => !expected(name))).toEqual([])
    expect(Object.keys(SAME).filter((name) => !same.includes(name))).toEqual([])
  },
)

test('what operators read is said nowhere in Slack, but on the pages of installing', async () => {
  const files = await readdir('src/slack', { recursive: true })
  const speaking = await readdir('src/text/en')
  const said: string[] = []
  for (const file of files.filter((each) => each.endsWith('.ts') && !each.startsWith('install'))) {
    const source = await readFile(`src/slack/${file}`, 'utf8')
    const modules = [...source.matchAll(/from '#text\/([\w-]+\.ts)'/g)].map(([, name = '']) => name)
    said.push(...modules.filter((name) => !speaking.includes(name)).map((name) => `${file}: ${name}`))
  }
  expect(said.filter((each) => !/: (escape|language|ical)\.ts$/.test(each))).toEqual([])
})

test.each(OTHERS)('%s says as many things as English', (language) => {
  const counts = (said: Record<string, Record<string, string[]>>) =>
    Object.entries(said).flatMap(([module, functions]) =>
      Object.entries(functions).map(([name, each]) => [`${module}.${name}`, each.length]),
    )
  expect(counts(saidIn(language))).toEqual(counts(SAID))
})
