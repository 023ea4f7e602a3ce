import * as de from './de/date.ts'
import * as en from './en/date.ts'
import { inLanguages } from './language.ts'

export type { When } from './en/date.ts'

export const {
  dayInWords,
  dateInWords,
  monthInWords,
  clockInWords,
  hours,
  slotInWords,
  sessionInWords,
  eitherTime,
  momentInWords,
  zoneInWords,
  weekdayInWords,
  patternName,
  durationInWords,
} = inLanguages({ en, de })
