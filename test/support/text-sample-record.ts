/** Samples of what is said about apologies for several sessions, and about what is recorded for somebody. */
import * as apology from '#text/apology.ts'
import * as record from '#text/record.ts'
import { startsAt, when } from './text-sample-plain.ts'

const nothing = { sent: [], takenBack: [], leftAlone: [], isAnyGone: false }
const results = [
  nothing,
  { ...nothing, sent: [when] },
  { ...nothing, sent: [when, when], takenBack: [when] },
  { ...nothing, leftAlone: [when], isAnyGone: true },
  { ...nothing, leftAlone: [when, when] },
]
const said = { can: 8, ifNeedBe: 1, cannot: 3, silent: 0 }
const choices = (['staying', 'gettingOff', 'undecided'] as const).flatMap((value) => [
  { value, hasToldGroup: value === 'gettingOff' },
  { value, hasToldGroup: false },
])

export const recordSaid = (): Record<string, Record<string, string[]>> => ({
  apology: {
    severalIntro: [apology.severalIntro()],
    sessionToTick: [apology.sessionToTick({ ...when, number: 3 })],
    severalDone: results.map(apology.severalDone),
    severalRecorded: results.map(apology.severalRecorded),
    nothingChanged: [apology.nothingChanged()],
  },
  record: {
    recordableInWords: (['answers', 'apologies', 'choice'] as const).map(record.recordableInWords),
    recordIntro: [record.recordIntro()],
    recordingFor: [record.recordingFor('U1')],
    answersRecorded: [record.answersRecorded(1), record.answersRecorded(3)],
    choiceRecorded: choices.map(({ value, hasToldGroup }) => record.choiceRecorded(value, hasToldGroup)),
    personIsTold: [record.personIsTold('U1')],
    recordedByLine: [record.recordedByLine(['U1']), record.recordedByLine(['U1', 'U2'])],
    answersRecordedForYou: [
      record.answersRecordedForYou('U1', said, startsAt, 'Europe/London', false),
      record.answersRecordedForYou('U1', said, startsAt, 'Europe/London', true),
      record.answersRecordedForYou('U1', { ...said, silent: 2 }, null, 'Europe/London', false),
    ],
    apologiesRecordedForYou: [[], [when], [when, when]].flatMap((noted) =>
      [true, false].map((isAway) => record.apologiesRecordedForYou('U1', noted, isAway)),
    ),
    choiceRecordedForYou: choices.flatMap((choice) => [
      record.choiceRecordedForYou('U1', choice, true, false),
      record.choiceRecordedForYou('U1', choice, true, true),
      record.choiceRecordedForYou('U1', choice, false, false),
    ]),
  },
})

export const RECORD_MODULES = { apology, record }
