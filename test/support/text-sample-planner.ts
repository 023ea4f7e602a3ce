/** Samples of what is said about the planner's answers. */
import { DateTime } from 'luxon'
import type { BlockedBy, Loosening, LooserRule, PlannedRun, Standstill } from '#domain/planner.ts'
import { momentInWords, sessionInWords } from '#text/date.ts'
import * as grid from '#text/grid.ts'
import * as loosening from '#text/loosening.ts'
import * as offer from '#text/offer.ts'
import { dateNotes } from '#text/poll.ts'
import * as remainder from '#text/remainder.ts'

const startsAt = DateTime.fromISO('2027-03-07T14:00Z', { zone: 'utc' })
const when = { on: '2027-03-07', timeZone: 'Europe/London', startsAt, endsAt: startsAt.plus({ hours: 3 }) }
const standstill: Standstill = {
  sessions: 3,
  between: { from: '2027-03-01', to: '2027-03-20' },
  patternIds: ['p1'],
  candidateDateIds: [],
  mostAttending: 4,
  nextFixedDateId: null,
}
const standstills: Standstill[] = [
  standstill,
  { ...standstill, between: null },
  { ...standstill, sessions: 0 },
]
const blocked: BlockedBy[] = [
  { rule: 'answers' },
  { rule: 'dates', sessions: 8, available: 5, leftOut: 1 },
  { rule: 'fixedDates', sessions: 8, fixed: 2, missingDateIds: [], clashingDateIds: [] },
  ...standstills.flatMap((still): BlockedBy[] => [
    { rule: 'gaps', sessions: 8, gapDays: { min: 10, max: 25 }, standstill: still },
    { rule: 'alternation', sessions: 8, patternOrder: ['p1', 'p2'], standstill: still },
    { rule: 'minimum', sessions: 8, minimum: 5, standstill: still },
    { rule: 'neededMembers', sessions: 8, memberIds: ['m1'], silentMemberIds: [], standstill: still },
  ]),
]
const option: PlannedRun = {
  names: ['balanced', 'fullest', 'fairest'],
  dateIds: ['d1'],
  attendances: 60,
  possibleAttendances: 72,
  fewestPerMember: 0,
  worstServedMemberIds: [],
  attendancesByMember: [],
  ifNeedBe: 2,
  thinnest: { dateId: 'd1', attending: 5 },
  alternationBreaks: 2,
  gapDeviation: 0,
}
const names = {
  gapDays: { min: 10, max: 25 },
  isForRemainder: false,
  leftOutDateIds: ['d1', 'd2'],
  neededMemberIds: ['m1'],
  date: (id: string) => id,
  member: (id: string) => `<@${id}>`,
}
const looser: LooserRule[] = [
  { rule: 'gapDays', to: { min: 10, max: 28 } },
  { rule: 'gapDays', to: { min: 7, max: 25 } },
  { rule: 'gapDays', to: { min: 7, max: 28 } },
  { rule: 'alternation', to: 'prefer' },
  { rule: 'minimum', to: 4 },
  { rule: 'sessions', to: 7 },
  { rule: 'until', to: '2027-06-20' },
  { rule: 'leftOutDateIds', to: ['d2'] },
  { rule: 'neededMemberIds', to: [] },
]
const loosenings: Loosening[] = [...looser.map((step) => [step]), looser.slice(3, 5)].map((steps) => ({
  looser: steps,
  runs: 12n,
  attendances: 61,
  possibleAttendances: 72,
}))

