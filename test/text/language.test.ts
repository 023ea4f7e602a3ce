import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inLanguages, LANGUAGE_NAMES, speaking } from '#text/language.ts'

const { hello } = inLanguages({
  en: { hello: (name: string) => `Hello ${name}` },
  de: { hello: (name: string) => `Hallo ${name}` },
})

test('a sentence is of the language that is spoken, and English where none is', () => {
  expect(speaking('de', () => hello('Ann'))).toBe('Hallo Ann')
  expect(speaking('en', () => hello('Ann'))).toBe('Hello Ann')
  expect(hello('Ann')).toBe('Hello Ann')
})

test('a language holds after waiting, beside others', async () => {
  const later = async () => {
    await turn()
    return hello('Ann')
  }
  expect(await Promise.all([speaking('de', later), later(), speaking('en', later)])).toEqual([
    'Hallo Ann',
    'Hello Ann',
    'Hello Ann',
  ])
})

test('within a language another is spoken for a part', () => {
  const said = speaking('de', () => [hello('Ann'), speaking('en', () => hello('Ben')), hello('Cay')])
  expect(said).toEqual(['Hallo Ann', 'Hello Ben', 'Hallo Cay'])
})

test('each language is offered by the name that it calls itself', () => {
  expect(Object.entries(LANGUAGE_NAMES).map(([tag, name]) => [tag, name])).toEqual(
    Object.keys(LANGUAGE_NAMES).map((tag) => [tag, new Intl.DisplayNames(tag, { type: 'language' }).of(tag)]),
  )
})
