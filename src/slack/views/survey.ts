import type { ModalView } from '@slack/types'
import type { DateTime } from 'luxon'
import { SCORES } from '#domain/survey.ts'
import { fieldLabels } from '#text/field.ts'
import { scoreInWords, surveyFormText, surveyLabel, surveyQuestionText } from '#text/survey.ts'
import { actions, field, form, labelled, type Message, option, plainText, section } from './parts.ts'

/** A survey, as far as people see it while it is open. */
type OpenSurvey = { id: string; closesAt: DateTime; timeZone: string }

/** The private question, which a form answers. */
export function surveyQuestionMessage(survey: OpenSurvey): Message {
  const text = surveyQuestionText(survey)
  return {
    text,
    blocks: [section(text), actions(labelled('answerSurvey', survey.id, { style: 'primary' }))],
  }
}

/** The form: one question and nothing else. It is a list, because radio buttons allow ten answers and there are eleven. */
export function surveyView(survey: OpenSurvey): ModalView {
  return form('survey', survey.id, [
    section(surveyFormText(survey)),
    field(surveyLabel(), 'score', {
      type: 'static_select',
      action_id: 'score',
      placeholder: plainText(fieldLabels().chooseNumber, 150),
      options: SCORES.map((score) => option(scoreInWords(score), String(score))),
    }),
  ])
}
