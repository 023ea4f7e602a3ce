/** Everything about getting on and off that can be shown of a group as large as the settings allow. */
import type { ModalView } from '@slack/types'
import { DateTime } from 'luxon'
import type { InvitationStatus } from '#domain/invitation.ts'
import { forgetMeMessage } from '#slack/forget-me.ts'
import {
  busStopQuestionMessage,
  busStopReminderMessage,
  busStopSummaryMessage,
  choiceMadeMessage,
  farewellMessage,
  nextRunMessage,
} from '#slack/views/bus-stop.ts'
import { interestListMessage, ownInterestMessage } from '#slack/views/interest.ts'
import {
  invitationMessage,
  invitationReminderMessage,
  invitationReplyMessage,
  inviteView,
  joinView,
} from '#slack/views/invitation.ts'
import type { Message } from '#slack/views/parts.ts'
import { gettingOnMessage, leaveMessage, putOnRosterMessage } from '#slack/views/roster.ts'
import { group, id, members, run, session, userId } from './largest-group.ts'

const now = DateTime.fromISO('2027-01-04T09:00Z', { zone: 'utc' })
const memberIds = members.map((member) => member.id)
const busStop = {
  id: id(4),
  runId: id(3),
  groupId: group.id,
  status: 'open' as const,
  heldWhenAsked: 2,
  choices: memberIds.map((memberId) => ({
    memberId,
    value: 'gettingOff' as const,
    hasToldGroup: false,
    recordedBy: userId(1),
  })),
}
const invitation = (status: InvitationStatus, index = 0) => ({
  id: id(index),
  groupId: group.id,
  slackUserId: userId(index),
  runId: run.id,
  isAtBusStop: false,
  status,
  sentAt: now,
  answerBy: now.plus({ days: 30 }),
  isWelcomeWanted: true,
  agreedAt: now,
  agreedTo: 'joining-1',
})
const invitations = members.map((_, index) => invitation('open', index))
const interested = Array.from({ length: 500 }, (_, index) => ({ slackUserId: userId(index), since: now }))
const summary = {
  group: { ...group, away: members.slice(50) },
  busStop,
  staying: [],
  gettingOff: memberIds.slice(0, 50),
  undecided: [],
  silent: [],
  placesFree: 3,
  invitations,
  interested,
  canInvite: true,
  version: 'x'.repeat(16),
}
const taken = { places: 100, onRoster: 100, gettingOff: 100, accepted: 0, open: 0 }
const list = {
  group,
  people: interested,
  word: 'abcd-2345',
  inviting: { run, time: 'atBusStop' as const, invitations, taken, placesFree: 100 },
}
const nobodyAsked = { ...list, inviting: { ...list.inviting, invitations: [] } }

/** The messages, in the language that is spoken just now. */
export const renewalMessages = (): Record<string, Message | null> => ({
  'the question before a bus stop': busStopQuestionMessage(busStop.id, 2, '2027-06-09'),
  'the reminder of it': busStopReminderMessage(busStop.id, undefined, 1, '2027-06-09'),
  'the reminder to who is getting off': busStopReminderMessage(busStop.id, busStop.choices[0], 1, null),
  'a choice that was made': choiceMadeMessage(busStop.id, {
    value: 'gettingOff',
    hasToldGroup: false,
    next: 52,
  }),
  'the summary at a bus stop': busStopSummaryMessage(summary, true),
  'the thanks at getting off': farewellMessage(group.name, group.id, false),
  'the way to the next run': nextRunMessage(
    members.map((member) => member.slackUserId),
    group,
  ),
  'the interest list': interestListMessage(list),
  'one’s own interest': ownInterestMessage([{ group, since: now }]),
  'an invitation': invitationMessage(group, invitation('open'), {
    sessionsWanted: 52,
    dates: Array.from({ length: 52 }, () => session),
  }),
  'an invitation that was accepted': invitationMessage(group, invitation('joined'), null),
  'a reminder of an invitation': invitationReminderMessage(group, invitation('open')),
  'the reply to an invitation': invitationReplyMessage(group, invitation('lapsed'), 'lapsed', {
    canInvite: true,
    isOnList: true,
  }),
  'being put on the roster': putOnRosterMessage(group.name, group.id, userId(1)),
  'getting on': gettingOnMessage(group.name, group.id),
  'being forgotten': forgetMeMessage({ groups: Array.from({ length: 8 }, () => group) }),
  leaving: leaveMessage([{ id: group.id, name: group.name, isConvenor: true }]),
})

/** The forms, likewise. */
export const renewalForms = (): Record<string, ModalView> => ({
  'whom to invite': inviteView(nobodyAsked),
  'nobody to invite': inviteView({ ...nobodyAsked, people: [] }),
  joining: joinView(id(1)),
})
