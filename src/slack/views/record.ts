import type { KnownBlock, ModalView } from '@slack/types'
import type { Group } from '#db/group.ts'
import type { Poll } from '#db/poll.ts'
import type { Session } from '#db/session.ts'
import type { ChoiceValue } from '#domain/bus-stop.ts'
import type { Recordable } from '#domain/delivery.ts'
import { choiceInWords } from '#text/bus-stop.ts'
import { fieldLabels } from '#text/field.ts'
import type { FormName } from '#text/form.ts'
import {
  answersRecordedForYou,
  apologiesRecordedForYou,
  choiceRecordedForYou,
  recordableInWords,
  recordIntro,
  recordingFor,
} from '#text/record.ts'
import type { RecordedChoice, RecordSheet } from '#usecases/record.ts'
import { dateFields } from './answer.ts'
import { apologyFields } from './apology.ts'
import { choiceButtons, theGroupKnows } from './bus-stop.ts'
import { actions, field, form, labelled, type Message, option, section } from './parts.ts'

/** The convenor says for whom, and what. */
export function recordView(groupId: string, recordable: readonly Recordable[]): ModalView {
  const options = recordable.map((what) => option(recordableInWords(what), what))
  const [only] = options.length === 1 ? options : []
  const words = fieldLabels()
  return form('record', groupId, [
    section(recordIntro()),
    field(words.who, 'who', { type: 'users_select', action_id: 'who' }),
    field(words.what, 'what', {
      type: 'radio_buttons',
      action_id: 'what',
      options,
      ...(only && { initial_option: only }),
    }),
  ])
}

/**
 * What a form in which something is recorded carries: whose, of which poll, group or bus stop, and, for a choice, what
 * it showed when it opened.
 */
export type RecordMetadata = { slackUserId: string; of: string; shown: string }

/** A choice as two forms that show the same have it. */
export function choiceKey(choice: RecordedChoice | null): string {
  return choice ? `${choice.value} ${choice.hasToldGroup}` : ''
}

/** The form for what is recorded, with what is known so far. */
export function recordSheetView(sheet: RecordSheet): ModalView {
  const { slackUserId } = sheet.member
  switch (sheet.what) {
    case 'answers': {
      const { poll, values } = sheet.sheet
      const model = { dates: poll.dates, timeZone: poll.timeZone, values, version: 1 }
      return recordForm(
        'recordAnswers',
        { slackUserId, of: poll.id, shown: '' },
        dateFields(model, { isKeptAtOnce: false }),
      )
    }
    case 'apologies':
      return recordForm(
        'recordApologies',
        { slackUserId, of: sheet.group.id, shown: '' },
        apologyFields(sheet.coming),
      )
    case 'choice':
      return recordForm(
        'recordChoice',
        { slackUserId, of: sheet.busStopId, shown: choiceKey(sheet.choice) },
        choiceFields(sheet.choice),
      )
  }
}

function recordForm(name: FormName, metadata: RecordMetadata, blocks: KnownBlock[]): ModalView {
  return form(name, JSON.stringify(metadata), [section(recordingFor(metadata.slackUserId)), ...blocks])
}

function choiceFields(choice: RecordedChoice | null): KnownBlock[] {
  const words = fieldLabels()
  const values: ChoiceValue[] = ['staying', 'gettingOff', 'undecided']
  const options = values.map((value) => option(choiceInWords(value), value))
  const initial = options.find(({ value }) => value === choice?.value)
  const told = option(words.groupIsTold, 'told')
  return [
    field(words.choice, 'choice', {
      type: 'radio_buttons',
      action_id: 'choice',
      options,
      ...(initial && { initial_option: initial }),
    }),
    field(
      words.told,
      'told',
      {
        type: 'checkboxes',
        action_id: 'told',
        options: [told],
        ...(choice?.hasToldGroup && { initial_options: [told] }),
      },
      { isOptional: true, hint: words.toldHint },
    ),
  ]
}

/** To a member whose answers were recorded. Whoever is away gets no buttons, since they would be refused. */
export function answersRecordedMessage(
  byId: string,
  poll: Poll,
  said: Parameters<typeof answersRecordedForYou>[1],
  isOpen: boolean,
  isAway: boolean,
): Message {
  const text = answersRecordedForYou(byId, said, isOpen ? poll.closesAt : null, poll.timeZone, isAway)
  const press = labelled('answerOnForm', poll.groupId)
  return { text, blocks: [section(text), ...(isOpen && !isAway ? [actions(press)] : [])] }
}

/** To a member whose apologies were recorded; `noted` are the coming sessions for which they are noted now. */
export function apologiesRecordedMessage(
  byId: string,
  group: Group,
  noted: readonly Session[],
  isAway: boolean,
): Message {
  const text = apologiesRecordedForYou(byId, noted, isAway)
  const press = labelled('apologies', group.id)
  return { text, blocks: [section(text), ...(isAway ? [] : [actions(press)])] }
}

/** To a member whose choice at a bus stop was recorded. */
export function choiceRecordedMessage(
  byId: string,
  busStopId: string,
  choice: RecordedChoice,
  isOpen: boolean,
  isAway: boolean,
): Message {
  const text = choiceRecordedForYou(byId, choice, isOpen, isAway)
  const mayChange = isOpen && !isAway
  const mayTell = mayChange && choice.value === 'gettingOff'
  return {
    text,
    blocks: [
      section(text),
      ...(mayTell ? [actions(theGroupKnows(busStopId))] : []),
      ...(mayChange ? [choiceButtons(busStopId)] : []),
    ],
  }
}
