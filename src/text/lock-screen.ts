import { typed } from './escape.ts'

const PERSON = '<@[\\w.-]+>'
const CHANNEL = /<#[\w.-]+>/g
/** Where a sentence or a line begins. */
const BEGINNING = /(?:^|\n|[.:?] |• |\*)$/

/** What stands for a name, each by the word before it, on which its case may hang. */
export type LockScreenWords = Record<
  'group' | 'channel' | 'person' | 'people',
  (before: string) => string
> & {
  /** What stands between the last two of several people. */
  and: string
}

/** The words of a message without the name of anybody, of the group or of its channel. */
export function withoutNames(text: string, groupName: string, words: LockScreenWords): string {
  const people = new RegExp(`${PERSON}(?:(?:, | ${words.and} )${PERSON})*`, 'g')
  const instead = (of: (before: string) => string) => (_: string, at: number, whole: string) => {
    const before = whole.slice(0, at)
    const said = of(before.match(/(\p{L}+) $/u)?.[1] ?? '')
    return BEGINNING.test(before) ? said.charAt(0).toUpperCase() + said.slice(1) : said
  }
  return text
    .replaceAll(`*${typed(groupName)}*`, instead(words.group))
    .replace(CHANNEL, instead(words.channel))
    .replace(people, (names, at: number, whole: string) => {
      const isOne = !names.includes('> ') && !names.includes('>,')
      return instead(isOne ? words.person : words.people)(names, at, whole)
    })
}
