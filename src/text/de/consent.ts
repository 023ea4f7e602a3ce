import type { DateTime } from 'luxon'
import { momentInWords } from './date.ts'

/** To a member who has agreed to what is kept. */
export function agreedText(at: DateTime, timeZone: string): string {
  return `Danke. Ich habe festgehalten, dass du zugestimmt hast: ${momentInWords(at, timeZone)}. Wenn du es dir anders überlegst, verlasse jederzeit mit \`/supportgroup leave\` die Gruppe: Damit nimmst du deine Zustimmung zurück. \`/supportgroup mydata\` zeigt alles, was ich über dich speichere.`
}
