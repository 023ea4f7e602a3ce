import * as de from './de/consent.ts'
import * as en from './en/consent.ts'
import { inLanguages } from './language.ts'

export const { agreedText } = inLanguages({ en, de })
