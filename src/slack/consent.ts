import type { App } from '@slack/bolt'
import type { ConsentPlace } from '#domain/consent.ts'
import { agreedText } from '#text/consent.ts'
import { agree } from '#usecases/consent.ts'
import { actorOf } from './actor.ts'
import { pressedId } from './payload.ts'
import { answerPress, answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { AGREE } from './views/consent.ts'
import { paragraph } from './views/parts.ts'

const PLACES: readonly ConsentPlace[] = ['joining', 'introduction']

/** Listens to members who agree to what is kept about them. */
export function registerConsent(app: App, shell: Shell): void {
  for (const place of PLACES) {
    app.action(AGREE[place], async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const context = shell.context()
      const outcome = await agree(context, { ...actor, groupId: pressedId(action) }, place)
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await answerPress(shell, press, paragraph(agreedText(context.now, outcome.value.timeZone)))
    })
  }
}
