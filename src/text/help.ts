import * as de from './de/help.ts'
import * as en from './en/help.ts'
import { inLanguages } from './language.ts'

export type { CommandLine } from './en/help.ts'

export const {
  helpText,
  howToBegin,
  unknownSubCommand,
  invitedText,
  oneMoment,
  brokenText,
  formBrokenText,
  tooQuickText,
  outdatedText,
  commandUnknown,
  isItThereText,
  couldNotPostText,
  notPrivateText,
  messageRefusedText,
  postingParked,
  settledText,
} = inLanguages({ en, de })
