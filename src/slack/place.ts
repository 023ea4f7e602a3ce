import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import type { Outcome } from '#domain/refusal.ts'
import { cleaned } from '#domain/typed-text.ts'
import { placeProblemInWords, placeSaved } from '#text/place.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Where } from '#usecases/access.ts'
import { placeSession, placeSlot, placesAhead } from '#usecases/place.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { formValues, openForm } from './form.ts'
import { pressedId, read, readId } from './payload.ts'
import { answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'
import { placeView } from './views/place-form.ts'

/** `/supportgroup place` */
export const placeCommand: Command = {
  name: 'place',
  isFor: 'convenors',
  form: (shell, { actor }) => placeForm(shell, actor),
}

async function placeForm(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await placesAhead(shell.context(), actor)
  return 'refusal' in outcome ? outcome : { value: placeView(outcome.value) }
}

const fields = z.object({
  which: z
    .string()
    .regex(/^(slot|session) /)
    .transform((value) => ({ isSlot: value.startsWith('slot '), id: readId(value.split(' ')[1]) })),
  place: z.string().default('').transform(cleaned),
})

/** Listens to the button for the form in which a convenor says a place, and to that form. */
export function registerPlace(app: App, shell: Shell): void {
  app.action('place', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const form = placeForm(shell, { ...actor, groupId: pressedId(action) })
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.view('place', async ({ ack, view, body }) => {
    const actor = { ...actorOf(body), groupId: readId(view.private_metadata) }
    const { which, place } = read(fields, formValues(view.state.values))
    const say = which.isSlot ? placeSlot : placeSession
    const outcome = await say(shell.context(), actor, which.id, place)
    if ('refusal' in outcome)
      return ack({ response_action: 'update', view: noticeView(refusalInWords(outcome.refusal)) })
    if (!outcome.value.saved)
      return ack({
        response_action: 'errors',
        errors: { place: placeProblemInWords(outcome.value.problem) },
      })
    return ack({ response_action: 'update', view: noticeView(placeSaved()) })
  })
}
