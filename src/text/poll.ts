import * as de from './de/poll.ts'
import * as en from './en/poll.ts'
import { inLanguages } from './language.ts'

export const {
  pageHeading,
  howToAnswer,
  howToAnswerShort,
  pollClosedNote,
  dateLine,
  countInWords,
  dateNotes,
  nudgeText,
  cannotSayYet,
  muted,
  unmuted,
  everybodyAnsweredText,
  previewText,
  runsLeft,
  whichTimeQuestion,
  whichTimeChoice,
  pollOpened,
  pollClosing,
  nudged,
  remindersComing,
  formIntro,
  answersKept,
  chosenNote,
} = inLanguages({ en, de })
