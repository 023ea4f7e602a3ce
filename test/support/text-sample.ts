/** Samples of everything that the bot says. */
import { DateTime } from 'luxon'
import * as backup from '#text/backup.ts'
import * as calendar from '#text/calendar.ts'
import * as clockRules from '#text/clock-rules.ts'
import * as count from '#text/count.ts'
import * as date from '#text/date.ts'
import * as delivery from '#text/delivery.ts'
import * as escaping from '#text/escape.ts'
import * as group from '#text/group.ts'
import * as help from '#text/help.ts'
import * as notification from '#text/notification.ts'
import * as poll from '#text/poll.ts'
import * as refusal from '#text/refusal.ts'
import * as session from '#text/session.ts'
import * as start from '#text/start.ts'
import * as status from '#text/status.ts'
import { CONVENOR_MODULES, CONVENOR_SAID } from './text-sample-convenor.ts'
import { OPERATOR_MODULES, OPERATOR_SAID } from './text-sample-operator.ts'
import { settings, startsAt, when } from './text-sample-plain.ts'
import { PLANNER_MODULES, PLANNER_SAID } from './text-sample-planner.ts'
import { PRIVACY_MODULES, PRIVACY_SAID } from './text-sample-privacy.ts'
import { RECORD_MODULES, RECORD_SAID } from './text-sample-record.ts'
import { REFUSALS } from './text-sample-refusal.ts'
import { RENEWAL_MODULES, RENEWAL_SAID } from './text-sample-renewal.ts'
import { SURVEY_MODULES, SURVEY_SAID } from './text-sample-survey.ts'

/** The clocks go back: 01:30 twice. */
const firstTime = DateTime.fromISO('2027-10-31T00:30Z')
const secondTime = firstTime.plus({ hours: 1 })
const shifted = { ...when, number: 3, wasAt: startsAt.plus({ hours: 1 }), isMoved: false }
const numbered = { ...when, number: 3 }
const asked = { sessionsWanted: 8, isForRemainder: false, timeZone: 'Europe/London', closesAt: startsAt }
const nothing = { can: 0, ifNeedBe: 0, cannot: 0, silent: 3 }
const problems = [
  { field: 'name', problem: 'missing' },
  { field: 'name', problem: 'tooLong' },
  { field: 'timeZone', problem: 'unknown' },
  { field: 'minimum', problem: 'outOfRange', from: 1, to: 100 },
  { field: 'gapMaxDays', problem: 'smallerThanMinimum' },
  { field: 'gapPreferredDays', problem: 'outsideRange' },
  { field: 'minimum', problem: 'morePeopleThanPlaces' },
  { field: 'patterns', problem: 'twice' },
  { field: 'members', problem: 'none' },
  { field: 'members', problem: 'tooMany', most: 100 },
  { field: 'members', problem: 'locked' },
] as const

const BACKUP_PROBLEMS = [
  'damaged',
  'newer',
  'notThere',
  'exists',
  'notWritable',
  'nothingToBackUp',
  'inUse',
  'notOurs',
  'notEmpty',
] as const

