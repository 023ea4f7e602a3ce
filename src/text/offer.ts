import * as de from './de/offer.ts'
import * as en from './en/offer.ts'
import { inLanguages } from './language.ts'

export const {
  letter,
  offerIntro,
  notAllCompared,
  distanceInWords,
  optionInWords,
  leastOften,
  notHeardFrom,
  runDates,
  runStarts,
  fixConfirmation,
  fixed,
  amongEqualRuns,
  blockedInWords,
  fixedAutomaticallyText,
  onHoldAgainText,
  takenBackText,
  offerHeading,
} = inLanguages({ en, de })
