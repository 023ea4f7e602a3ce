import { type LockScreenWords, withoutNames } from '../lock-screen.ts'

/** After these a name stands in the dative. */
const isDative = (before: string) => /^(?:in|von|mit|zu|bei)$/i.test(before)

const WORDS: LockScreenWords = {
  group: (before) => (isDative(before) ? 'der Gruppe' : 'die Gruppe'),
  channel: (before) => (isDative(before) ? 'dem Kanal' : 'der Kanal'),
  person: (before) => (isDative(before) ? 'jemandem' : 'jemand'),
  people: (before) => (isDative(before) ? 'einigen' : 'einige'),
  and: 'und',
}

/**
 * The words of a message as a telephone shows them on its lock screen, for everybody beside it to read: without the
 * name of anybody, of the group or of its channel.
 */
export function notificationText(text: string, groupName: string): string {
  return withoutNames(text, groupName, WORDS)
}
