import * as de from './de/calendar.ts'
import * as en from './en/calendar.ts'
import { inLanguages } from './language.ts'

export const { runCalendar } = inLanguages({ en, de })
