import * as de from './de/convenor.ts'
import * as en from './en/convenor.ts'
import { inLanguages } from './language.ts'

export const {
  whoConvenes,
  convenorsHint,
  cannotConvene,
  convenorsSaved,
  convenorsChangedText,
  convenorOutsideText,
  becameConvenorText,
  ceasedConvenorText,
  convenorGoneText,
  convenorBackText,
  convenorWantedText,
  offerConfirmation,
  offerLine,
  supportNoted,
  nowConvening,
} = inLanguages({ en, de })
