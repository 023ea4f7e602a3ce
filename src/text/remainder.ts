import * as de from './de/remainder.ts'
import * as en from './en/remainder.ts'
import { inLanguages } from './language.ts'

export const {
  whichDateFalls,
  comingLine,
  whatNow,
  skipChoice,
  moveChoice,
  anewChoice,
  anewIsTheSame,
  onlySkipping,
  nextIsAskedAnyway,
  replaceConfirmation,
  replaced,
  datesFallText,
  runChangedText,
  doneWithoutText,
  remainderAdvice,
  doWithoutConfirmation,
  doneWithout,
} = inLanguages({ en, de })
