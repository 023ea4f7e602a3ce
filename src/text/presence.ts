import * as de from './de/presence.ts'
import * as en from './en/presence.ts'
import { inLanguages } from './language.ts'

export const { memberAwayText, memberBackText, awayText, notArrivedText } = inLanguages({ en, de })
