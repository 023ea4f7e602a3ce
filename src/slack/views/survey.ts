import type { ModalView } from '@slack/types'
import type { DateTime } from 'luxon'
import { SCORES } from '#domain/survey.ts'
import { scoreInWords, surveyFormText, surveyLabel, surveyQuestionText } from '#text/survey.ts'
import { actions, field, labelled, type Message, option, plainText, section } from './parts.ts'

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
  return {
    type: 'modal',
    callback_id: 'survey',
    private_metadata: survey.id,
    title: plainText('Survey', 24),
    submit: plainText('Send', 24),
    close: plainText('Cancel', 24),
    blocks: [
      section(surveyFormText(survey)),
      field(surveyLabel(), 'score', {
        type: 'static_select',
        action_id: 'score',
        placeholder: plainText('Choose a number', 150),
        options: SCORES.map((score) => option(scoreInWords(score), String(score))),
      }),
    ],
  }
}
