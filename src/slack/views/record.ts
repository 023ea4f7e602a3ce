import type { KnownBlock, ModalView } from '@slack/types'
import type { Group } from '#db/group.ts'
import type { Poll } from '#db/poll.ts'
import type { Session } from '#db/session.ts'
import type { ChoiceValue } from '#domain/bus-stop.ts'
import type { Recordable } from '#domain/delivery.ts'
import { choiceInWords } from '#text/bus-stop.ts'
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
import { actions, field, labelled, type Message, option, plainText, section } from './parts.ts'

/** The convenor says for whom, and what. */
export function recordView(groupId: string, recordable: readonly Recordable[]): ModalView {
  const options = recordable.map((what) => option(recordableInWords(what), what))
  const [only] = options.length === 1 ? options : []
  return {
    type: 'modal',
    callback_id: 'record',
    private_metadata: groupId,
    title: plainText('Record for somebody', 24),
    submit: plainText('Next', 24),
    close: plainText('Cancel', 24),
    blocks: [
      section(recordIntro()),
      field('For whom', 'who', { type: 'users_select', action_id: 'who' }),
      field('What', 'what', {
        type: 'radio_buttons',
        action_id: 'what',
        options,
        ...(only && { initial_option: only }),
      }),
    ],
  }
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
      return form(
        'recordAnswers',
        { slackUserId, of: poll.id, shown: '' },
        dateFields(model, { isKeptAtOnce: false }),
      )
    }
    case 'apologies':
      return form(
        'recordApologies',
        { slackUserId, of: sheet.group.id, shown: '' },
        apologyFields(sheet.coming),
      )
    case 'choice':
      return form(
        'recordChoice',
        { slackUserId, of: sheet.busStopId, shown: choiceKey(sheet.choice) },
        choiceFields(sheet.choice),
      )
  }
}

function form(callbackId: string, metadata: RecordMetadata, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: JSON.stringify(metadata),
    title: plainText('Record for somebody', 24),
    submit: plainText('Record', 24),
    close: plainText('Cancel', 24),
    blocks: [section(recordingFor(metadata.slackUserId)), ...blocks],
  }
}

function choiceFields(choice: RecordedChoice | null): KnownBlock[] {
  const values: ChoiceValue[] = ['staying', 'gettingOff', 'undecided']
  const options = values.map((value) => option(choiceInWords(value), value))
  const initial = options.find(({ value }) => value === choice?.value)
  const told = option('The group has been told', 'told')
  return [
    field('What they want at the bus stop', 'choice', {
      type: 'radio_buttons',
      action_id: 'choice',
      options,
      ...(initial && { initial_option: initial }),
    }),
    field(
      'When they are getting off',
      'told',
      {
        type: 'checkboxes',
        action_id: 'told',
        options: [told],
        ...(choice?.hasToldGroup && { initial_options: [told] }),
      },
      { isOptional: true, hint: 'I thank them by name at the stop only if they say so themselves.' },
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
