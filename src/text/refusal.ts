import * as de from './de/refusal.ts'
import * as en from './en/refusal.ts'
import { inLanguages } from './language.ts'

export const { refusalInWords } = inLanguages({ en, de })
