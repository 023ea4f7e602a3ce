import type { App } from '@slack/bolt'
import * as z from 'zod'
import { refusalInWords } from '#text/refusal.ts'
import { surveyThanks, tooFewText } from '#text/survey.ts'
import { answerSurvey, type SurveyQuestion, surveyHere, surveyQuestion } from '#usecases/survey.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { formValues, openForm } from './form.ts'
import { pressedId, read, readId } from './payload.ts'
import { answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'
import { surveyView } from './views/survey.ts'

/** `/supportgroup survey` */
export const surveyCommand: Command = {
  name: 'survey',
  isFor: 'members',
  async form(shell, { actor }) {
    const outcome = await surveyHere(shell.context(), actor)
    if ('refusal' in outcome) return outcome
    const here = outcome.value
    return {
      value: here.kind === 'question' ? formOf(here) : noticeView(tooFewText(here.isSoNow, here.next)),
    }
  },
}

/** Listens to the button under the private question and to its form. */
export function registerSurvey(app: App, shell: Shell): void {
  app.action('answerSurvey', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const surveyId = pressedId(action)
    const form = surveyQuestion(shell.context(), actor, surveyId).then((outcome) =>
      'refusal' in outcome ? outcome : { value: formOf(outcome.value) },
    )
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.view('survey', async ({ ack, view, body }) => {
    const { score } = read(scoreSchema, formValues(view.state.values))
    const surveyId = readId(view.private_metadata)
    const outcome = await answerSurvey(shell.context(), actorOf(body), surveyId, score)
    const words =
      'refusal' in outcome ? refusalInWords(outcome.refusal) : surveyThanks(closingOf(outcome.value))
    await ack({ response_action: 'update', view: noticeView(words) })
  })
}

const scoreSchema = z.object({ score: z.string().regex(/^\d+$/).transform(Number) })

function formOf(question: SurveyQuestion) {
  return surveyView({ id: question.survey.id, ...closingOf(question) })
}

function closingOf({ survey, group }: SurveyQuestion) {
  return { closesAt: survey.closesAt, timeZone: group.timeZone }
}
