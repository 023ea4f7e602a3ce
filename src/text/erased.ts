import * as de from './de/erased.ts'
import * as en from './en/erased.ts'
import { inLanguages } from './language.ts'

export const { erasedPerson } = inLanguages({ en, de })
