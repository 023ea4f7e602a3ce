import * as de from './de/group.ts'
import * as en from './en/group.ts'
import { inLanguages } from './language.ts'

export const {
  introduction,
  whichGroup,
  setUpDone,
  settingsSaved,
  sizeHint,
  surveyHint,
  rosterLockedHint,
  notPeople,
  settingsProblemInWords,
  settingsInWords,
} = inLanguages({ en, de })
