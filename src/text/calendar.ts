import * as de from './de/calendar.ts'
import * as en from './en/calendar.ts'
import { inLanguages } from './language.ts'

export const {
  calendarName,
  sessionTitle,
  holdTitle,
  noDatesYet,
  feedOffer,
  feedSince,
  feedNotes,
  feedMade,
  feedElsewhere,
  feedStopped,
  feedNotOffered,
  addFeedTo,
  addNextTo,
  makeFeedLabel,
  renewFeedLabel,
  stopFeedLabel,
  renewFeedConfirmation,
  stopFeedConfirmation,
  calendarFileNames,
} = inLanguages({ en, de })
