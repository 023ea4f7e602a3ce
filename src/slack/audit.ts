import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Outcome } from '#domain/refusal.ts'
import type { Where } from '#usecases/access.ts'
import { auditNow } from '#usecases/audit.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { openForm } from './form.ts'
import { pressedId } from './payload.ts'
import { answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { auditMessage } from './views/audit.ts'
import { messageView } from './views/notice.ts'

/** `/supportgroup audit` */
export const auditCommand: Command = {
  name: 'audit',
  isFor: 'convenors',
  async reply(shell, { actor }) {
    const outcome = await auditNow(shell.context(), actor)
    return 'refusal' in outcome ? outcome : { value: auditMessage(outcome.value) }
  },
}

/** Listens to the button that shows the same. */
export function registerAudit(app: App, shell: Shell): void {
  app.action('audit', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const shown = auditView(shell, { ...actor, groupId: pressedId(action) })
    const refusal = await openForm(shell, actor.triggerId, shown)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })
}

async function auditView(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await auditNow(shell.context(), actor)
  return 'refusal' in outcome ? outcome : { value: messageView(auditMessage(outcome.value)) }
}
