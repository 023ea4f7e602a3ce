import * as de from './de/loosening.ts'
import * as en from './en/loosening.ts'
import { inLanguages } from './language.ts'

export type { LooseningNames } from './en/loosening.ts'

export const { whatWouldHelp, wayInWords, looseningLabel, loosenConfirmation } = inLanguages({ en, de })
