import * as de from './de/home.ts'
import * as en from './en/home.ts'
import { inLanguages } from './language.ts'

export const {
  convenorIntro,
  decisionText,
  nothingWaits,
  expectedAheadText,
  notHeardFromText,
  interestedText,
  resultsText,
  settingsLabel,
  auditLabel,
  mySettingsText,
  ownRemindersIntro,
  ownRemindersLabel,
  ownRemindersSaved,
  whoConvenesText,
  moreGroupsText,
} = inLanguages({ en, de })
