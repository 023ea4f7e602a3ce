import { expect, test } from 'vitest'
import { sourceIn } from '../support/text-module.ts'
import { SAID, saidIn } from '../support/text-sample.ts'

const MONTHS: Record<string, string> = {
  January: 'Januar',
  February: 'Februar',
  March: 'März',
  Mar: 'März',
  May: 'Mai',
  June: 'Juni',
  July: 'Juli',
  October: 'Oktober',
  December: 'Dezember',
}
const NUMBERS: Record<string, string> = {
  two: 'zwei',
  three: 'drei',
  four: 'vier',
  five: 'fünf',
  six: 'sechs',
  seven: 'sieben',
  eight: 'acht',
  nine: 'neun',
  ten: 'zehn',
  eleven: 'elf',
  twelve: 'zwölf',
  third: 'dritte',
  seventh: 'siebte',
}

/** What has to be in every language, whatever is said around it. */
function values(text: string): string[] {
  const commands = text.match(/`[^`]+`/g) ?? []
  const names = text.match(/<[@#][^>]+>|<https[^|>]+/g) ?? []
  const typed = text.match(/Circle &lt;@U9&gt; &amp; co/g) ?? []
  const times = text.match(/\b\d\d:\d\d\b/g) ?? []
  return [...commands, ...names, ...typed, ...times]
}

/** Days of months, as each language writes them: "7 March" and "7. März". */
function days(text: string): string[] {
  const english = [...text.matchAll(/\b(\d{1,2}) ([A-Z][a-z]+)\b/g)].flatMap(([, day, month = '']) =>
    MONTHS[month] ? [`${day}. ${MONTHS[month]}`] : [],
  )
  const german = [...text.matchAll(/\b(\d{1,2})\. (\p{Lu}\p{L}+)/gu)].flatMap(([, day, month = '']) =>
    Object.values(MONTHS).includes(month) ? [`${day}. ${month}`] : [],
  )
  return [...english, ...german]
}

/** Numbers in running text that English writes as a word, as German begins them. */
function numbers(text: string): string[] {
  return [...text.matchAll(/\p{L}+/gu)].flatMap(([word]) => NUMBERS[word.toLowerCase()] ?? [])
}

const spoken = Object.entries(saidIn('de')).filter(([module]) => sourceIn('de', module) !== null)

const pairs = spoken.flatMap(([module, functions]) =>
  Object.entries(functions).flatMap(([name, said]) =>
    said.map((german, index) => {
      const english = SAID[module]?.[name]?.[index] ?? ''
      return { name: `${module}.${name}`, english, german }
    }),
  ),
)

test('every command, name, channel, link and time of the English is in the German, and no other', () => {
  const set = (text: string) => [...new Set(values(text))].sort()
  const differing = pairs.filter(({ name }) => name !== 'notification.notificationText')
  expect(differing.filter(({ english, german }) => String(set(english)) !== String(set(german)))).toEqual([])
  expect(pairs.filter(({ english }) => values(english).length > 0).length).toBeGreaterThan(200)
})

test('every day of the English is in the German, as German writes it', () => {
  const set = (text: string) => [...new Set(days(text))].sort()
  expect(pairs.filter(({ english, german }) => String(set(english)) !== String(set(german)))).toEqual([])
  expect(pairs.filter(({ english }) => days(english).length > 0).length).toBeGreaterThan(100)
})

test('every number of the English is in the German', () => {
  const missing = pairs.flatMap(({ name, english, german }) =>
    numbers(english)
      .filter((number) => !german.toLowerCase().includes(number))
      .map((number) => [name, number, german]),
  )
  expect(missing).toEqual([])
})
