import { plural } from './plural.ts'

const SMALL = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
]

/** A number in running text: words up to twelve, figures with separators above. */
export function inWords(count: number | bigint): string {
  return SMALL[Number(count)] ?? count.toLocaleString('en-GB')
}

/** The same at the beginning of a sentence. */
export function InWords(count: number | bigint): string {
  return capital(inWords(count))
}

/** With a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "one date", "three dates". */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${inWords(count)} ${plural(count, { one, other: many })}`
}

/** "not at all", "once", "twice", "three times". */
export function times(count: number): string {
  return ['not at all', 'once', 'twice'][count] ?? `${inWords(count)} times`
}

const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' })

/** "third", "13th". */
export function ordinal(number: number): string {
  const words = ORDINALS[number]
  if (words) return words
  const rule = ordinals.select(number)
  const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' }
  return `${number}${endings[rule] ?? 'th'}`
}

const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** "Ann, Ben and Cay". */
export function listed(items: readonly string[]): string {
  return lists.format(items)
}
