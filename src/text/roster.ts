import * as de from './de/roster.ts'
import * as en from './en/roster.ts'
import { inLanguages } from './language.ts'

export const {
  putOnRosterText,
  ratherNotText,
  takenOffRosterText,
  rosterOverriddenText,
  leaveText,
  leaveConfirmation,
  leftText,
  memberLeftText,
} = inLanguages({ en, de })
