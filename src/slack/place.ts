import type { App } from '@slack/bolt'
import * as z from 'zod'
import { cleaned } from '#domain/typed-text.ts'
import { placeProblemInWords, placeSaved } from '#text/place.ts'
import { refusalInWords } from '#text/refusal.ts'
import { placeSession, placeSlot, placesAhead } from '#usecases/place.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { formValues } from './form.ts'
import { read, readId } from './payload.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'
import { placeView } from './views/place-form.ts'

/** `/supportgroup place` */
export const placeCommand: Command = {
  name: 'place',
  isFor: 'convenors',
  async form(shell, { actor }) {
    const outcome = await placesAhead(shell.context(), actor)
    return 'refusal' in outcome ? outcome : { value: placeView(outcome.value) }
  },
}

const fields = z.object({
  which: z
    .string()
    .regex(/^(slot|session) /)
    .transform((value) => ({ isSlot: value.startsWith('slot '), id: readId(value.split(' ')[1]) })),
  place: z.string().default('').transform(cleaned),
})

/** Listens to the form in which a convenor says a place. */
export function registerPlace(app: App, shell: Shell): void {
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
