import { plural } from './plural.ts'

const SMALL = [
  'keine',
  'eins',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'elf',
  'zwölf',
]
const ORDINAL_STEMS = [
  'nullt',
  'erst',
  'zweit',
  'dritt',
  'viert',
  'fünft',
  'sechst',
  'siebt',
  'acht',
  'neunt',
  'zehnt',
  'elft',
  'zwölft',
]

/** A number in running text: words up to twelve, figures with separators above. Before a noun, one is said by `counted`. */
export function inWords(count: number | bigint): string {
  return SMALL[Number(count)] ?? count.toLocaleString('de')
}

/** The same at the beginning of a sentence. */
export function InWords(count: number | bigint): string {
  return capital(inWords(count))
}

/** "ein Treffen", "einen Termin", "drei Termine": `one` has the article that its place asks for. */
export function counted(count: number | bigint, one: string, many = one.slice(one.indexOf(' ') + 1)): string {
  return plural(count, { one, other: `${inWords(count)} ${many}` })
}

/** "gar nicht", "einmal", "zweimal", "13-mal". */
export function times(count: number): string {
  if (count === 0) return 'gar nicht'
  if (count === 1) return 'einmal'
  return count < SMALL.length ? `${inWords(count)}mal` : `${inWords(count)}-mal`
}

/** "dritte", with another ending "drittes" or "dritten"; "13." has none. */
export function ordinal(number: number, ending = 'e'): string {
  const stem = ORDINAL_STEMS[number]
  return stem ? `${stem}${ending}` : `${number}.`
}

const lists = new Intl.ListFormat('de', { type: 'conjunction' })

/** "Ann, Ben und Cay"; days have a comma of their own: "Sonntag, 7. März; Mittwoch, 24. März und Sonntag, 11. April". */
export function listed(items: readonly string[]): string {
  const list = lists.formatToParts(items)
  const between = items.some((item) => item.includes(',')) ? '; ' : ', '
  return list.map(({ type, value }) => (type === 'literal' && value === ', ' ? between : value)).join('')
}

/** With a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
