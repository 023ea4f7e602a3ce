import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import { REMINDER_CHOICES } from '#domain/group.ts'
import type { Outcome } from '#domain/refusal.ts'
import { ownRemindersSaved } from '#text/home.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Where } from '#usecases/access.ts'
import { chooseOwnReminders, ownReminders } from '#usecases/own-reminder.ts'
import { actorOf } from './actor.ts'
import { formValues, openForm } from './form.ts'
import { pressedId, read, readId } from './payload.ts'
import { answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'
import { ownRemindersView } from './views/own-reminder.ts'

const chosen = z.object({ reminders: z.array(z.enum(REMINDER_CHOICES)).default([]) })

/** Listens to members who choose when they are reminded privately. */
export function registerOwnReminder(app: App, shell: Shell): void {
  app.action('ownReminders', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const form = remindersForm(shell, { ...actor, groupId: pressedId(action) })
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.view('ownReminders', async ({ ack, view, body }) => {
    const actor = { ...actorOf(body), groupId: readId(view.private_metadata) }
    const { reminders } = read(chosen, formValues(view.state.values))
    const outcome = await chooseOwnReminders(shell.context(), actor, reminders)
    const words = 'refusal' in outcome ? refusalInWords(outcome.refusal) : ownRemindersSaved(outcome.value)
    await ack({ response_action: 'update', view: noticeView(words) })
  })
}

async function remindersForm(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await ownReminders(shell.context(), actor)
  return 'refusal' in outcome
    ? outcome
    : { value: ownRemindersView(outcome.value.group, outcome.value.reminders) }
}
