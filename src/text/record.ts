import * as de from './de/record.ts'
import * as en from './en/record.ts'
import { inLanguages } from './language.ts'

export const {
  recordableInWords,
  recordIntro,
  recordingFor,
  answersRecorded,
  choiceRecorded,
  personIsTold,
  recordedByLine,
  answersRecordedForYou,
  apologiesRecordedForYou,
  choiceRecordedForYou,
} = inLanguages({ en, de })
