import type { ActionsBlock } from '@slack/types'
import type { Group } from '#db/group.ts'
import { type ChoiceValue, isReminded } from '#domain/bus-stop.ts'
import {
  busStopQuestionText,
  busStopReminderText,
  busStopSummaryText,
  checklistText,
  choiceInWords,
  choiceThanks,
  closeConfirmation,
  farewellText,
  hasGroupHeardText,
  nextRunText,
  placesFreeText,
  stopIsClosedText,
  willTellLabel,
} from '#text/bus-stop.ts'
import { invitedPeopleText } from '#text/invitation.ts'
import type { ChoiceMade } from '#usecases/bus-stop.ts'
import type { StopSummary } from '#usecases/stop-summary.ts'
import { invitationLines } from './invitation.ts'
import { actions, button, labelled, type Message, paragraph, section } from './parts.ts'

/** The private question before a bus stop. */
export function busStopQuestionMessage(busStopId: string, toCome: number, lastOn: string | null): Message {
  const text = busStopQuestionText(toCome, lastOn)
  return { text, blocks: [section(text), choiceButtons(busStopId)] }
}

/** The same once more; to whoever is getting off, the question whether the group knows. Null when nothing is open. */
export function busStopReminderMessage(
  busStopId: string,
  choice: Parameters<typeof isReminded>[0],
  toCome: number,
  lastOn: string | null,
): Message | null {
  if (!isReminded(choice)) return null
  if (choice?.value !== 'gettingOff') {
    const text = busStopReminderText(toCome, lastOn)
    return { text, blocks: [section(text), choiceButtons(busStopId)] }
  }
  const text = hasGroupHeardText()
  return { text, blocks: [section(text), actions(theGroupKnows(busStopId)), choiceButtons(busStopId)] }
}

/** What a member sees after choosing; every choice can still be changed. `next` is the number of the next session. */
export function choiceMadeMessage(busStopId: string, { value, hasToldGroup, next }: ChoiceMade): Message {
  const text = `*${choiceInWords(value)}.* ${choiceThanks(value, hasToldGroup, next)}`
  const mayTell = value === 'gettingOff' && !hasToldGroup
  return {
    text,
    blocks: [
      section(text),
      ...(mayTell
        ? [actions(theGroupKnows(busStopId), button(willTellLabel(next), 'willTell', busStopId))]
        : []),
      choiceButtons(busStopId),
    ],
  }
}

/** To somebody who is getting off: they have told the group. */
export function theGroupKnows(busStopId: string) {
  return labelled('toldGroup', busStopId)
}

/** The three choices, as buttons. */
export function choiceButtons(busStopId: string): ActionsBlock {
  const values: ChoiceValue[] = ['staying', 'gettingOff', 'undecided']
  return actions(...values.map((value) => button(choiceInWords(value), `choose-${value}`, busStopId)))
}

/** What a convenor sees before and at the stop; once it is reached also what to think of and the ways on. */
export function busStopSummaryMessage(summary: StopSummary, isReached: boolean): Message {
  const { group, busStop, invitations, placesFree } = summary
  if (busStop.status === 'closed') return paragraph(stopIsClosedText())
  const idOf = (memberId: string) =>
    [...group.members, ...group.away].find((member) => member.id === memberId)?.slackUserId ?? memberId
  const told = busStop.choices.filter((choice) => choice.hasToldGroup).map((choice) => choice.memberId)
  const away = group.away.map((member) => member.slackUserId)
  const invited = invitationLines(invitations, group.timeZone)
  const parts = [
    busStopSummaryText(summary, idOf, told, away),
    ...(invited.length > 0 ? [invitedPeopleText(invited)] : []),
    ...(placesFree === null ? [] : [placesFreeText(placesFree)]),
    ...(isReached ? [checklistText()] : []),
  ]
  return {
    text: parts.join('\n'),
    blocks: [...parts.map((part) => section(part)), ...(isReached ? [waysOn(summary)] : [])],
  }
}

function waysOn(summary: StopSummary): ActionsBlock {
  const { group, busStop, invitations, canInvite, version } = summary
  const count = (status: string) => invitations.filter((each) => each.status === status).length
  return actions(
    ...(canInvite ? [inviteButton(group.id)] : []),
    labelled('closeBusStop', `${busStop.id} ${version}`, {
      style: 'primary',
      confirm: closeConfirmation({
        gettingOff: summary.gettingOff.length,
        gettingOn: count('accepted'),
        unsure: summary.undecided.length + summary.silent.length,
        open: count('open'),
        staying: summary.staying.length,
      }),
    }),
  )
}

/** Opens the form in which people on the interest list are chosen. */
export function inviteButton(groupId: string) {
  return labelled('invite', groupId)
}

/** Privately to somebody who has got off. */
export function farewellMessage(groupName: string, groupId: string, hasToldGroup: boolean): Message {
  const text = farewellText(groupName, hasToldGroup)
  return {
    text,
    blocks: [section(text), actions(labelled('returnToInterest', groupId))],
  }
}

/** To a convenor, when the next run can be planned. */
export function nextRunMessage(joinedIds: readonly string[], group: Group): Message {
  const isEmpty = group.members.length + group.away.length === 0
  const text = nextRunText(joinedIds, group.channelId, isEmpty)
  if (isEmpty) return paragraph(text)
  return {
    text,
    blocks: [section(text), actions(labelled('planNext', group.id, { style: 'primary' }))],
  }
}
