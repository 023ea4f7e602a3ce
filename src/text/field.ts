import * as de from './de/field.ts'
import * as en from './en/field.ts'
import { inLanguages } from './language.ts'

export const { fieldLabels, closesTimeLabel } = inLanguages({ en, de })
