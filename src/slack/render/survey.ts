import { findSurvey } from '#db/survey.ts'
import { isSurveyOpen, result } from '#domain/survey.ts'
import { paragraph } from '#slack/views/parts.ts'
import { surveyQuestionMessage } from '#slack/views/survey.ts'
import { surveyResultText, surveyWithheldText } from '#text/survey.ts'
import { trendOf } from '#usecases/survey.ts'
import type { Renderers } from './renderer.ts'

/** What is said about a survey. */
export const surveyRenderers: Renderers<'surveyQuestion' | 'surveyResult' | 'surveyWithheld'> = {
  // Also to those who have answered already: a message that was passed over would tell that they have.
  async surveyQuestion({ tx, about, group, now }) {
    const survey = await findSurvey(tx, about.surveyId)
    if (!survey || !isSurveyOpen(survey, now)) return null
    return surveyQuestionMessage({ id: survey.id, closesAt: survey.closesAt, timeZone: group.timeZone })
  },

  async surveyResult({ tx, about }) {
    const survey = await findSurvey(tx, about.surveyId)
    const shown = survey?.status === 'published' ? result(survey.counts) : null
    return survey && shown && paragraph(surveyResultText(shown, await trendOf(tx, survey)))
  },

  async surveyWithheld() {
    return paragraph(surveyWithheldText())
  },
}
