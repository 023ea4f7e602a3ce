import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Outcome } from '#domain/refusal.ts'
import { apologySent, apologyTakenBack } from '#text/session.ts'
import type { Where } from '#usecases/access.ts'
import { myApologies, setApology } from '#usecases/apology.ts'
import { actorOf, idSchema, pressedValue } from './actor.ts'
import type { Command } from './command.ts'
import { openForm } from './form.ts'
import { answerPress, answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { apologiesView } from './views/apology.ts'
import { actions, button, section } from './views/parts.ts'

/** `/supportgroup apologies` */
export const apologiesCommand: Command = {
  name: 'apologies',
  usage: 'sends apologies for a session, or takes them back.',
  isForConvenors: false,
  form: (shell, { actor }) => apologiesForm(shell, actor),
}

/** Listens to the buttons by which members send apologies and take them back. */
export function registerApology(app: App, shell: Shell): void {
  app.action('apologies', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const form = apologiesForm(shell, { ...actor, groupId: idSchema.parse(pressedValue(action)) })
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  for (const [actionId, isSent] of [
    ['apologise', true],
    ['comeAfterAll', false],
  ] as const) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const sessionId = idSchema.parse(pressedValue(action))
      const outcome = await setApology(shell.context(), actor, sessionId, isSent)
      if ('refusal' in outcome) return answerRefusal(shell, press, outcome.refusal)
      if (body.type === 'block_actions' && body.view?.type === 'modal') {
        const { group } = outcome.value
        return showAgain(shell, body.view.id, { ...actor, groupId: group.id })
      }
      const { session } = outcome.value
      const text = isSent ? apologySent(session) : apologyTakenBack(session)
      const opposite = isSent
        ? button('I can come after all', 'comeAfterAll', sessionId)
        : button('Send apologies', 'apologise', sessionId)
      await answerPress(shell, press, { text, blocks: [section(text), actions(opposite)] })
    })
  }
}

async function apologiesForm(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await myApologies(shell.context(), actor)
  return 'refusal' in outcome ? outcome : { value: apologiesView(outcome.value.coming) }
}

async function showAgain(shell: Shell, viewId: string, actor: Where): Promise<void> {
  const outcome = await apologiesForm(shell, actor)
  if ('value' in outcome) await shell.client.views.update({ view_id: viewId, view: outcome.value })
}
