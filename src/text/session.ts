import * as de from './de/session.ts'
import * as en from './en/session.ts'
import { inLanguages } from './language.ts'

export type { NumberedWhen, WhyMissed } from './en/session.ts'

export const {
  expectedInWords,
  expectedBeside,
  reminderText,
  ownReminderText,
  reminderOverText,
  apologySent,
  apologyTakenBack,
  apologiesIntro,
  apologyLine,
  runCardText,
  runCardNotes,
  sessionOverText,
  nextIsSought,
  runOverText,
  sessionFixedText,
  sessionSkippedText,
  lateChangeText,
  belowMinimumText,
  skipConfirmation,
  leftAsItIs,
  skippedText,
  reminderMissedText,
  nextStepsText,
  calendarFileText,
  calendarFileSent,
  calendarFileMissing,
  yourTimeText,
} = inLanguages({ en, de })
