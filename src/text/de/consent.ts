import type { DateTime } from 'luxon'
import { momentInWords } from './date.ts'

/** To a member who has agreed to what is kept. */
export function agreedText(at: DateTime, timeZone: string): string {
  return `Danke. Ich habe festgehalten, dass du damit einverstanden bist: ${momentInWords(at, timeZone)}. Du kannst es jederzeit mit \`/supportgroup leave\` zurücknehmen; \`/supportgroup mydata\` zeigt alles, was ich über dich speichere.`
}
