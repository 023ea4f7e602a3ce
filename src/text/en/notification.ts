import { typed } from '../escape.ts'

const PEOPLE = /<@[\w.-]+>(?:(?:, | and )<@[\w.-]+>)*/g
const CHANNEL = /<#[\w.-]+>/g
/** Where a sentence or a line begins. */
const BEGINNING = /(?:^|\n|[.:?] |• |\*)$/

/**
 * The words of a message as a telephone shows them on its lock screen, for everybody beside it to read: without the
 * name of anybody, of the group or of its channel.
 */
export function notificationText(text: string, groupName: string): string {
  return text
    .replaceAll(`*${typed(groupName)}*`, 'the group')
    .replace(CHANNEL, 'the channel')
    .replace(PEOPLE, (people, at: number, whole: string) => {
      const words = people.includes('> ') || people.includes('>,') ? 'some people' : 'somebody'
      return BEGINNING.test(whole.slice(0, at)) ? words.charAt(0).toUpperCase() + words.slice(1) : words
    })
}
