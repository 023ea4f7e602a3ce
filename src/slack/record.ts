import type { App } from '@slack/bolt'
import * as z from 'zod'
import type { Outcome } from '#domain/refusal.ts'
import { nothingChanged, severalDone, severalRecorded } from '#text/apology.ts'
import { answersRecorded, choiceRecorded, personIsTold } from '#text/record.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Actor, Context } from '#usecases/context.ts'
import {
  recordAnswersFor,
  recordApologiesFor,
  recordableNow,
  recordChoiceFor,
  recordSheet,
} from '#usecases/record.ts'
import { actorOf } from './actor.ts'
import { changedAnswers } from './answer.ts'
import { changedApologies } from './apology.ts'
import type { Command } from './command.ts'
import { type FormOutput, formValues } from './form.ts'
import { idSchema, read, readId, readJson } from './payload.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'
import { choiceKey, type RecordMetadata, recordSheetView, recordView } from './views/record.ts'

/** `/supportgroup record` */
export const recordCommand: Command = {
  name: 'record',
  isFor: 'convenors',
  async form(shell, { actor }) {
    const outcome = await recordableNow(shell.context(), actor)
    if ('refusal' in outcome) return outcome
    return { value: recordView(outcome.value.group.id, outcome.value.recordable) }
  },
}

const request = z.object({ who: z.string(), what: z.enum(['answers', 'apologies', 'choice']) })
const metadata = z.object({ slackUserId: z.string(), of: idSchema, shown: z.string() })
const choiceForm = z.object({
  choice: z.enum(['staying', 'gettingOff', 'undecided']),
  told: z.array(z.string()).default([]),
})

/** Listens to the forms in which a convenor records something for a member. Who may is decided by the use cases. */
export function registerRecord(app: App, shell: Shell): void {
  app.view('record', async ({ ack, view, body }) => {
    const { who, what } = read(request, formValues(view.state.values))
    const actor = { ...actorOf(body), groupId: readId(view.private_metadata) }
    const outcome = await recordSheet(shell.context(), actor, who, what)
    if ('value' in outcome) return ack({ response_action: 'update', view: recordSheetView(outcome.value) })
    const words = refusalInWords(outcome.refusal)
    if (outcome.refusal.code === 'notOnRoster')
      return ack({ response_action: 'errors', errors: { who: words } })
    return ack({ response_action: 'update', view: noticeView(words) })
  })

  const listen = (callbackId: string, record: Recorder) =>
    app.view(callbackId, async ({ ack, view, body }) => {
      const actor = actorOf(body)
      const given = readJson(metadata, view.private_metadata)
      const outcome = await record(shell.context(), actor, given, view)
      await ack({ response_action: 'update', view: noticeView(afterwards(actor, given, outcome)) })
    })
  listen('recordAnswers', recordTheAnswers)
  listen('recordApologies', recordTheApologies)
  listen('recordChoice', recordTheChoice)
}

/** Stores what a form holds; answers what was done, in words. */
type Recorder = (
  context: Context,
  actor: Actor,
  given: RecordMetadata,
  form: FormOutput,
) => Promise<Outcome<{ words: string; isChanged: boolean }>>

const recordTheAnswers: Recorder = async (context, actor, { slackUserId, of }, form) => {
  const outcome = await recordAnswersFor(context, actor, slackUserId, of, changedAnswers(form))
  if ('refusal' in outcome) return outcome
  const changed = outcome.value
  return {
    value: { words: changed > 0 ? answersRecorded(changed) : nothingChanged(), isChanged: changed > 0 },
  }
}

const recordTheApologies: Recorder = async (context, actor, { slackUserId, of }, form) => {
  const where = { ...actor, groupId: of }
  const outcome = await recordApologiesFor(context, where, slackUserId, changedApologies(form))
  if ('refusal' in outcome) return outcome
  const words =
    slackUserId === actor.slackUserId ? severalDone(outcome.value) : severalRecorded(outcome.value)
  return { value: { words, isChanged: outcome.value.sent.length + outcome.value.takenBack.length > 0 } }
}

const recordTheChoice: Recorder = async (context, actor, { slackUserId, of, shown }, { state }) => {
  const { choice: value, told } = read(choiceForm, formValues(state.values))
  const choice = { value, hasToldGroup: value === 'gettingOff' && told.length > 0 }
  // A form that still shows what it opened with must not undo what the member chose meanwhile.
  const isSame = choiceKey(choice) === shown
  const outcome = isSame ? { value: false } : await recordChoiceFor(context, actor, slackUserId, of, choice)
  if ('refusal' in outcome) return outcome
  const isChanged = outcome.value
  return {
    value: { words: isChanged ? choiceRecorded(value, choice.hasToldGroup) : nothingChanged(), isChanged },
  }
}

function afterwards(
  actor: Actor,
  { slackUserId }: RecordMetadata,
  outcome: Awaited<ReturnType<Recorder>>,
): string {
  if ('refusal' in outcome) return refusalInWords(outcome.refusal)
  const { words, isChanged } = outcome.value
  return isChanged && slackUserId !== actor.slackUserId ? `${words}\n${personIsTold(slackUserId)}` : words
}
