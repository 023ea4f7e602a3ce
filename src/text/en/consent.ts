import type { DateTime } from 'luxon'
import { momentInWords } from './date.ts'

/** To a member who has agreed to what is kept. */
export function agreedText(at: DateTime, timeZone: string): string {
  return `Thank you. I have noted that you agree to this: ${momentInWords(at, timeZone)}. You can take it back at any time with \`/supportgroup leave\`; \`/supportgroup mydata\` shows everything that I keep about you.`
}
