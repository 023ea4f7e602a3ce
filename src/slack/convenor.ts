import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Outcome } from '#domain/refusal.ts'
import { cannotConvene, convenorsSaved, nowConvening, supportNoted, whoConvenes } from '#text/convenor.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Where } from '#usecases/access.ts'
import type { Actor } from '#usecases/context.ts'
import { changeConvenors, convenorsHere } from '#usecases/convenor.ts'
import { wantPresenceAt } from '#usecases/presence.ts'
import { offerToConvene, supportOffer, type TakeOver } from '#usecases/take-over.ts'
import { actorOf } from './actor.ts'
import { peopleChosen } from './channel.ts'
import type { Command } from './command.ts'
import { formValues, openForm } from './form.ts'
import { pressedId, readId } from './payload.ts'
import { peopleChange } from './people-field.ts'
import { answerPress, answerRefusal, type Press } from './reply.ts'
import type { Shell } from './shell.ts'
import { CONVENORS, convenorsView } from './views/convenor.ts'
import { noticeView } from './views/notice.ts'
import { paragraph } from './views/parts.ts'

/** `/supportgroup convenors`: who convenes; for a convenor the form that changes it. */
export const convenorsCommand: Command = {
  name: 'convenors',
  isFor: 'members',
  form: (shell, { actor }) => convenorsForm(shell, actor),
}

async function convenorsForm(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await convenorsHere(shell.context(), actor)
  if ('refusal' in outcome) return outcome
  const { group, isConvenor } = outcome.value
  return { value: isConvenor ? convenorsView(group) : noticeView(whoConvenes(group.convenorIds)) }
}

/** Listens to changes of the convenors, and to members who take over where there is none. */
export function registerConvenor(app: App, shell: Shell): void {
  app.view(CONVENORS, async ({ ack, view, body }) => {
    const actor = { ...actorOf(body), groupId: readId(view.private_metadata) }
    const chosen = [formValues(view.state.values)[CONVENORS] ?? []].flat()
    const change = peopleChange(view.blocks, CONVENORS, chosen)
    const people = await peopleChosen(shell, change.added)
    if (people.length < change.added.length)
      return ack({ response_action: 'errors', errors: { [CONVENORS]: cannotConvene() } })
    const outcome = await changeConvenors(shell.context(), actor, change)
    if (!('refusal' in outcome))
      return ack({ response_action: 'update', view: noticeView(convenorsSaved(outcome.value)) })
    const words = refusalInWords(outcome.refusal)
    if (['lastConvenor', 'tooManyConvenors'].includes(outcome.refusal.code))
      return ack({ response_action: 'errors', errors: { [CONVENORS]: words } })
    return ack({ response_action: 'update', view: noticeView(words) })
  })

  app.action('whoConvenes', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const groupId = pressedId(action)
    const refusal = await openForm(shell, actor.triggerId, convenorsForm(shell, { ...actor, groupId }))
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.action('offerToConvene', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const groupId = pressedId(action)
    const press = { respond, triggerId: actor.triggerId }
    await answer(press, actor, await offerToConvene(shell.context(), { ...actor, groupId }))
  })

  app.action('supportOffer', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const memberId = pressedId(action)
    const press = { respond, triggerId: actor.triggerId }
    await answer(press, actor, await supportOffer(shell.context(), actor, memberId))
  })

  const answer = async (press: Press, actor: Actor, outcome: Outcome<TakeOver>) => {
    if ('refusal' in outcome) {
      // Whoever presses something in the channel has perhaps just come, so Slack is asked.
      if (outcome.refusal.code === 'notArrived') await wantPresenceAt(shell.context(), actor)
      return answerRefusal(shell, press, outcome.refusal)
    }
    const { slackUserId: offering, isConvenor } = outcome.value
    const words = isConvenor
      ? nowConvening([offering])
      : supportNoted(offering, offering === actor.slackUserId)
    return answerPress(shell, press, paragraph(words))
  }
}
