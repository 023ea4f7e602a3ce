import * as de from './de/notification.ts'
import * as en from './en/notification.ts'
import { inLanguages } from './language.ts'
import { withoutPlaces } from './place.ts'

const without = inLanguages({ en, de })

/**
 * The words of a message as a telephone shows them on its lock screen, for everybody beside it to read: without the
 * name of anybody, of the group or of its channel, and without where it meets.
 */
export function notificationText(text: string, groupName: string): string {
  return without.notificationText(withoutPlaces(text), groupName)
}
