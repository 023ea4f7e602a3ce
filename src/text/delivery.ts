import * as de from './de/delivery.ts'
import * as en from './en/delivery.ts'
import { inLanguages } from './language.ts'

export type { Particulars } from './en/delivery.ts'

export const { slackWasAwayText, pageTwiceText, spokenOf, restoredText } = inLanguages({ en, de })
