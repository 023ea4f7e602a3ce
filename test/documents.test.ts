import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseConfig, USUAL_RETENTION } from '#config.ts'
import { PERSONAL } from '#db/personal-data.ts'
import { SEALED_COLUMNS } from '#db/sealed-column.ts'
import { COMMANDS } from '#slack/command.ts'

const DOCUMENTS = ['SECURITY.md', 'IMPACT-ASSESSMENT.md', 'PRIVACY.md']
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const variables = [...readFileSync('.env.example', 'utf8').matchAll(/^(\w+)=/gm)].map(([, name = '']) => name)

/** What stands between the signs of code in a document. */
function codeIn(document: string): string[] {
  return [...readFileSync(document, 'utf8').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
}

/** The period that each setting stands for where nobody has set it, in days. */
function usualDays(variable: string): number | undefined {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
  const parsed = parseConfig({ ...slack, [variable]: '89' })
  if ('problems' in parsed) throw new Error(parsed.problems.join(' '))
  const periods = Object.keys(USUAL_RETENTION) as (keyof typeof USUAL_RETENTION)[]
  const set = periods.find((period) => parsed.config.retention[period] !== USUAL_RETENTION[period])
  return set && USUAL_RETENTION[set]
}

describe.each(DOCUMENTS)('%s', (name) => {
  test('names no file that does not exist, no command, program or setting that there is not', () => {
    const code = codeIn(name)
    const paths = code.filter((each) => /^\.?[\w-]+(\/[\w.-]+)+\/?$|^[\w-]+\.(json|md)$/.test(each))
    const links = [...readFileSync(name, 'utf8').matchAll(/\]\((?!http)([^)#]+)\)/g)]
    expect([...paths, ...links.map(([, path = '']) => path)].filter((path) => !existsSync(path))).toEqual([])
    const words = (beginning: string) =>
      code
        .filter((each) => each.startsWith(beginning))
        .map((each) => each.slice(beginning.length).split(' ')[0])
    const commands = COMMANDS.map((command): string => command.name)
    expect(words('/supportgroup ').filter((each) => !commands.includes(`${each}`))).toEqual([])
    expect(words('npm run ').filter((each) => !(`${each}` in scripts))).toEqual([])
    const settings = code.filter((each) => /^[A-Z]+(_[A-Z]+)+$/.test(each))
    expect(settings.filter((each) => !variables.includes(each))).toEqual([])
  })

  test('leads to the others', () => {
    const linked = DOCUMENTS.filter((other) => readFileSync(name, 'utf8').includes(`](${other})`))
    expect(linked).toEqual(DOCUMENTS.filter((other) => other !== name))
  })
})

test('the README leads to all of them', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(DOCUMENTS.filter((name) => !readme.includes(`](${name})`))).toEqual([])
})

test.each([
  ['README.md', /(\d+) days[^|]*\| `(KEEP_\w+)`/g],
  ['IMPACT-ASSESSMENT.md', /(\d+) days[^(;]*\(`(KEEP_\w+)`\)/g],
])('%s states all periods, as they are where nobody has set others', (name, pattern) => {
  const document = readFileSync(name, 'utf8')
  const stated = new Set([...document.matchAll(pattern)].map(([, days, variable]) => `${variable}: ${days}`))
  const settings = variables.filter((each) => each.startsWith('KEEP_'))
  expect(settings.length).toBe(Object.keys(USUAL_RETENTION).length)
  expect([...stated].sort()).toEqual(settings.map((each) => `${each}: ${usualDays(each)}`).sort())
})

/** How the documents call what lies sealed in the database. */
const SEALED_AS: Record<string, string> = {
  'calendar_entries.place': 'where sessions take place',
  'groups.name': 'names of groups',
  'patterns.place': 'where sessions take place',
  'sessions.place': 'where sessions take place',
  'workspaces.bot_token': 'tokens of workspaces',
}

test('all of them say the same is encrypted in the database, and what else is not: whatever is kept of a person', () => {
  const sealed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)
  expect(sealed.sort()).toEqual(Object.keys(SEALED_AS).sort())
  const ofPeople = Object.entries(PERSONAL).flatMap(([table, { columns }]) =>
    Object.keys(columns).map((column) => `${table}.${column}`),
  )
  expect(sealed.filter((column) => ofPeople.includes(column))).toEqual([])
  const sentences = [...Object.values(SEALED_AS), 'ids, dates, answers, apologies and choices are']
  for (const name of DOCUMENTS) {
    const words = readFileSync(name, 'utf8').toLowerCase()
    expect(
      sentences.filter((sentence) => !words.includes(sentence)),
      name,
    ).toEqual([])
  }
})

test('a person can fill in the draft: what it leaves open is marked, and nobody is named in it', () => {
  const draft = readFileSync('IMPACT-ASSESSMENT.md', 'utf8')
  expect(draft.match(/\[fill in/g)?.length).toBeGreaterThan(10)
  const signing = draft.slice(draft.indexOf('Sign-off')).match(/^\| [A-Z].*$/gm) ?? []
  expect(signing.length).toBeGreaterThan(3)
  expect(signing.filter((row) => !row.endsWith('| | | |'))).toEqual([])
})
