import type { App } from '@slack/bolt'
import { leftText } from '#text/roster.ts'
import { groupsToLeave, leaveGroup } from '#usecases/leave.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { pressedId } from './payload.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { paragraph } from './views/parts.ts'
import { leaveMessage } from './views/roster.ts'

/** `/supportgroup leave`, in the channel or anywhere else. */
export const leaveCommand: Command = {
  name: 'leave',
  isFor: 'anybody',
  async reply(shell, { actor }) {
    const outcome = await groupsToLeave(shell.context(), actor)
    if ('refusal' in outcome) return outcome
    const groups = outcome.value.map(({ id, name, convenorIds }) => ({
      id,
      name,
      isConvenor: convenorIds.includes(actor.slackUserId),
    }))
    return { value: leaveMessage(groups) }
  },
}

/** Listens to members who leave. */
export function registerLeave(app: App, shell: Shell): void {
  app.action('leaveGroup', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const groupId = pressedId(action)
    const outcome = await leaveGroup(shell.context(), actor, groupId)
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else await replaceQuestion(shell, press, paragraph(leftText(outcome.value.name)))
  })
}
