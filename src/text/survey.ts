import * as de from './de/survey.ts'
import * as en from './en/survey.ts'
import { inLanguages } from './language.ts'

export const {
  surveyLabel,
  scoreInWords,
  surveyQuestionText,
  surveyOpenText,
  surveyFormText,
  surveyThanks,
  surveyResultText,
  surveyWithheldText,
  tooFewText,
  nextSurveyText,
} = inLanguages({ en, de })
