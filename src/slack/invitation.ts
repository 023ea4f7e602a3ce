import type { App } from '@slack/bolt'
import { invitationStateText, invitedText, pleaseAgree } from '#text/invitation.ts'
import { refusalInWords } from '#text/refusal.ts'
import { interestNow } from '#usecases/interest.ts'
import { acceptInvitation, declineInvitation, invite, myInvitation } from '#usecases/invitation.ts'
import { actorOf } from './actor.ts'
import { formValues, openForm } from './form.ts'
import { pressedId, readId } from './payload.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { invitationMessage, inviteView, joinView } from './views/invitation.ts'
import { noticeView } from './views/notice.ts'

/** Listens to the convenor inviting people on the interest list, and to what they answer. */
export function registerInvitation(app: App, shell: Shell): void {
  listenToConvenors(app, shell)
  listenToInvited(app, shell)
}

function listenToConvenors(app: App, shell: Shell): void {
  app.action('invite', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const groupId = pressedId(action)
    const form = interestNow(shell.context(), { ...actor, groupId }).then((outcome) =>
      'refusal' in outcome ? outcome : { value: inviteView(outcome.value) },
    )
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.view('invite', async ({ ack, view, body }) => {
    const actor = { ...actorOf(body), groupId: readId(view.private_metadata) }
    const people = Object.values(formValues(view.state.values)).flat()
    const outcome = await invite(shell.context(), actor, people)
    if ('value' in outcome)
      return ack({ response_action: 'update', view: noticeView(invitedText(outcome.value)) })
    const words = refusalInWords(outcome.refusal)
    return outcome.refusal.code === 'tooManyInvited'
      ? ack({ response_action: 'errors', errors: { people0: words } })
      : ack({ response_action: 'update', view: noticeView(words) })
  })
}

function listenToInvited(app: App, shell: Shell): void {
  app.action('acceptInvitation', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const invitationId = pressedId(action)
    const form = myInvitation(shell.context(), actor, invitationId).then((outcome) =>
      'refusal' in outcome ? outcome : { value: joinView(invitationId) },
    )
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.view('join', async ({ ack, view, body }) => {
    const values = formValues(view.state.values)
    const isTicked = (field: string) => (values[field] ?? []).length > 0
    if (!isTicked('agree')) return ack({ response_action: 'errors', errors: { agree: pleaseAgree() } })
    const invitationId = readId(view.private_metadata)
    const outcome = await acceptInvitation(shell.context(), actorOf(body), invitationId, isTicked('welcome'))
    if ('refusal' in outcome)
      return ack({ response_action: 'update', view: noticeView(refusalInWords(outcome.refusal)) })
    const { group, invitation } = outcome.value
    const state = invitation.isAtBusStop ? 'accepted' : 'joined'
    const words = invitationStateText(state, group.name, invitation.isAtBusStop)
    return ack({ response_action: 'update', view: noticeView(words) })
  })

  app.action('declineInvitation', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const outcome = await declineInvitation(shell.context(), actor, pressedId(action))
    if ('refusal' in outcome) return answerRefusal(shell, press, outcome.refusal)
    const { group, invitation } = outcome.value
    await replaceQuestion(shell, press, invitationMessage(group, invitation, null))
  })
}