export const plannerSaid = (): Record<string, Record<string, string[]>> => ({
  offer: {
    letter: [offer.letter(0)],
    offerIntro: [offer.offerIntro(1n, 1, 8), offer.offerIntro(9n, 1, 1), offer.offerIntro(1234n, 3, 8)],
    offerHeading: [1, 3].map(offer.offerHeading),
    optionInWords: [
      offer.optionInWords(option, 0, when, null),
      offer.optionInWords(
        { ...option, fewestPerMember: 5, ifNeedBe: 0, alternationBreaks: 1 },
        1,
        when,
        option,
      ),
      offer.optionInWords(
        {
          ...option,
          fewestPerMember: option.dateIds.length,
          attendances: option.dateIds.length * option.thinnest.attending,
        },
        0,
        when,
        null,
      ),
    ],
    amongEqualRuns: [1, 17].map(offer.amongEqualRuns),
    leastOften: [
      offer.leastOften(['U1'], 1, [{ letter: 'A', attendances: 6 }]),
      offer.leastOften(['U1'], 3, [{ letter: 'A', attendances: 0 }]),
    ],
    notHeardFrom: [offer.notHeardFrom(['U1', 'U2'])],
    notAllCompared: [0, 9].map((upperBound) => offer.notAllCompared({ upperBound })),
    distanceInWords: [
      offer.distanceInWords(option, option),
      offer.distanceInWords(option, { ...option, dateIds: [] }),
    ],
    runDates: [
      offer.runDates([
        { ...when, notes: [] },
        { ...when, notes: dateNotes(undefined, true) },
      ]),
    ],
    runStarts: [offer.runStarts([when])],
    fixConfirmation: [offer.fixConfirmation(1), offer.fixConfirmation(8)],
    fixed: [offer.fixed()],
    blockedInWords: blocked.map((each) => offer.blockedInWords(each, { pattern: (id) => id }, '')),
    fixedAutomaticallyText: [
      offer.fixedAutomaticallyText(sessionInWords(when), momentInWords(startsAt, 'Europe/London'), 1),
    ],
    onHoldAgainText: [offer.onHoldAgainText()],
    takenBackText: [offer.takenBackText(sessionInWords(when))],
  },
  grid: {
    shortDay: [grid.shortDay(startsAt)],
    gridMark: [grid.gridMark('can'), grid.gridMark('ifNeedBe'), grid.gridMark('cannot')],
    gridNumber: [grid.gridNumber(['can', 'ifNeedBe', 'cannot', undefined])],
    gridLegend: [grid.gridLegend()],
    gridHead: Object.values(grid.gridHead()),
    gridLine: [
      grid.gridLine(grid.shortDay(startsAt), 'A B', {
        can: 3,
        ifNeedBe: ['<@U1>'],
        cannot: ['<@U2>'],
        silent: ['<@U3>'],
      }),
      grid.gridLine(grid.shortDay(startsAt), '', { can: 1, ifNeedBe: [], cannot: [], silent: [] }),
    ],
  },
  loosening: {
    whatWouldHelp: loosenings.map((each) => loosening.whatWouldHelp([each, each], names)),
    wayInWords: loosenings.map((each) => loosening.wayInWords(each, names)),
    looseningLabel: loosenings.map((each) => loosening.looseningLabel(each, names)),
    loosenConfirmation: loosenings.map((each) => loosening.loosenConfirmation(each.looser)),
  },
  remainder: {
    whichDateFalls: [remainder.whichDateFalls()],
    comingLine: [remainder.comingLine({ ...when, number: 3 }, 7)],
    whatNow: [remainder.whatNow(when)],
    skipChoice: [remainder.skipChoice()],
    moveChoice: [0, 1, 7].map((coming) => remainder.moveChoice({ when, coming })),
    anewChoice: [1, 2].map((count) => {
      const dates = Array.from({ length: count }, () => ({ when, coming: 5 }))
      return remainder.anewChoice([when, when], dates)
    }),
    anewIsTheSame: [remainder.anewIsTheSame()],
    onlySkipping: [remainder.onlySkipping()],
    nextIsAskedAnyway: [remainder.nextIsAskedAnyway()],
    replaceConfirmation: [1, 2].map(remainder.replaceConfirmation),
    replaced: [1, 2].map(remainder.replaced),
    datesFallText: [remainder.datesFallText([when]), remainder.datesFallText([when, when])],
    runChangedText: [1, 2].map(remainder.runChangedText),
    doneWithoutText: [1, 2].map(remainder.doneWithoutText),
    remainderAdvice: [remainder.remainderAdvice()],
    doWithoutConfirmation: [remainder.doWithoutConfirmation()],
    doneWithout: [remainder.doneWithout(7)],
  },
})

/** The modules of these samples. */
export const PLANNER_MODULES = { offer, grid, loosening, remainder }
