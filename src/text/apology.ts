import * as de from './de/apology.ts'
import * as en from './en/apology.ts'
import { inLanguages } from './language.ts'

export type { SeveralApologies } from './en/apology.ts'

export const { severalIntro, sessionToTick, severalDone, severalRecorded, nothingChanged } = inLanguages({
  en,
  de,
})
