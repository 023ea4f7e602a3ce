import type { App } from '@slack/bolt'
import type { Outcome } from '#domain/refusal.ts'
import {
  convenesHere,
  endInterest,
  interestNow,
  myInterest,
  type OwnInterest,
  returnToInterest,
  showInterest,
} from '#usecases/interest.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { pressedId } from './payload.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { interestListMessage, ownInterestMessage } from './views/interest.ts'
import type { Message } from './views/parts.ts'
import { whyNotByThemselves } from './workspace-person.ts'

/**
 * `/supportgroup interest`: the list for a convenor in the group's channel; for everybody else their own place on
 * it, wherever they type it. With the word that a convenor has passed on, they are on the list.
 */
export const interestCommand: Command = {
  name: 'interest',
  isFor: 'anybody',
  async reply(shell, { actor, rest }) {
    const context = shell.context()
    if (rest !== '')
      return (
        (await whyNotByThemselves(shell, actor.slackUserId)) ??
        shown(await showInterest(context, actor, rest))
      )
    if (!(await convenesHere(context, actor))) return shown(await myInterest(context, actor))
    const outcome = await interestNow(context, actor)
    return 'refusal' in outcome ? outcome : { value: interestListMessage(outcome.value) }
  },
}

function shown(outcome: Outcome<OwnInterest | OwnInterest[]>): Outcome<Message> {
  return 'refusal' in outcome ? outcome : { value: ownInterestMessage([outcome.value].flat()) }
}

/** Listens to people putting themselves on an interest list and off it. */
export function registerInterest(app: App, shell: Shell): void {
  for (const [actionId, change, isOn] of [
    ['returnToInterest', returnToInterest, true],
    ['endInterest', endInterest, false],
  ] as const) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const groupId = pressedId(action)
      const outcome =
        (isOn ? await whyNotByThemselves(shell, actor.slackUserId) : null) ??
        (await change(shell.context(), actor, groupId))
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await replaceQuestion(shell, press, ownInterestMessage([outcome.value]))
    })
  }
}
