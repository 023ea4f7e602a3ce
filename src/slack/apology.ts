import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import type { Outcome } from '#domain/refusal.ts'
import { severalDone } from '#text/apology.ts'
import { refusalInWords } from '#text/refusal.ts'
import { apologySent, apologyTakenBack } from '#text/session.ts'
import type { Where } from '#usecases/access.ts'
import { myApologies, setApologies, setApology } from '#usecases/apology.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { type FormOutput, openForm } from './form.ts'
import { idSchema, pressedId, readId } from './payload.ts'
import { answerPress, answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { apologiesView, severalApologiesView } from './views/apology.ts'
import { noticeView } from './views/notice.ts'
import { actions, labelled, section } from './views/parts.ts'

/** `/supportgroup apologies` */
export const apologiesCommand: Command = {
  name: 'apologies',
  isFor: 'members',
  form: (shell, { actor }) => apologiesForm(shell, actor),
}

/** Listens to the buttons and the form by which members send apologies and take them back. */
export function registerApology(app: App, shell: Shell): void {
  registerSeveral(app, shell)

  app.action('apologies', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const form = apologiesForm(shell, { ...actor, groupId: pressedId(action) })
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  for (const [actionId, isSent] of [
    ['apologise', true],
    ['comeAfterAll', false],
  ] as const) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const sessionId = pressedId(action)
      const outcome = await setApology(shell.context(), actor, sessionId, isSent)
      if ('refusal' in outcome) return answerRefusal(shell, press, outcome.refusal)
      if (body.type === 'block_actions' && body.view?.type === 'modal') {
        const { group } = outcome.value
        return showAgain(shell, body.view.id, { ...actor, groupId: group.id })
      }
      const { session } = outcome.value
      const text = isSent ? apologySent(session) : apologyTakenBack(session)
      const opposite = isSent ? labelled('comeAfterAll', sessionId) : labelled('apologise', sessionId)
      await answerPress(shell, press, { text, blocks: [section(text), actions(opposite)] })
    })
  }
}

function registerSeveral(app: App, shell: Shell): void {
  app.action('severalApologies', async ({ ack, body, action }) => {
    await ack()
    if (body.type !== 'block_actions' || !body.view) return
    const actor = { ...actorOf(body), groupId: pressedId(action) }
    const outcome = await myApologies(shell.context(), actor)
    const view =
      'refusal' in outcome
        ? noticeView(refusalInWords(outcome.refusal))
        : severalApologiesView(actor.groupId, outcome.value.coming)
    await shell.client.views.update({ view_id: body.view.id, view })
  })

  app.view('severalApologies', async ({ ack, view, body }) => {
    const actor = { ...actorOf(body), groupId: readId(view.private_metadata) }
    const outcome = await setApologies(shell.context(), actor, changedApologies(view))
    const words = 'refusal' in outcome ? refusalInWords(outcome.refusal) : severalDone(outcome.value)
    await ack({ response_action: 'update', view: noticeView(words) })
  })
}

const options = z.array(z.looseObject({ value: idSchema })).nullish()
const sessionBlock = z.looseObject({
  block_id: z.string(),
  element: z.looseObject({
    type: z.literal('checkboxes'),
    action_id: z.string(),
    options,
    initial_options: options,
  }),
})

/** Which sessions were ticked or unticked in a form since it opened: session id → whether it is ticked now. */
export function changedApologies({ blocks, state }: FormOutput): Map<string, boolean> {
  const changed = new Map<string, boolean>()
  for (const block of blocks) {
    const { data } = sessionBlock.safeParse(block)
    if (!data) continue
    const { action_id, options: shown, initial_options: opened } = data.element
    const field = z
      .looseObject({ selected_options: options })
      .safeParse(state.values[data.block_id]?.[action_id])
    const isIn = (each: z.infer<typeof options>, id: string) =>
      each?.some(({ value }) => value === id) ?? false
    for (const { value: id } of shown ?? []) {
      const isTicked = isIn(field.data?.selected_options, id)
      if (isTicked !== isIn(opened, id)) changed.set(id, isTicked)
    }
  }
  return changed
}

async function apologiesForm(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await myApologies(shell.context(), actor)
  return 'refusal' in outcome
    ? outcome
    : { value: apologiesView(outcome.value.group.id, outcome.value.coming) }
}

async function showAgain(shell: Shell, viewId: string, actor: Where): Promise<void> {
  const outcome = await apologiesForm(shell, actor)
  if ('value' in outcome) await shell.client.views.update({ view_id: viewId, view: outcome.value })
}
