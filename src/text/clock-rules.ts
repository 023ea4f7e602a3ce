import * as de from './de/clock-rules.ts'
import * as en from './en/clock-rules.ts'
import { inLanguages } from './language.ts'

export const { clockRulesChangedText } = inLanguages({ en, de })
