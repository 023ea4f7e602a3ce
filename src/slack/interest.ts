import type { App } from '@slack/bolt'
import { anotherTime, askedText, welcomeText } from '#text/interest.ts'
import { refusalInWords } from '#text/refusal.ts'
import { askToJoin, interestNow, replyToJoin } from '#usecases/interest.ts'
import { actorOf, idSchema, pressedValue } from './actor.ts'
import { formValues, openForm } from './form.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { interestView } from './views/interest.ts'
import { noticeView } from './views/notice.ts'
import { paragraph } from './views/parts.ts'

/** Listens to the convenor asking people on the interest list, and to their replies. */
export function registerInterest(app: App, shell: Shell): void {
  app.action('askInterested', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const groupId = idSchema.parse(pressedValue(action))
    const form = interestNow(shell.context(), { ...actor, groupId }).then((outcome) =>
      'refusal' in outcome ? outcome : { value: interestView(outcome.value) },
    )
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.view('interest', async ({ ack, view, body }) => {
    const actor = { ...actorOf(body), groupId: idSchema.parse(view.private_metadata) }
    const people = Object.values(formValues(view.state.values)).flat()
    const outcome = await askToJoin(shell.context(), actor, people)
    const words = 'refusal' in outcome ? refusalInWords(outcome.refusal) : askedText(outcome.value)
    await ack({ response_action: 'update', view: noticeView(words) })
  })

  for (const [actionId, wantsToJoin] of [
    ['joinYes', true],
    ['joinNo', false],
  ] as const) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const runId = idSchema.parse(pressedValue(action))
      const outcome = await replyToJoin(shell.context(), actor, runId, wantsToJoin)
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await replaceQuestion(shell, press, paragraph(wantsToJoin ? welcomeText() : anotherTime()))
    })
  }
}
