import { type LockScreenWords, withoutNames } from '../lock-screen.ts'

const WORDS: LockScreenWords = {
  group: () => 'the group',
  channel: () => 'the channel',
  person: () => 'somebody',
  people: () => 'some people',
  and: 'and',
}

/**
 * The words of a message as a telephone shows them on its lock screen, for everybody beside it to read: without the
 * name of anybody, of the group or of its channel.
 */
export function notificationText(text: string, groupName: string): string {
  return withoutNames(text, groupName, WORDS)
}
