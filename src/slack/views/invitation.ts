import type { Checkboxes, ModalView } from '@slack/types'
import type { Group } from '#db/group.ts'
import type { Invitation } from '#db/invitation.ts'
import type { InvitationReply } from '#domain/delivery.ts'
import { mention } from '#text/escape.ts'
import { fieldLabels } from '#text/field.ts'
import { invitingLater } from '#text/interest.ts'
import {
  invitationReminderText,
  invitationReplyText,
  invitationState,
  invitationStateText,
  invitationText,
  nobodyToInvite,
  type RunToJoin,
  whatIsKept,
  whoToInvite,
} from '#text/invitation.ts'
import { type InterestList, notYetInvited } from '#usecases/interest.ts'
import { inviteButton } from './bus-stop.ts'
import { noticeView } from './notice.ts'
import { actions, field, form, labelled, type Message, markup, option, section } from './parts.ts'
import { leaveButton } from './roster.ts'

/** The convenor ticks those whom the bot is to invite. */
export function inviteView(list: InterestList): ModalView {
  if (!list.inviting) return noticeView(invitingLater())
  const waiting = notYetInvited(list).slice(0, PEOPLE_AT_MOST)
  const { placesFree } = list.inviting
  if (placesFree <= 0 || waiting.length === 0) return noticeView(nobodyToInvite(placesFree <= 0))
  const words = fieldLabels()
  return form('invite', list.group.id, [
    section(whoToInvite(placesFree)),
    ...Array.from({ length: Math.ceil(waiting.length / PEOPLE_PER_FIELD) }, (_, part) => {
      const shown = waiting.slice(part * PEOPLE_PER_FIELD, (part + 1) * PEOPLE_PER_FIELD)
      const label = part === 0 ? words.people : words.morePeople
      return field(label, `people${part}`, checkboxes(`people${part}`, shown), { isOptional: true })
    }),
  ])
}

/** Slack allows ten checkboxes in a field; those who have waited longest come first. */
const PEOPLE_PER_FIELD = 10
const PEOPLE_AT_MOST = 100

function checkboxes(actionId: string, people: InterestList['people']): Checkboxes {
  const options = people.map(({ slackUserId }) => ({
    text: markup(mention(slackUserId)),
    value: slackUserId,
  }))
  return { type: 'checkboxes', action_id: actionId, options }
}

/** The private invitation, and later what became of it. `run` is null where its dates are to come. */
export function invitationMessage(group: Group, invitation: Invitation, run: RunToJoin | null): Message {
  const { status } = invitation
  if (status !== 'open') return overMessage(group, invitation, status)
  const text = [invitationText(group, run, invitation.answerBy), whatIsKept()].join('\n')
  return {
    text,
    blocks: [
      section(invitationText(group, run, invitation.answerBy)),
      section(whatIsKept()),
      answers(invitation.id),
    ],
  }
}

/** The same once more, in short. */
export function invitationReminderMessage(group: Group, invitation: Invitation): Message {
  const { status } = invitation
  if (status !== 'open') return overMessage(group, invitation, status)
  const text = invitationReminderText(group.name, invitation.answerBy, group.timeZone)
  return { text, blocks: [section(text), answers(invitation.id)] }
}

type Over = Exclude<Invitation['status'], 'open'>

function answers(invitationId: string) {
  return actions(labelled('acceptInvitation', invitationId), labelled('declineInvitation', invitationId))
}

function overMessage(group: Group, { id, isAtBusStop, runId }: Invitation, status: Over): Message {
  const text = invitationStateText(status, group.name, isAtBusStop)
  const onList = status === 'declined' || status === 'lapsed' || status === 'withdrawn'
  return {
    text,
    blocks: [
      section(text),
      ...(status === 'accepted'
        ? [actions(labelled('cannotJoinAfterAll', id, { actionId: 'declineInvitation' }))]
        : []),
      ...(status === 'joined'
        ? [actions(...(isAtBusStop ? [] : [labelled('calendarFile', runId)]), leaveButton(group.id))]
        : []),
      ...(onList ? [actions(labelled('endInterest', group.id))] : []),
    ],
  }
}

/** The form in which somebody agrees to what is kept about them, and joins. */
export function joinView(invitationId: string): ModalView {
  const words = fieldLabels()
  const agree = option(words.agreed, 'yes')
  const welcome = option(words.welcomed, 'yes')
  return form('join', invitationId, [
    section(whatIsKept()),
    field(words.agree, 'agree', {
      type: 'checkboxes',
      action_id: 'agree',
      options: [agree],
    }),
    field(
      words.welcome,
      'welcome',
      { type: 'checkboxes', action_id: 'welcome', options: [welcome] },
      { isOptional: true },
    ),
  ])
}

/** To a convenor, when somebody has answered or their time is over, with the way to ask the next person. */
export function invitationReplyMessage(
  group: Group,
  { slackUserId, isAtBusStop }: Invitation,
  reply: InvitationReply,
  { canInvite, isOnList }: { canInvite: boolean; isOnList: boolean },
): Message {
  const text = invitationReplyText(slackUserId, reply, { isAtBusStop, isOnList }, group.channelId)
  return { text, blocks: [section(text), ...(canInvite ? [actions(inviteButton(group.id))] : [])] }
}

/** Everybody who has been invited and how that stands, each person with their latest invitation. */
export function invitationLines(invitations: readonly Invitation[], timeZone: string) {
  const latest = new Map(invitations.map((each) => [each.slackUserId, each]))
  return [...latest.values()].map(({ slackUserId, status, answerBy }) => ({
    slackUserId,
    state: invitationState(status, answerBy, timeZone),
  }))
}
