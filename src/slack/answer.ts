import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import type { AnswerValue } from '#domain/planner.ts'
import type { Outcome } from '#domain/refusal.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Where } from '#usecases/access.ts'
import { type AnswerSheet, answerSheet, recordAnswers } from '#usecases/answer.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { type FormOutput, openForm } from './form.ts'
import { pressedId, pressedValue, read, readJson } from './payload.ts'
import { answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { answerView } from './views/answer.ts'
import { noticeView } from './views/notice.ts'

/** `/supportgroup answers` */
export const answersCommand: Command = {
  name: 'answers',
  isFor: 'members',
  form: (shell, { actor }) => answerForm(shell, actor),
}

/** Listens to the form on which a member answers: date by date, or all dates in one press. */
export function registerAnswer(app: App, shell: Shell): void {
  app.action('answerOnForm', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const form = answerForm(shell, { ...actor, groupId: pressedId(action) })
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.action('answer', async ({ ack, body }) => {
    await ack()
    if (body.type !== 'block_actions' || !body.view) return
    const { pollId } = metadataOf(body.view.private_metadata)
    const values = chosen(read(z.array(z.unknown()), body.actions))
    const outcome = await recordAnswers(shell.context(), actorOf(body), pollId, values)
    if ('refusal' in outcome)
      await showInstead(shell, body.view.id, noticeView(refusalInWords(outcome.refusal)))
  })

  app.action(/^all(Can|IfNeedBe|Cannot)$/, async ({ ack, body, action }) => {
    await ack()
    if (body.type !== 'block_actions' || !body.view) return
    const { pollId, version } = metadataOf(body.view.private_metadata)
    const value = read(answerValue, pressedValue(action))
    const values = new Map(dateIdsOf(read(z.array(z.unknown()), body.view.blocks)).map((id) => [id, value]))
    const outcome = await recordAnswers(shell.context(), actorOf(body), pollId, values)
    const view =
      'refusal' in outcome
        ? noticeView(refusalInWords(outcome.refusal))
        : answerView(modelOf(outcome.value, version + 1))
    await showInstead(shell, body.view.id, view)
  })

  // Every press was kept at once; this catches what Slack may not have sent, and only that: a field that
  // still shows what it opened with must not undo a reaction made meanwhile.
  app.view('answers', async ({ ack, view, body }) => {
    const { pollId } = metadataOf(view.private_metadata)
    const values = changedAnswers(view)
    if (values.size === 0) return ack()
    const outcome = await recordAnswers(shell.context(), actorOf(body), pollId, values)
    if ('value' in outcome) return ack()
    return ack({ response_action: 'update', view: noticeView(refusalInWords(outcome.refusal)) })
  })
}

async function answerForm(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await answerSheet(shell.context(), actor)
  return 'refusal' in outcome ? outcome : { value: answerView(modelOf(outcome.value, 1)) }
}

function modelOf({ poll, values, recordedBy }: AnswerSheet, version: number) {
  return {
    pollId: poll.id,
    timeZone: poll.timeZone,
    closesAt: poll.closesAt,
    dates: poll.dates,
    values,
    recordedBy,
    version,
  }
}

async function showInstead(shell: Shell, viewId: string, view: ModalView): Promise<void> {
  await shell.client.views.update({ view_id: viewId, view })
}

const answerValue = z.enum(['can', 'ifNeedBe', 'cannot'])
const metadata = z.object({ pollId: z.uuid(), version: z.number() })

function metadataOf(text: string) {
  return readJson(metadata, text)
}

const press = z.looseObject({
  action_id: z.literal('answer'),
  block_id: z.string(),
  selected_option: z.looseObject({ value: answerValue }),
})

function chosen(actions: readonly unknown[]): Map<string, AnswerValue> {
  return new Map(
    actions.map((each) => {
      const { block_id, selected_option } = read(press, each)
      return [dateIdOf(block_id), selected_option.value]
    }),
  )
}

/** What was chosen in a form with dates, as far as it differs from what the form showed when it opened. */
export function changedAnswers(view: FormOutput): Map<string, AnswerValue> {
  const opened = initialValues(view.blocks)
  return new Map([...submitted(view.state.values)].filter(([id, value]) => opened.get(id) !== value))
}

const fieldState = z.object({ answer: z.object({ selected_option: z.looseObject({ value: answerValue }) }) })

function submitted(state: Record<string, unknown>): Map<string, AnswerValue> {
  return new Map(
    Object.entries(state).flatMap(([blockId, field]) => {
      const parsed = fieldState.safeParse(field)
      return parsed.success ? [[dateIdOf(blockId), parsed.data.answer.selected_option.value] as const] : []
    }),
  )
}

const dateBlock = z.looseObject({
  block_id: z.string(),
  element: z.looseObject({
    action_id: z.literal('answer'),
    initial_option: z.looseObject({ value: answerValue }).optional(),
  }),
})

function dateBlocks(blocks: readonly unknown[]) {
  return blocks.flatMap((block) => {
    const parsed = dateBlock.safeParse(block)
    return parsed.success ? [parsed.data] : []
  })
}

function dateIdsOf(blocks: readonly unknown[]): string[] {
  return dateBlocks(blocks).map((block) => dateIdOf(block.block_id))
}

function initialValues(blocks: readonly unknown[]): Map<string, AnswerValue | undefined> {
  return new Map(
    dateBlocks(blocks).map((block) => [dateIdOf(block.block_id), block.element.initial_option?.value]),
  )
}

/** A field's id is the date's id and the version of the form. */
function dateIdOf(blockId: string): string {
  return blockId.split(':')[0] ?? ''
}
