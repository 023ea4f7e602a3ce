import type { ActionsBlock } from '@slack/types'
import type { BusStop } from '#db/bus-stop.ts'
import type { Group } from '#db/group.ts'
import { type ChoiceValue, summarise } from '#domain/bus-stop.ts'
import {
  busStopQuestionText,
  busStopSummaryText,
  choiceInWords,
  choiceThanks,
  nextRunNote,
} from '#text/bus-stop.ts'
import { actions, button, context, type Message, section } from './parts.ts'

/** The private question before a bus stop. */
export function busStopQuestionMessage(busStopId: string, toCome: number, lastOn: string | null): Message {
  const text = busStopQuestionText(toCome, lastOn)
  return { text, blocks: [section(text), choiceButtons(busStopId)] }
}

/** What a member sees after choosing; every choice can still be changed. */
export function choiceMadeMessage(busStopId: string, value: ChoiceValue, hasToldGroup: boolean): Message {
  const text = `*${choiceInWords(value)}.* ${choiceThanks(value, hasToldGroup)}`
  const mayTell = value === 'gettingOff' && !hasToldGroup
  return {
    text,
    blocks: [
      section(text),
      ...(mayTell ? [actions(button('I have told the group', 'toldGroup', busStopId))] : []),
      choiceButtons(busStopId),
    ],
  }
}

/** The three choices, as buttons. */
export function choiceButtons(busStopId: string): ActionsBlock {
  const values: ChoiceValue[] = ['staying', 'gettingOff', 'undecided']
  return actions(...values.map((value) => button(choiceInWords(value), `choose-${value}`, busStopId)))
}

/** What the convenor sees at the stop, and the way on. */
export function busStopSummaryMessage(group: Group, busStop: BusStop, isOver: boolean): Message {
  const memberIds = group.members.map((member) => member.id)
  const summary = summarise(memberIds, busStop.choices)
  const slackUserIdOf = (memberId: string) =>
    group.members.find((member) => member.id === memberId)?.slackUserId ?? memberId
  const placesFree = Math.max(0, group.places - group.members.length + summary.gettingOff.length)
  const told = busStop.choices.filter((choice) => choice.hasToldGroup).map((choice) => choice.memberId)
  const text = busStopSummaryText(summary, slackUserIdOf, placesFree, told)
  return {
    text,
    blocks: [
      section(text),
      ...(isOver
        ? [
            context(nextRunNote()),
            actions(button('Plan the next run', 'planNext', group.id, { style: 'primary' })),
          ]
        : []),
    ],
  }
}
