import type { App } from '@slack/bolt'
import { forgetMeConfirmation, forgetMeText, forgottenText } from '#text/erasure.ts'
import { nothingKept } from '#text/my-data.ts'
import { forgetMe, whatIsForgotten } from '#usecases/erasure.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { showHomeOnce } from './home.ts'
import { errorName } from './log.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { tellPrivately } from './told-privately.ts'
import { actions, labelled, type Message, paragraph, section } from './views/parts.ts'

/** `/supportgroup forgetme`, in a group's channel or anywhere else. */
export const forgetMeCommand: Command = {
  name: 'forgetme',
  isFor: 'anybody',
  async reply(shell, { actor }) {
    const outcome = await whatIsForgotten(shell.context(), actor)
    if ('refusal' in outcome) return outcome
    return { value: outcome.value ? forgetMeMessage(outcome.value) : paragraph(nothingKept()) }
  },
}

/** What it means, and the button that does it. */
export function forgetMeMessage({ groups }: { groups: readonly { name: string }[] }): Message {
  const text = forgetMeText(groups.map(({ name }) => name))
  const confirm = forgetMeConfirmation()
  const forget = labelled('forgetMe', 'everything', { style: 'danger', confirm })
  return { text, blocks: [...text.split('\n').map((part) => section(part)), actions(forget)] }
}

/** Listens to those who want to be forgotten. */
export function registerForgetMe(app: App, shell: Shell): void {
  app.action('forgetMe', async ({ ack, body, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const outcome = await forgetMe(shell.context(), actor)
    if ('refusal' in outcome) return answerRefusal(shell, press, outcome.refusal)
    const { now } = shell.context()
    const names = outcome.value?.groups.map(({ name }) => name)
    const text = names ? forgottenText(now, names) : nothingKept()
    await replaceQuestion(shell, press, paragraph(text))
    if (!names) return
    // Nothing tells any more that their Home tab was open.
    await showHomeOnce(shell, actor.slackUserId)
    await sendReceipt(shell, actor.slackUserId, paragraph(text), forgottenText(now, []))
  })
}

/** Not as a delivery, which would keep to whom it was. They have read the same where they pressed. */
async function sendReceipt(
  shell: Shell,
  slackUserId: string,
  receipt: Message,
  notification: string,
): Promise<void> {
  try {
    await tellPrivately(shell, slackUserId, receipt, notification)
  } catch (error) {
    shell.log.warn(errorName(error), 'receipt of an erasure not sent')
  }
}
