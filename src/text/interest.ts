import * as de from './de/interest.ts'
import * as en from './en/interest.ts'
import { inLanguages } from './language.ts'

export const { ownInterestText, interestListText, howToGetOn, invitingLater, interestShownText } =
  inLanguages({ en, de })
