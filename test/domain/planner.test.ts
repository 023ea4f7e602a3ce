import { expect, test } from 'vitest'
import {
  type AnswerValue,
  type CandidateDate,
  countRuns,
  type Plan,
  type PlannerMember,
  type PlanRules,
  planRuns,
} from '#domain/planner.ts'

const RULES: PlanRules = {
  sessions: 2,
  gapDays: { min: 7, max: 14 },
  alternation: 'off',
  patternOrder: ['sunday', 'wednesday'],
  minimum: 1,
  neededMemberIds: [],
  leftOutDateIds: [],
  fixedDateIds: [],
  firmDateIds: [],
  giveUp: 2,
}

/** Dates named by their day in March 2027, where the 7th is a Sunday. */
function march(...days: number[]): CandidateDate[] {
  return days.map((day) => {
    const on = `2027-03-${String(day).padStart(2, '0')}`
    return {
      id: on,
      on,
      startsAt: Date.parse(`${on}T14:00Z`),
      patternId: day % 7 === 0 ? 'sunday' : 'wednesday',
    }
  })
}

const SIGNS: Record<string, AnswerValue> = { y: 'can', i: 'ifNeedBe', n: 'cannot' }

/** Members with one sign per date: y can, i if need be, n cannot, anything else not answered. */
function answering(dates: CandidateDate[], rows: Record<string, string>): PlannerMember[] {
  return Object.entries(rows).map(([id, row]) => ({
    id,
    answers: new Map(
      dates.flatMap((date, i) => {
        const value = SIGNS[row[i] ?? '']
        return value ? [[date.id, value] as const] : []
      }),
    ),
  }))
}

function chosen(plan: Plan): Record<string, string> {
  if (plan.kind === 'refusal') throw new Error(plan.blockedBy.rule)
  const days = plan.options.map((option) => option.dateIds.map((id) => id.slice(-2)).join(' '))
  return Object.fromEntries(
    plan.options.flatMap(({ names }, i) => names.map((name) => [name, days[i] as string])),
  )
}

function refusal(plan: Plan) {
  if (plan.kind === 'options') throw new Error('There is a run')
  return plan.blockedBy
}

test('the three objectives differ in how much of the total they give up for the member served worst', () => {
  const dates = march(1, 8, 15, 22)
  const members = answering(dates, { ana: 'yynn', ben: 'yyny', cem: 'yynn', dot: 'yynn', eve: 'nnyi' })
  const rules = { ...RULES, gapDays: { min: 7, max: 21 } }
  const fullest = '01 08'
  const fairest = '01 22'
  expect(chosen(planRuns(dates, members, { ...rules, giveUp: 1 }))).toEqual({
    balanced: fullest,
    fullest,
    fairest,
  })
  expect(chosen(planRuns(dates, members, { ...rules, giveUp: 2 }))).toEqual({
    balanced: fairest,
    fullest,
    fairest,
  })
})

test('an option says who attends how often, the thinnest session and the cost in gaps and breaks', () => {
  const dates = march(7, 10, 17)
  const members = answering(dates, { ben: 'nyi', ana: 'yny', cem: '' })
  const rules: PlanRules = { ...RULES, alternation: 'prefer', gapDays: { min: 7, max: 14, preferred: 8 } }
  const plan = planRuns(dates, members, rules)
  expect(plan).toEqual({
    kind: 'options',
    proof: 'optimal',
    runs: 2n,
    silentMemberIds: ['cem'],
    options: [
      {
        names: ['balanced', 'fullest', 'fairest'],
        dateIds: ['2027-03-07', '2027-03-17'],
        attendances: 3,
        possibleAttendances: 4,
        fewestPerMember: 1,
        worstServedMemberIds: ['ben'],
        attendancesByMember: [
          { memberId: 'ana', attendances: 2 },
          { memberId: 'ben', attendances: 1 },
        ],
        ifNeedBe: 1,
        thinnest: { dateId: '2027-03-07', attending: 1 },
        alternationBreaks: 0,
        gapDeviation: 2,
      },
    ],
  })
})

