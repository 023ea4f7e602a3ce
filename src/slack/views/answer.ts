import type { InputBlock, ModalView } from '@slack/types'
import type { DateTime } from 'luxon'
import type { PollDate } from '#db/poll.ts'
import type { AnswerValue } from '#domain/planner.ts'
import { slotInWords } from '#text/date.ts'
import { fieldLabels } from '#text/field.ts'
import { answersKept, formIntro } from '#text/poll.ts'
import { recordedByLine } from '#text/record.ts'
import { actions, context, field, form, labelled, option, section } from './parts.ts'

/** A member's answers in a poll, as the form shows them. */
export type AnswerModel = {
  pollId: string
  timeZone: string
  closesAt: DateTime
  dates: readonly PollDate[]
  values: ReadonlyMap<string, AnswerValue>
  /** The convenors who recorded some of them for the member. */
  recordedBy: readonly string[]
  /** Slack keeps what was chosen in a field as long as its id stays; a new version shows what is stored. */
  version: number
}

const VALUES = ['can', 'ifNeedBe', 'cannot'] as const satisfies readonly AnswerValue[]

/** The private form with every date of a poll, and all of them in one press. */
export function answerView(model: AnswerModel): ModalView {
  return form('answers', JSON.stringify({ pollId: model.pollId, version: model.version }), [
    section(formIntro(model)),
    actions(labelled('allCan', 'can'), labelled('allIfNeedBe', 'ifNeedBe'), labelled('allCannot', 'cannot')),
    ...dateFields(model, { isKeptAtOnce: true }),
    context(answersKept(model.values.size, model.dates.length)),
    ...(model.recordedBy.length > 0 ? [context(recordedByLine(model.recordedBy))] : []),
  ])
}

/** Every date with its three choices; each press is kept at once, or all of them when the form is submitted. */
export function dateFields(
  model: Pick<AnswerModel, 'dates' | 'timeZone' | 'values' | 'version'>,
  { isKeptAtOnce }: { isKeptAtOnce: boolean },
): InputBlock[] {
  return model.dates.map((date) => dateField(date, model, isKeptAtOnce))
}

function dateField(
  date: PollDate,
  { timeZone, values, version }: Pick<AnswerModel, 'timeZone' | 'values' | 'version'>,
  dispatches: boolean,
): InputBlock {
  const words = fieldLabels()
  const options = VALUES.map((value) => option(words[value], value))
  const initial = options.find(({ value }) => value === values.get(date.id))
  return field(
    slotInWords({ ...date, timeZone }),
    `${date.id}:${version}`,
    {
      type: 'radio_buttons',
      action_id: 'answer',
      options,
      ...(initial && { initial_option: initial }),
    },
    { isOptional: true, dispatches },
  )
}
