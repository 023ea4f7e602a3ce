import * as de from './de/bus-stop.ts'
import * as en from './en/bus-stop.ts'
import { inLanguages } from './language.ts'

export const {
  busStopQuestionText,
  busStopReminderText,
  hasGroupHeardText,
  choiceInWords,
  choiceThanks,
  willTellThanks,
  willTellLabel,
  busStopSummaryText,
  placesFreeText,
  checklistText,
  closeConfirmation,
  closedText,
  stopIsClosedText,
  busStopClosedText,
  farewellText,
  nextRunText,
  busStopAheadText,
  ownChoiceText,
} = inLanguages({ en, de })