test('of runs that are equal for the members, the one whose thinnest session is fullest is chosen', () => {
  const dates = march(1, 8, 15, 22)
  const members = answering(dates, { ana: 'ynyn', ben: 'ynyn', cem: 'ynny', dot: 'nyny' })
  // 1 and 8 March: three and one; 15 and 22 March: two and two. Everybody comes once, to either.
  const rules = { ...RULES, gapDays: { min: 7, max: 7 } }
  expect(chosen(planRuns(dates, members, rules))).toMatchObject({ fullest: '15 22' })
})

test('of lists with equal start instants, the first id that differs decides', () => {
  const [first, second] = march(7, 14) as [CandidateDate, CandidateDate]
  const dates: CandidateDate[] = [
    { ...first, id: 'a', patternId: 'sunday' },
    { ...first, id: 'b', patternId: 'wednesday' },
    { ...second, id: 'c', patternId: 'sunday' },
    { ...second, id: 'd', patternId: 'wednesday' },
  ]
  const plan = planRuns(dates, answering(dates, { ana: 'yyyy' }), { ...RULES, alternation: 'must' })
  expect(chosen(plan)).toMatchObject({ fullest: 'a d' })
})

test('a fixed date is in every run, even if hardly anybody can come and it is left out', () => {
  const dates = march(1, 8, 15)
  const members = answering(dates, { ana: 'yny', ben: 'yny' })
  const rules = { ...RULES, minimum: 2, fixedDateIds: ['2027-03-08'], leftOutDateIds: ['2027-03-08'] }
  expect(chosen(planRuns(dates, members, rules))).toMatchObject({ balanced: '01 08' })
  expect(countRuns(dates, rules)).toBe(2n)
})

test('the first gap and the first alternation count from the last session before the run', () => {
  const dates = march(7, 10, 14, 17)
  const members = answering(dates, { ana: 'yyyy' })
  const next: PlanRules = { ...RULES, sessions: 1, anchor: { on: '2027-03-03', patternId: 'wednesday' } }
  expect(countRuns(dates, next)).toBe(3n)
  expect(chosen(planRuns(dates, members, { ...next, alternation: 'must' }))).toMatchObject({ balanced: '14' })
})

test('gaps are local calendar days, whatever the clocks do in between', () => {
  // The clocks go forward in London on 28 March 2027: two Sundays at 14:00 are 167 hours apart.
  const dates: CandidateDate[] = [
    { id: 'before', on: '2027-03-27', startsAt: Date.parse('2027-03-27T14:00Z'), patternId: 'sunday' },
    { id: 'after', on: '2027-04-03', startsAt: Date.parse('2027-04-03T13:00Z'), patternId: 'sunday' },
  ]
  expect(countRuns(dates, { ...RULES, gapDays: { min: 7, max: 7 } })).toBe(1n)
})

test('without any answer the plan is refused, and everybody is listed as silent', () => {
  const dates = march(1, 8)
  const plan = planRuns(dates, answering(dates, { ben: '', ana: '' }), RULES)
  expect(plan).toEqual({ kind: 'refusal', blockedBy: { rule: 'answers' }, silentMemberIds: ['ana', 'ben'] })
})

test('too few dates: how many there are and how many were left out', () => {
  const dates = march(1, 8)
  const plan = planRuns(dates, answering(dates, { ana: 'yy' }), { ...RULES, leftOutDateIds: ['2027-03-08'] })
  expect(refusal(plan)).toEqual({ rule: 'dates', sessions: 2, available: 1, leftOut: 1 })
})

test('fixed dates that no run can hold are named', () => {
  const dates = march(1, 8, 15)
  const members = answering(dates, { ana: 'yyy' })
  const tooMany = { ...RULES, sessions: 1, fixedDateIds: ['2027-03-01', '2027-03-08'] }
  expect(refusal(planRuns(dates, members, tooMany))).toMatchObject({
    rule: 'fixedDates',
    sessions: 1,
    fixed: 2,
  })
  const unknown = { ...RULES, fixedDateIds: ['gone'] }
  expect(refusal(planRuns(dates, members, unknown))).toMatchObject({ missingDateIds: ['gone'] })
  expect(countRuns(dates, unknown)).toBe(0n)
})

