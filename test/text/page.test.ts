import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#domain/language.ts'
import { textPage } from '../support/text-page.ts'
import { saidIn } from '../support/text-sample.ts'

const page = textPage()

test('the page of texts holds everything that has a sample, word for word, in each language', () => {
  const missing = LANGUAGES.flatMap((language) => Object.values(saidIn(language)))
    .flatMap((functions) => Object.values(functions).flat())
    .flatMap((text) => text.split('\n'))
    .filter((line) => !page.includes(`> ${line}`))
  expect(missing).toEqual([])
})

test('it says what each of them is for', () => {
  const purposes = [...page.matchAll(/^### (.*)$/gm)].map(([, words]) => words)
  expect(purposes.length).toBeGreaterThan(100)
  expect(purposes.filter((words = '') => words.length < 10 || words.includes('*/'))).toEqual([])
})

test('it holds the labels of buttons, and what they say before they act', () => {
  expect(page).toContain('- Close the bus stop')
  expect(page).toContain('- Put me on the interest list')
})

test('it leaves out long lists to choose from, such as all time zones', () => {
  expect(page).toContain('- Time zone\n')
  expect(page).not.toContain('- Europe/London')
  expect(page).not.toContain('- Pacific/Auckland')
  expect(page).toContain('- Does not matter')
})

test('`npm run texts` writes it', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'texts'])
  expect(stdout).toBe('Written: texts.md\n')
  expect(await readFile('texts.md', 'utf8')).toBe(page)
})
