/** Samples of everything that the bot says. */
import { DateTime } from 'luxon'
import type { Language } from '#domain/language.ts'
import type { Refusal } from '#domain/refusal.ts'
import * as backup from '#text/backup.ts'
import * as clockRules from '#text/clock-rules.ts'
import * as count from '#text/count.ts'
import * as date from '#text/date.ts'
import * as delivery from '#text/delivery.ts'
import * as escaping from '#text/escape.ts'
import * as group from '#text/group.ts'
import * as help from '#text/help.ts'
import { speaking } from '#text/language.ts'
import * as notification from '#text/notification.ts'
import * as refusal from '#text/refusal.ts'
import * as session from '#text/session.ts'
import * as start from '#text/start.ts'
import * as status from '#text/status.ts'
import { CALENDAR_MODULES, calendarSaid } from './text-sample-calendar.ts'
import { CONVENOR_MODULES, convenorSaid } from './text-sample-convenor.ts'
import { HOME_MODULES, homeSaid } from './text-sample-home.ts'
import { LABEL_MODULES, labelsSaid } from './text-sample-label.ts'
import { OPERATOR_MODULES, OPERATOR_SAID } from './text-sample-operator.ts'
import { PLACE_MODULES, placeSaid } from './text-sample-place.ts'
import { problems, settings, startsAt, when } from './text-sample-plain.ts'
import { PLANNER_MODULES, plannerSaid } from './text-sample-planner.ts'
import { POLL_MODULES, pollSaid } from './text-sample-poll.ts'
import { PRIVACY_MODULES, privacySaid } from './text-sample-privacy.ts'
import { RECORD_MODULES, recordSaid } from './text-sample-record.ts'
import { REFUSALS } from './text-sample-refusal.ts'
import { RENEWAL_MODULES, renewalSaid } from './text-sample-renewal.ts'
import { SURVEY_MODULES, surveySaid } from './text-sample-survey.ts'

/** The clocks go back: 01:30 twice. */
const firstTime = DateTime.fromISO('2027-10-31T00:30Z')
const secondTime = firstTime.plus({ hours: 1 })
const shifted = { ...when, number: 3, wasAt: startsAt.plus({ hours: 1 }), isMoved: false }
const numbered = { ...when, number: 3 }
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

/** Every function that makes text, and what it says to samples of everything that changes its words, as spoken now. */
const said = (): Record<string, Record<string, string[]>> => ({
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
  },
  ...calendarSaid(),
  ...convenorSaid(),
  ...plannerSaid(),
  ...renewalSaid(),
  ...recordSaid(),
  ...privacySaid(),
  ...surveySaid(),
  ...placeSaid(),
  ...labelsSaid(),
  ...OPERATOR_SAID,
  ...homeSaid(),
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
    counted: [1, 2].map((number) => count.counted(number, 'session')),
    times: [0, 1, 2, 3].map(count.times),
    ordinal: [3, 13, 21, 22, 23].map((number) => count.ordinal(number)),
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
    typedWithLinks: [escaping.typedWithLinks('Room 5, or https://meet.example/a')],
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
    helpText: help.helpText(
      (['members', 'convenors', 'anybody'] as const).map((isFor) => ({
        name: 'status',
        usage: 'shows.',
        isFor,
      })),
    ),
    howToBegin: [help.howToBegin()],
    unknownSubCommand: [help.unknownSubCommand('schedule'), help.unknownSubCommand(undefined)],
    invitedText: [help.invitedText()],
    oneMoment: [help.oneMoment()],
    outdatedText: [help.outdatedText()],
    commandUnknown: [help.commandUnknown()],
    tooQuickText: [help.tooQuickText()],
    brokenText: [help.brokenText('7F3K-2M')],
    formBrokenText: [help.formBrokenText()],
    isItThereText: [
      help.isItThereText(delivery.spokenOf('runCard', {}), 'C1', false),
      help.isItThereText(delivery.spokenOf('pollPage', {}), 'C1', true),
    ],
    couldNotPostText: [help.couldNotPostText('C1')],
    notPrivateText: [help.notPrivateText('C1', 'shared'), help.notPrivateText('C1', 'public')],
    messageRefusedText: [help.messageRefusedText('C1')],
    postingParked: [help.postingParked()],
    settledText: [help.settledText(true), help.settledText(false)],
  },
  delivery: {
    restoredText: [delivery.restoredText(startsAt, 'Europe/London')],
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
  ...pollSaid(),
  refusal: {
    refusalInWords: Object.entries(REFUSALS).map(([code, [details]]) =>
      refusal.refusalInWords({ code, ...details } as Refusal),
    ),
  },
  session: {
    reminderText: [session.reminderText(numbered, 7)],
    ownReminderText: [session.ownReminderText(numbered)],
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
    expectedBeside: [0, 1, 7].map(session.expectedBeside),
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
    yourTimeText: [session.yourTimeText('7. 3., 14:00')],
    calendarFileMissing: [session.calendarFileMissing(true), session.calendarFileMissing(false)],
  },
  start: {
    settingsAreAskedFor: [start.settingsAreAskedFor()],
    startProblem: [
      start.startProblem('database', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }),
      start.startProblem('embeddedDatabase', new Error('The folder is in use.')),
      start.startProblem('connection', { code: 'EADDRINUSE' }),
      start.startProblem('health', { code: 'EADDRINUSE' }),
      start.startProblem('calendar', { code: 'EADDRINUSE' }),
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
    closePollConfirmation: [0, 1, 2].flatMap((silent) =>
      [false, true].map((isOne) => status.closePollConfirmation(silent, isOne)),
    ),
    nothingPlanned: [status.nothingPlanned()],
    busStopBehindText: [status.busStopBehindText()],
    choosingText: [status.choosingText()],
    strangerText: [status.strangerText()],
    privacyText: [status.privacyText()],
  },
})

/** The same in a language. */
export function saidIn(language: Language): Record<string, Record<string, string[]>> {
  return speaking(language, said)
}

/** In English. */
export const SAID = saidIn('en')

/** The modules whose functions make text. */
export const TEXT_MODULES = {
  backup,
  ...CALENDAR_MODULES,
  ...CONVENOR_MODULES,
  ...OPERATOR_MODULES,
  ...PLANNER_MODULES,
  ...RENEWAL_MODULES,
  ...RECORD_MODULES,
  ...PRIVACY_MODULES,
  ...SURVEY_MODULES,
  ...PLACE_MODULES,
  ...HOME_MODULES,
  ...LABEL_MODULES,
  count,
  date,
  delivery,
  escaping,
  group,
  help,
  notification,
  ...POLL_MODULES,
  refusal,
  session,
  start,
  status,
}
