/** Everything that is said with a number of something, as a function of that number. */
import * as busStop from '#text/bus-stop.ts'
import * as clockRules from '#text/clock-rules.ts'
import * as convenor from '#text/convenor.ts'
import * as group from '#text/group.ts'
import * as interest from '#text/interest.ts'
import * as invitation from '#text/invitation.ts'
import * as loosening from '#text/loosening.ts'
import * as myData from '#text/my-data.ts'
import * as offer from '#text/offer.ts'
import * as poll from '#text/poll.ts'
import * as record from '#text/record.ts'
import { refusalInWords } from '#text/refusal.ts'
import * as remainder from '#text/remainder.ts'
import * as session from '#text/session.ts'
import * as status from '#text/status.ts'
import * as survey from '#text/survey.ts'
import { settings, startsAt, when } from './text-sample-plain.ts'

const TIMES = { timeZone: 'Europe/London', closesAt: startsAt }
const names = {
  gapDays: { min: 300, max: 400 },
  leftOutDateIds: [],
  neededMemberIds: [],
  date: (id: string) => id,
  member: (id: string) => id,
}
const looser = (step: Parameters<typeof loosening.loosenConfirmation>[0][number], isForRemainder = false) =>
  loosening.wayInWords({ looser: [step] }, { ...names, isForRemainder })
const closing = { gettingOff: 3, gettingOn: 3, unsure: 3, open: 3, staying: 3 }

export const COUNTING: Record<string, (count: number) => string> = {
  'session.expectedInWords': session.expectedInWords,
  'session.belowMinimumText': (count) => session.belowMinimumText(when, count, 5),
  'session.lateChangeText': (count) => session.lateChangeText('U1', when, true, count),
  'session.nextStepsText, people': (count) => session.nextStepsText(count, 2),
  'session.nextStepsText, places': (count) => session.nextStepsText(2, count),
  'session.runCardText': (count) => session.runCardText(8, count, []),
  'session.runOverText': session.runOverText,
  'poll.previewText, dates': (count) => poll.previewText(count, 300n, 3, 8),
  'poll.previewText, runs': (count) => poll.previewText(300, BigInt(count), 300, 300),
  'poll.previewText, messages': (count) => poll.previewText(300, 300n, count, 300),
  'poll.runsLeft': (count) =>
    poll.runsLeft(BigInt(count), { from: '2027-03-01', until: '2027-06-30', sessions: 300 }),
  'poll.pollOpened': (count) => poll.pollOpened(count, TIMES),
  'poll.nudged': poll.nudged,
  'poll.answersKept': (count) => poll.answersKept(300, count),
  'offer.offerIntro': (count) => offer.offerIntro(BigInt(count), 3, 300),
  'offer.leastOften': (count) => offer.leastOften(['U1'], count + 1, [{ letter: 'A', attendances: 300 }]),
  'offer.fixConfirmation': offer.fixConfirmation,
  'offer.fixedAutomaticallyText': (count) => offer.fixedAutomaticallyText('x', 'y', count),
  'loosening, largest gap': (count) => looser({ rule: 'gapDays', to: { min: 300, max: count } }),
  'loosening, smallest gap': (count) => looser({ rule: 'gapDays', to: { min: count, max: 400 } }),
  'loosening, sessions': (count) => looser({ rule: 'sessions', to: count }, true),
  'remainder.replaceConfirmation': remainder.replaceConfirmation,
  'remainder.replaced': remainder.replaced,
  'remainder.runChangedText': remainder.runChangedText,
  'remainder.doneWithoutText': remainder.doneWithoutText,
  'remainder.doneWithout': remainder.doneWithout,
  'remainder.moveChoice': (coming) => remainder.moveChoice({ when, coming }),
  'busStop.busStopQuestionText': (count) => busStop.busStopQuestionText(count, null),
  'busStop.busStopAheadText': (count) => busStop.busStopAheadText(count, null),
  'busStop.placesFreeText': busStop.placesFreeText,
  'busStop.placesFreeText, too few': (count) => busStop.placesFreeText(-count),
  'busStop.closeConfirmation, unsure': (unsure) => busStop.closeConfirmation({ ...closing, unsure }),
  'busStop.closeConfirmation, open': (open) => busStop.closeConfirmation({ ...closing, open }),
  'invitation.whoToInvite': invitation.whoToInvite,
  'invitation.invitedText': invitation.invitedText,
  'interest.interestListText': (count) =>
    interest
      .interestListText(
        Array.from({ length: 30 + count }, () => ({ slackUserId: 'U1', sinceOn: '2027-03-07' })),
      )
      .split('\n')
      .slice(31)
      .join(''),
  'convenor.convenorWantedText': convenor.convenorWantedText,
  'convenor.offerConfirmation': convenor.offerConfirmation,
  'convenor.offerLine': (count) => convenor.offerLine('U1', 300, count),
  'record.answersRecorded': record.answersRecorded,
  'status.answeredText': (count) => status.answeredText(300, count),
  'status.silentText': status.silentText,
  'survey.nextSurveyText': (afterSessions) => survey.nextSurveyText({ afterSessions, isInThisRun: true }),
  'group.settingsInWords': (places) => group.settingsInWords({ ...settings, places }),
  'clockRules, dates': (count) => clockRules.clockRulesChangedText('Europe/London', [], count, 0),
  'clockRules, moved dates': (count) => clockRules.clockRulesChangedText('Europe/London', [], 300, count),
  'myData.myDataText': myData.myDataText,
  'refusal.tooFewDates': (dates) => refusalInWords({ code: 'tooFewDates', dates, sessions: 300 }),
  'refusal.tooManyInvited': (placesFree) => refusalInWords({ code: 'tooManyInvited', placesFree }),
}
