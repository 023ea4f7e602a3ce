/** Samples of what is said about polls. */
import * as date from '#text/date.ts'
import * as poll from '#text/poll.ts'
import { startsAt, when } from './text-sample-plain.ts'

const asked = { sessionsWanted: 8, isForRemainder: false, timeZone: 'Europe/London', closesAt: startsAt }
const nothing = { can: 0, ifNeedBe: 0, cannot: 0, silent: 3 }

/** What each function of this module says. */
export const pollSaid = (): Record<string, Record<string, string[]>> => ({
  poll: {
    pageHeading: [
      poll.pageHeading(asked, '2027-03-07'),
      poll.pageHeading({ sessionsWanted: 1, isForRemainder: false }, '2027-03-07'),
      poll.pageHeading({ sessionsWanted: 1, isForRemainder: true }, '2027-03-07'),
    ],
    howToAnswer: [poll.howToAnswer(asked)],
    howToAnswerShort: [poll.howToAnswerShort(asked)],
    pollClosedNote: (['chosen', 'noneChosen', 'undecided'] as const).map(poll.pollClosedNote),
    dateLine: [poll.dateLine(1, when, nothing, poll.dateNotes(undefined, true))],
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
    chosenNote: [poll.chosenNote()],
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
    remindersComing: [poll.remindersComing([]), poll.remindersComing([date.durationInWords('P7D')])],
    formIntro: [poll.formIntro(asked)],
    answersKept: [poll.answersKept(3, 20)],
  },
})

/** The module of these samples. */
export const POLL_MODULES = { poll }
