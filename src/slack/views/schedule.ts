import type { KnownBlock, ModalView } from '@slack/types'
import { type CandidateSlot, slotKey } from '#domain/calendar.ts'
import { DATES_PER_PAGE } from '#domain/poll.ts'
import { monthInWords, slotInWords } from '#text/date.ts'
import { closesTimeLabel, fieldLabels } from '#text/field.ts'
import { previewText, whichTimeChoice, whichTimeQuestion } from '#text/poll.ts'
import { counted, field, form, option, runCountBlock, section } from './parts.ts'

/** What the convenor is asked before candidate dates are shown. Days and times are local to the group. */
export type ScheduleModel = {
  channelId: string
  /** Null where one session at a time is planned, so that there is nothing to choose. */
  sessions: number | null
  from: string
  until: string
  closesOn: string
  closesTime: string
  timeZone: string
  /** Which is meant of two times that clocks show on the closing night; absent until that has to be asked. */
  whichTime?: 'first' | 'second'
  /** How many runs the rules leave on these days, in words. */
  runsLeft: string
}

/** The form that opens a poll. */
export function scheduleView(model: ScheduleModel): ModalView {
  const words = fieldLabels()
  return form('schedule', model.channelId, [
    ...(model.sessions === null ? [] : [counted(sessionsField(model.sessions))]),
    counted(day(words.from, 'from', model.from)),
    counted(day(words.until, 'until', model.until)),
    runCountBlock(model.runsLeft),
    day(words.closesOn, 'closesOn', model.closesOn),
    field(closesTimeLabel(model.timeZone.replaceAll('_', ' ')), 'closesTime', {
      type: 'timepicker',
      action_id: 'closesTime',
      initial_time: model.closesTime,
    }),
    ...(model.whichTime ? [whichTimeField(model.closesTime, model.whichTime)] : []),
  ])
}

/** What is carried from the form to the preview, as the convenor typed it. */
export type ScheduleInput = {
  channelId: string
  sessions: number
  from: string
  until: string
  closesOn: string
  closesTime: string
  whichTime?: 'first' | 'second' | undefined
}

/** The preview: every candidate date with its marks, to be unticked; nothing is posted before this is submitted. */
export function previewView(
  input: ScheduleInput,
  dates: readonly { slot: CandidateSlot; notes: readonly string[] }[],
  counts: { runs: bigint; pages: number },
  timeZone: string,
): ModalView {
  const text = previewText(dates.length, counts.runs, counts.pages, input.sessions)
  return form('preview', JSON.stringify(input), [section(text), ...monthBlocks(dates, timeZone)])
}

function monthBlocks(
  dates: readonly { slot: CandidateSlot; notes: readonly string[] }[],
  timeZone: string,
): KnownBlock[] {
  const months = Map.groupBy(dates, ({ slot }) => slot.on.slice(0, 7))
  return [...months].flatMap(([month, inMonth]) =>
    Array.from({ length: Math.ceil(inMonth.length / DATES_PER_PAGE) }, (_, chunk) => {
      const part = inMonth.slice(chunk * DATES_PER_PAGE, (chunk + 1) * DATES_PER_PAGE)
      const options = part.map(({ slot, notes }) =>
        option(slotInWords({ ...slot, timeZone }), slotKey(slot), notes.join('; ')),
      )
      const id = `keep-${month}-${chunk}`
      return field(
        monthInWords(`${month}-01`),
        id,
        { type: 'checkboxes', action_id: id, options, initial_options: options },
        { isOptional: true },
      )
    }),
  )
}

function sessionsField(sessions: number) {
  return field(fieldLabels().sessions, 'sessions', {
    type: 'number_input',
    action_id: 'sessions',
    is_decimal_allowed: false,
    initial_value: String(sessions),
  })
}

function whichTimeField(time: string, chosen: 'first' | 'second') {
  const choice = (which: 'first' | 'second') => option(whichTimeChoice(which), which)
  return field(whichTimeQuestion(time), 'whichTime', {
    type: 'radio_buttons',
    action_id: 'whichTime',
    options: [choice('first'), choice('second')],
    initial_option: choice(chosen),
  })
}

function day(label: string, id: string, initial: string) {
  return field(label, id, { type: 'datepicker', action_id: id, initial_date: initial })
}
