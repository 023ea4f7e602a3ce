import * as de from './de/settings-field.ts'
import * as en from './en/settings-field.ts'
import { inLanguages } from './language.ts'

export const {
  settingsLabels,
  planningLabels,
  alternationLabels,
  slotLabels,
  lengthLabel,
  zonesLabel,
  reminderLabel,
} = inLanguages({ en, de })
