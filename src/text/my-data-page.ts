import type { DateTime } from 'luxon'
import { KEPT, type Kept, type KeptRow, type MyData } from '#domain/my-data.ts'
import { cleaned } from '#domain/typed-text.ts'

/** What is said on the page of what is kept, in one language. */
export type MyDataWords = {
  titles: Record<Kept, string>
  intro(at: DateTime): string[]
  /** What is not on it, and how to have it all deleted. */
  end: { title: string; lines: readonly string[] }
  /** The name of a part of a row, such as `joinedAt`. */
  name(part: string): string
  value(value: string | boolean): string
}

/** Everything that is kept about somebody, as a page of plain text to read. */
export function pageOf(data: MyData, at: DateTime, words: MyDataWords): string {
  const line = (row: KeptRow) => `- ${partsOf(row, words).join('; ')}`
  const sections = KEPT.filter((table) => data[table].length > 0).map((table) =>
    [heading(`${words.titles[table]} (${data[table].length})`), ...data[table].map(line)].join('\n'),
  )
  return [...words.intro(at), ...sections, heading(words.end.title), ...words.end.lines].join('\n\n')
}

function heading(words: string): string {
  return `${words}\n${'-'.repeat(words.length)}`
}

function partsOf(row: KeptRow, words: MyDataWords): string[] {
  return Object.entries(row).flatMap(([part, value]) =>
    value === null ? [] : [`${words.name(part)}: ${valueInWords(value, words)}`],
  )
}

function valueInWords(value: string | number | boolean, words: MyDataWords): string {
  if (typeof value === 'boolean') return words.value(value)
  const [, day, minute] = String(value).match(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/) ?? []
  if (day) return `${day} ${minute}`
  return typeof value === 'number' ? String(value) : words.value(cleaned(value))
}
