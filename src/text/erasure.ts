import * as de from './de/erasure.ts'
import * as en from './en/erasure.ts'
import { inLanguages } from './language.ts'

export const { forgetMeText, forgetMeConfirmation, forgottenText, memberErasedText, wordsErasedText } =
  inLanguages({ en, de })
