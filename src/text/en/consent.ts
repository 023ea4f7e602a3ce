import type { DateTime } from 'luxon'
import { momentInWords } from './date.ts'

/** To a member who has agreed to what is kept. */
export function agreedText(at: DateTime, timeZone: string): string {
  return `Thank you. I have noted that you agreed on ${momentInWords(at, timeZone)}. If you change your mind, leave the group with \`/supportgroup leave\`, at any time: that takes your agreement back. \`/supportgroup mydata\` shows everything that I keep about you.`
}