/** Every function that makes text, and what it says to samples of everything that changes its words. */
export const SAID: Record<string, Record<string, string[]>> = {
  backup: {
    backupUsage: [backup.backupUsage()],
    backupDone: [backup.backupDone('yesterday.backup', 2, 1234)],
    restoreDone: [backup.restoreDone('2027-03-07 14:00', 2)],
    backupProblem: BACKUP_PROBLEMS.map((problem) =>
      backup.backupProblem(
        problem,
        'yesterday.backup',
        problem === 'damaged' ? 'its end is missing' : 'groups 2',
      ),
    ),
    programBroken: [backup.programBroken('TypeError')],
    restoredText: [backup.restoredText(startsAt, 'Europe/London')],
  },
  calendar: { runCalendar: [calendar.runCalendar([{ ...numbered, id: 's1', status: 'firm' }], startsAt)] },
  ...CONVENOR_SAID,
  ...OPERATOR_SAID,
  ...PLANNER_SAID,
  ...RENEWAL_SAID,
  ...RECORD_SAID,
  ...PRIVACY_SAID,
  ...SURVEY_SAID,
  clockRules: {
    clockRulesChangedText: [
      clockRules.clockRulesChangedText('Europe/London', [shifted, { ...shifted, isMoved: true }], 0, 0),
      clockRules.clockRulesChangedText('Europe/London', [], 1, 0),
      clockRules.clockRulesChangedText('Europe/London', [shifted], 12, 1),
      clockRules.clockRulesChangedText('Europe/London', [shifted], 12, 2),
    ],
  },
  count: {
    inWords: [count.inWords(0), count.inWords(13n)],
    InWords: [count.InWords(3)],
    counted: [count.counted(1, 'date'), count.counted(2, 'date')],
    times: [0, 1, 2, 3].map(count.times),
    ordinal: [3, 13, 21, 22, 23].map(count.ordinal),
    listed: [count.listed(['a', 'b', 'c'])],
  },
  date: {
    dayInWords: [date.dayInWords('2027-03-07')],
    dateInWords: [date.dateInWords('2027-03-07')],
    monthInWords: [date.monthInWords('2027-03-07')],
    clockInWords: [startsAt, firstTime, secondTime].map((at) => date.clockInWords(at, 'Europe/London')),
    hours: [date.hours(when)],
    slotInWords: [date.slotInWords(when)],
    sessionInWords: [date.sessionInWords(when)],
    eitherTime: [
      date.eitherTime({ on: '2027-03-28', time: '00:30' }, { on: '2027-03-28', time: '02:30' }),
      date.eitherTime({ on: '2027-03-27', time: '22:30' }, { on: '2027-03-28', time: '00:30' }),
    ],
    momentInWords: [date.momentInWords(startsAt, 'Europe/London')],
    zoneInWords: [date.zoneInWords('Europe/Berlin')],
    weekdayInWords: [date.weekdayInWords(7)],
    patternName: ['09:00', '14:00', '18:30'].map((start) => date.patternName(7, start)),
    durationInWords: ['P14D', 'P7D', 'P2D', 'P1D', 'PT2H'].map(date.durationInWords),
  },
  escaping: {
    mention: [escaping.mention('U1')],
    channelMention: [escaping.channelMention('C1')],
    typed: [escaping.typed('circle')],
  },
  group: {
    introduction: [group.introduction(settings), group.introduction({ ...settings, convenorIds: ['U1'] })],
    whichGroup: [group.whichGroup('C1')],
    setUpDone: [group.setUpDone()],
    settingsSaved: [group.settingsSaved()],
    notPeople: [group.notPeople()],
    sizeHint: [group.sizeHint()],
    rosterLockedHint: [group.rosterLockedHint()],
    surveyHint: [group.surveyHint()],
    settingsProblemInWords: problems.map(group.settingsProblemInWords),
    settingsInWords: [group.settingsInWords(settings), group.settingsInWords({ ...settings, reminders: [] })],
  },
  help: {
    helpText: [help.helpText([{ name: 'status', usage: 'shows.', isForConvenors: false }])],
    invitedText: [help.invitedText()],
    oneMoment: [help.oneMoment()],
    outdatedText: [help.outdatedText()],
    commandUnknown: [help.commandUnknown()],
    tooQuickText: [help.tooQuickText()],
    brokenText: [help.brokenText('7F3K-2M')],
    formBrokenText: [help.formBrokenText()],
    isItThereText: [
      help.isItThereText('the run card', 'C1', false),
      help.isItThereText('a page', 'C1', true),
    ],
    couldNotPostText: [help.couldNotPostText('C1')],
    notPrivateText: [help.notPrivateText('C1', 'shared'), help.notPrivateText('C1', 'public')],
    messageRefusedText: [help.messageRefusedText('C1')],
    postingParked: [help.postingParked()],
    settledText: [help.settledText(true), help.settledText(false)],
  },
  delivery: {
    slackWasAwayText: [delivery.slackWasAwayText(startsAt, startsAt.plus({ hours: 2 }), 'Europe/London')],
    spokenOf: [
      delivery.spokenOf('reminder', { on: '2027-03-07' }),
      delivery.spokenOf('pollPage', { page: 2, pages: 3, firstOn: '2027-03-07' }),
      delivery.spokenOf('surveyResult', {}),
    ],
    pageTwiceText: [
      delivery.pageTwiceText('https://example.slack.com/archives/C1/p1'),
      delivery.pageTwiceText(null),
    ],
  },
  notification: {
    notificationText: [
      notification.notificationText('<@U1> has put you on the roster of *circle*.', 'circle'),
      notification.notificationText('<@U1>, <@U2> and <@U3> convene the group of <#C1>.', 'circle'),
    ],
  },
  poll: {
    pageHeading: [
      poll.pageHeading(asked, '2027-03-07'),
      poll.pageHeading({ sessionsWanted: 1, isForRemainder: false }, '2027-03-07'),
      poll.pageHeading({ sessionsWanted: 1, isForRemainder: true }, '2027-03-07'),
    ],
    howToAnswer: [poll.howToAnswer(asked)],
    howToAnswerShort: [poll.howToAnswerShort(asked)],
    pollClosedNote: (['chosen', 'noneChosen', 'undecided'] as const).map(poll.pollClosedNote),
    dateLine: [poll.dateLine(1, when, nothing, ['the clocks change'])],
    runsLeft: [null, 0n, 1n, 12_345n].flatMap((runs) =>
      [1, 8].map((sessions) => poll.runsLeft(runs, { from: '2027-01-18', until: '2027-06-30', sessions })),
    ),
    countInWords: [
      poll.countInWords(nothing),
      poll.countInWords({ ...nothing, can: 3, ifNeedBe: 1 }),
      poll.countInWords({ ...nothing, cannot: 2 }),
      poll.countInWords({ ...nothing, cannot: 2, silent: 0 }),
    ],
    dateNotes: poll.dateNotes('Easter Monday', true),
    whichTimeQuestion: [poll.whichTimeQuestion('01:30')],
    whichTimeChoice: (['first', 'second'] as const).map(poll.whichTimeChoice),
    nudgeText: [poll.nudgeText(asked)],
    cannotSayYet: [poll.cannotSayYet()],
    muted: [poll.muted()],
    unmuted: [poll.unmuted()],
    everybodyAnsweredText: [poll.everybodyAnsweredText(asked)],
    previewText: [poll.previewText(20, 0n, 3, 8), poll.previewText(20, 1n, 1, 8)],
    pollOpened: [poll.pollOpened(3, asked)],
    pollClosing: [poll.pollClosing()],
    nudged: [poll.nudged(1), poll.nudged(3)],
    remindersComing: [poll.remindersComing([]), poll.remindersComing(['a week'])],
    formIntro: [poll.formIntro(asked)],
    answersKept: [poll.answersKept(3, 20)],
  },
  refusal: { refusalInWords: Object.values(REFUSALS).map(([, sentence]) => sentence) },
  session: {
    reminderText: [session.reminderText(numbered, 7)],
    reminderOverText: [session.reminderOverText(numbered)],
    apologySent: [session.apologySent(when)],
    apologyTakenBack: [session.apologyTakenBack(when)],
    apologiesIntro: [session.apologiesIntro()],
    apologyLine: [
      session.apologyLine(numbered, true, null),
      session.apologyLine(numbered, true, 'U1'),
      session.apologyLine(numbered, false, null),
    ],
    expectedInWords: [session.expectedInWords(0), session.expectedInWords(7)],
    runCardText: [session.runCardText(8, 1, [{ ...numbered, isSkipped: true, isOver: false }])],
    runCardNotes: [session.runCardNotes('2027-03-07'), session.runCardNotes(null)],
    sessionOverText: [session.sessionOverText(numbered)],
    nextIsSought: [session.nextIsSought()],
    runOverText: [session.runOverText(8)],
    sessionFixedText: [session.sessionFixedText(numbered, 7)],
    sessionSkippedText: [session.sessionSkippedText(numbered)],
    lateChangeText: [
      session.lateChangeText('U1', when, true, 1),
      session.lateChangeText('U1', when, false, 4),
    ],
    belowMinimumText: [session.belowMinimumText(when, 1, 5), session.belowMinimumText(when, 4, 5)],
    skipConfirmation: [session.skipConfirmation(when)],
    leftAsItIs: [session.leftAsItIs(when)],
    skippedText: [session.skippedText(when)],
    reminderMissedText: (['away', 'waited', 'unclear'] as const).map((why) =>
      session.reminderMissedText(numbered, why),
    ),
    nextStepsText: [session.nextStepsText(0, 0), session.nextStepsText(1, 1), session.nextStepsText(3, 2)],
    calendarFileText: [session.calendarFileText()],
    calendarFileSent: [session.calendarFileSent()],
    calendarFileMissing: [session.calendarFileMissing(true), session.calendarFileMissing(false)],
  },
  start: {
    startProblem: [
      start.startProblem('database', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }),
      start.startProblem('embeddedDatabase', new Error('The folder is in use.')),
      start.startProblem('connection', { code: 'EADDRINUSE' }),
      start.startProblem('health', { code: 'EADDRINUSE' }),
      start.startProblem('slack', { data: { error: 'invalid_auth' } }),
      start.startProblem('connection', { data: { error: 'missing_scope' } }),
      start.startProblem('slack', {}),
    ],
    endReason: [
      start.endReason({ code: 'slack_webapi_platform_error', data: { error: 'invalid_auth' } }) ?? '',
      start.endReason({ code: 'slack_webapi_platform_error', data: { error: 'team_disabled' } }) ?? '',
      start.endReason({ code: 'slack_webapi_request_error' }) ?? '',
    ],
  },
  status: {
    nextSessionText: [status.nextSessionText(numbered, 7, true), status.nextSessionText(numbered, 7, false)],
    openPollText: [status.openPollText(startsAt, 'Europe/London')],
    answeredText: [status.answeredText(3, 20), status.answeredText(0, 1)],
    silentText: [status.silentText(0), status.silentText(2)],
    nothingPlanned: [status.nothingPlanned()],
    busStopBehindText: [status.busStopBehindText()],
    choosingText: [status.choosingText()],
    strangerText: [status.strangerText()],
    privacyText: [status.privacyText()],
  },
}

/** The modules whose functions make text. */
export const TEXT_MODULES = {
  backup,
  calendar,
  ...CONVENOR_MODULES,
  ...OPERATOR_MODULES,
  ...PLANNER_MODULES,
  ...RENEWAL_MODULES,
  ...RECORD_MODULES,
  ...PRIVACY_MODULES,
  ...SURVEY_MODULES,
  count,
  date,
  delivery,
  escaping,
  group,
  help,
  notification,
  poll,
  refusal,
  session,
  start,
  status,
}
