/** Samples of what the bot says about getting on and off. */
import type { InvitationStatus } from '#domain/invitation.ts'
import * as busStop from '#text/bus-stop.ts'
import * as interest from '#text/interest.ts'
import * as invitation from '#text/invitation.ts'
import * as roster from '#text/roster.ts'
import { settings, startsAt, TYPED, when } from './text-sample-plain.ts'

const nobody = { staying: [], gettingOff: [], undecided: [], silent: [] }
const everybody = { staying: ['U1'], gettingOff: ['U2', 'U3'], undecided: ['U4'], silent: ['U5'] }
const choices = ['staying', 'gettingOff', 'undecided'] as const
const states: InvitationStatus[] = ['open', 'accepted', 'joined', 'declined', 'lapsed', 'withdrawn']
const over = ['accepted', 'joined', 'declined', 'lapsed', 'withdrawn'] as const
const replies = ['accepted', 'declined', 'lapsed'] as const
const zone = 'Europe/London'

/** What each function says to samples of everything that changes its words. */
export const renewalSaid = (): Record<string, Record<string, string[]>> => ({
  busStop: {
    busStopQuestionText: [
      busStop.busStopQuestionText(2, '2027-06-09'),
      busStop.busStopQuestionText(1, null),
      busStop.busStopQuestionText(0, null),
    ],
    busStopReminderText: [
      busStop.busStopReminderText(1, '2027-06-09'),
      busStop.busStopReminderText(0, '2027-06-09'),
    ],
    hasGroupHeardText: [busStop.hasGroupHeardText()],
    choiceInWords: choices.map(busStop.choiceInWords),
    choiceThanks: choices.flatMap((each) => [
      busStop.choiceThanks(each, true, 7),
      busStop.choiceThanks(each, false, 7),
      busStop.choiceThanks(each, false, null),
    ]),
    willTellThanks: [busStop.willTellThanks()],
    willTellLabel: [busStop.willTellLabel(7), busStop.willTellLabel(null)],
    busStopSummaryText: [
      busStop.busStopSummaryText(nobody, (id) => id, [], []),
      busStop.busStopSummaryText(everybody, (id) => id, ['U2'], ['U6']),
    ],
    placesFreeText: [-2, -1, 0, 1, 2].map(busStop.placesFreeText),
    checklistText: [busStop.checklistText()],
    closeConfirmation: [
      busStop.closeConfirmation({ gettingOff: 0, gettingOn: 0, unsure: 0, open: 0, staying: 0 }),
      busStop.closeConfirmation({ gettingOff: 1, gettingOn: 1, unsure: 1, open: 1, staying: 1 }),
      busStop.closeConfirmation({ gettingOff: 2, gettingOn: 3, unsure: 2, open: 2, staying: 3 }),
    ],
    closedText: [busStop.closedText()],
    stopIsClosedText: [busStop.stopIsClosedText()],
    busStopClosedText: [
      busStop.busStopClosedText([], []),
      busStop.busStopClosedText(['U1'], ['U2']),
      busStop.busStopClosedText(['U1', 'U2'], ['U3', 'U4']),
    ],
    farewellText: [busStop.farewellText(TYPED, true), busStop.farewellText(TYPED, false)],
    nextRunText: [
      busStop.nextRunText([], 'C1', false),
      busStop.nextRunText(['U1'], 'C1', false),
      busStop.nextRunText(['U1', 'U2'], 'C1', false),
      busStop.nextRunText([], 'C1', true),
    ],
    busStopAheadText: [busStop.busStopAheadText(0, null), busStop.busStopAheadText(2, '2027-06-09')],
    ownChoiceText: [busStop.ownChoiceText('staying'), busStop.ownChoiceText(null)],
  },
  interest: {
    ownInterestText: [interest.ownInterestText(TYPED, '2027-03-07'), interest.ownInterestText(TYPED, null)],
    interestListText: [
      interest.interestListText([]),
      interest.interestListText([{ slackUserId: 'U1', sinceOn: '2027-03-07' }]),
    ],
    howToGetOn: [interest.howToGetOn('abcd-2345')],
    invitingLater: [interest.invitingLater()],
    interestShownText: [interest.interestShownText('U1')],
  },
  invitation: {
    whatIsKept: [invitation.whatIsKept()],
    invitationText: [
      invitation.invitationText(settings, null, startsAt),
      invitation.invitationText(settings, { sessionsWanted: 8, dates: [when] }, startsAt),
      invitation.invitationText(
        { ...settings, convenorIds: ['U1'] },
        { sessionsWanted: 2, dates: [when, when] },
        startsAt,
      ),
    ],
    invitationReminderText: [invitation.invitationReminderText(TYPED, startsAt, zone)],
    invitationStateText: over.flatMap((status) =>
      [true, false].map((isAtBusStop) => invitation.invitationStateText(status, TYPED, isAtBusStop)),
    ),
    gettingOnText: [invitation.gettingOnText(TYPED)],
    welcomeText: [invitation.welcomeText('U1')],
    invitationReplyText: replies.flatMap((reply) =>
      [true, false].map((is) =>
        invitation.invitationReplyText('U1', reply, { isAtBusStop: is, isOnList: is }, 'C1'),
      ),
    ),
    invitationState: states.map((status) => invitation.invitationState(status, startsAt, zone)),
    invitedPeopleText: [
      invitation.invitedPeopleText([
        { slackUserId: 'U1', state: invitation.invitationState('open', startsAt, zone) },
      ]),
    ],
    whoToInvite: [1, 2].map(invitation.whoToInvite),
    invitedText: [0, 1, 2].map(invitation.invitedText),
    nobodyToInvite: [true, false].map(invitation.nobodyToInvite),
    pleaseAgree: [invitation.pleaseAgree()],
  },
  roster: {
    putOnRosterText: [roster.putOnRosterText(TYPED, 'U1')],
    ratherNotText: [roster.ratherNotText()],
    takenOffRosterText: [roster.takenOffRosterText(TYPED, 'U1')],
    rosterOverriddenText: [
      roster.rosterOverriddenText('U2', true, 'U1'),
      roster.rosterOverriddenText('U2', false, 'U1'),
    ],
    leaveText: [roster.leaveText(TYPED, true), roster.leaveText(TYPED, false)],
    leaveConfirmation: [roster.leaveConfirmation()],
    leftText: [roster.leftText(TYPED)],
    memberLeftText: [roster.memberLeftText('U1')],
  },
})

/** The modules whose functions make these texts. */
export const RENEWAL_MODULES = { busStop, interest, invitation, roster }