test('gaps that block: between which days the next session would have to be', () => {
  const dates = march(1, 8, 29)
  const plan = planRuns(dates, answering(dates, { ana: 'yyy' }), { ...RULES, sessions: 3 })
  expect(refusal(plan)).toMatchObject({
    rule: 'gaps',
    standstill: { sessions: 2, between: { from: '2027-03-15', to: '2027-03-22' }, candidateDateIds: [] },
  })
})

test('an alternation that blocks: which pattern is missing where', () => {
  const dates = march(7, 14, 21)
  const rules: PlanRules = { ...RULES, alternation: 'must' }
  expect(refusal(planRuns(dates, answering(dates, { ana: 'yyy' }), rules))).toMatchObject({
    rule: 'alternation',
    standstill: { sessions: 1, patternIds: ['wednesday'], candidateDateIds: ['2027-03-14', '2027-03-21'] },
  })
})

test('a minimum that blocks: between which days no candidate suits so many, and how many the best one suits', () => {
  const dates = march(1, 8, 15, 22)
  const members = answering(dates, { ana: 'yyny', ben: 'ynyn', cem: 'ynnn' })
  const plan = planRuns(dates, members, { ...RULES, minimum: 2 })
  expect(refusal(plan)).toEqual({
    rule: 'minimum',
    sessions: 2,
    minimum: 2,
    standstill: {
      sessions: 1,
      between: { from: '2027-03-08', to: '2027-03-15' },
      patternIds: ['sunday', 'wednesday'],
      candidateDateIds: ['2027-03-08', '2027-03-15'],
      mostAttending: 1,
      nextFixedDateId: null,
    },
  })
})

test('a needed member who is silent blocks, and is named as silent', () => {
  const dates = march(1, 8)
  const members = answering(dates, { ana: 'yy', ben: '' })
  const plan = planRuns(dates, members, { ...RULES, neededMemberIds: ['ben'] })
  expect(refusal(plan)).toMatchObject({
    rule: 'neededMembers',
    memberIds: ['ben'],
    silentMemberIds: ['ben'],
    standstill: { sessions: 0, between: null, candidateDateIds: ['2027-03-01', '2027-03-08'] },
  })
})

test('a date that was left open by somebody who answered counts as cannot', () => {
  const dates = march(1, 8)
  const plan = planRuns(dates, answering(dates, { ana: 'yy', ben: 'y?' }), { ...RULES, minimum: 2 })
  expect(refusal(plan)).toMatchObject({ rule: 'minimum', standstill: { mostAttending: 1 } })
})

test('a year of candidates and large groups are counted beyond what a number can hold', () => {
  const dates = Array.from({ length: 365 }, (_, i) => {
    const on = new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10)
    return { id: on, on, startsAt: Date.parse(on), patternId: 'sunday' }
  })
  // Without an upper gap, runs of 20 days at least 1 day apart are all the choices of 20 days out of 365.
  const choices = Array.from({ length: 20 }, (_, k) => k).reduce(
    (n, k) => (n * BigInt(365 - k)) / BigInt(k + 1),
    1n,
  )
  expect(countRuns(dates, { ...RULES, sessions: 20, gapDays: { min: 1, max: 365 } })).toBe(choices)
})

test('input that makes no sense is refused loudly', () => {
  const dates = march(1, 8)
  const ana = answering(dates, { ana: 'yy' })
  expect(() => planRuns([...dates, ...march(8)], ana, RULES)).toThrow(RangeError)
  expect(() => planRuns(dates, [...ana, ...ana], RULES)).toThrow(RangeError)
  expect(() => planRuns(dates, ana, { ...RULES, sessions: 0 })).toThrow(RangeError)
  expect(() => planRuns(dates, ana, { ...RULES, giveUp: -1 })).toThrow(RangeError)
  expect(() => countRuns([{ ...(dates[0] as CandidateDate), on: '2027-02-30' }], RULES)).toThrow(RangeError)
})
