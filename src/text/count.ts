import * as de from './de/count.ts'
import * as en from './en/count.ts'
import { inLanguages } from './language.ts'

export const { inWords, InWords, counted, times, ordinal, listed } = inLanguages({ en, de })
