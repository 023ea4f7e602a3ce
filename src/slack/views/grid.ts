import type { TableBlock } from '@slack/types'
import type { Group } from '#db/group.ts'
import type { Poll, PollDate } from '#db/poll.ts'
import type { AnswerValue, PlannedRun } from '#domain/planner.ts'
import { mention } from '#text/escape.ts'
import { gridHead, gridLine, gridMark, gridNumber, shortDay } from '#text/grid.ts'
import { letter } from '#text/offer.ts'
import type { Answers } from '#usecases/offer.ts'

/** A table may have twenty columns; three are taken. */
const MEMBERS_AT_MOST = 17

/** With more fields the message would be longer than Slack takes. */
const FIELDS_AT_MOST = 500

/**
 * The dates that the grid shows: all of the poll or, where that is too many, those of the runs on offer. None where
 * Slack's table has no room for everybody.
 */
export function gridDates(group: Group, poll: Poll, options: readonly PlannedRun[]): PollDate[] {
  const members = group.members.length
  if (members > MEMBERS_AT_MOST) return []
  const onOffer = poll.dates.filter(({ id }) => options.some(({ dateIds }) => dateIds.includes(id)))
  return [poll.dates, onOffer].find((dates) => dates.length * members <= FIELDS_AT_MOST) ?? []
}

/**
 * Dates by members, for a convenor alone: a table because it can be read on a telephone, by a screen reader and on a
 * dark screen, shows people by the names that Slack knows, and leaves no picture with names in it anywhere.
 */
export function gridTable(
  group: Group,
  dates: readonly PollDate[],
  timeZone: string,
  options: readonly PlannedRun[],
  answers: Answers,
): TableBlock {
  const rows = dates.map((date) => {
    const values = group.members.map(({ id }) => answers.get(id)?.get(date.id))
    return [
      raw(shortDay(date.startsAt.setZone(timeZone))),
      raw(runsOf(options, date.id)),
      raw(gridNumber(values)),
      ...values.map((value) => raw(gridMark(value))),
    ]
  })
  const words = gridHead()
  const head = [
    raw(words.date),
    raw(words.run),
    raw(words.come),
    ...group.members.map((each) => person(each.slackUserId)),
  ]
  return { type: 'table', rows: [head, ...rows] }
}

/** The same in words, a line for each date, for the message's text. */
export function gridText(
  group: Group,
  dates: readonly PollDate[],
  timeZone: string,
  options: readonly PlannedRun[],
  answers: Answers,
): string[] {
  return dates.map((date) => {
    const who = (wanted: AnswerValue | undefined) =>
      group.members
        .filter(({ id }) => answers.get(id)?.get(date.id) === wanted)
        .map(({ slackUserId }) => mention(slackUserId))
    return gridLine(shortDay(date.startsAt.setZone(timeZone)), runsOf(options, date.id), {
      can: who('can').length,
      ifNeedBe: who('ifNeedBe'),
      cannot: who('cannot'),
      silent: who(undefined),
    })
  })
}

/** The letters of the runs on offer that hold a date. */
export function runsOf(options: readonly PlannedRun[], dateId: string): string {
  return options.flatMap(({ dateIds }, index) => (dateIds.includes(dateId) ? [letter(index)] : [])).join(' ')
}

/** Slack refuses a cell without any text. */
function raw(text: string) {
  return { type: 'raw_text' as const, text: text || ' ' }
}

function person(slackUserId: string) {
  return {
    type: 'rich_text' as const,
    elements: [
      {
        type: 'rich_text_section' as const,
        elements: [{ type: 'user' as const, user_id: slackUserId }],
      },
    ],
  }
}
