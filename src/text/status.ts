import * as de from './de/status.ts'
import * as en from './en/status.ts'
import { inLanguages } from './language.ts'

export const {
  nextSessionText,
  openPollText,
  answeredText,
  silentText,
  closePollConfirmation,
  nothingPlanned,
  busStopBehindText,
  choosingText,
  strangerText,
  privacyText,
} = inLanguages({ en, de })
