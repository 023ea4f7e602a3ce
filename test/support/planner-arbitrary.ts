import fc from 'fast-check'
import type { Alternation, AnswerValue, CandidateDate, PlannerMember, PlanRules } from '#domain/planner.ts'

export type PlannerInput = { dates: CandidateDate[]; members: PlannerMember[]; rules: PlanRules }

const PATTERNS = ['sunday', 'wednesday', 'friday']
const FIRST_DAY = Date.UTC(2027, 1, 20)

type Size = {
  dates: [number, number]
  sessions: [number, number]
  members: [number, number]
  spread: [number, number]
  minimum: number[]
  /** How often a rule about single dates is not in use for each time that it is. */
  usually: number
  /** No "if need be", and neither a preferred gap nor a preferred alternation. */
  isPlain?: boolean
}

/** Rules so tight that there is often no run. */
const TIGHT: Size = {
  dates: [1, 9],
  sessions: [1, 4],
  members: [0, 4],
  spread: [0, 14],
  minimum: [0, 0, 1, 1, 2, 3],
  usually: 3,
}

/** Room for many runs, so that the objectives differ and ties are common. */
const ROOMY: Size = {
  dates: [8, 11],
  sessions: [3, 5],
  members: [2, 5],
  spread: [16, 30],
  minimum: [0, 0, 0, 1],
  usually: 12,
}

/** Many members of equal tastes and no wishes about gaps, so that runs differ only in the last ties. */
const TIED: Size = {
  dates: [7, 9],
  sessions: [2, 3],
  members: [4, 7],
  spread: [20, 30],
  minimum: [0],
  usually: 30,
  isPlain: true,
}

/** Small planning problems: a few weeks, few members, every rule in use, many ties. */
export const plannerInput: fc.Arbitrary<PlannerInput> = fc.oneof(
  problem(TIGHT),
  problem(ROOMY),
  problem(TIED),
)

/** The members who have answered any of the dates. */
export function heardFrom(input: {
  dates: readonly CandidateDate[]
  members: readonly PlannerMember[]
}): PlannerMember[] {
  return input.members.filter((member) => input.dates.some((date) => member.answers.has(date.id)))
}

function problem(size: Size): fc.Arbitrary<PlannerInput> {
  return fc.tuple(between(size.dates), fc.integer({ min: 1, max: 3 })).chain(([dateCount, patternCount]) =>
    candidateDates(dateCount, patternCount).chain((dates) =>
      fc.record({
        dates: fc.constant(dates),
        members: memberList(dates, size),
        rules: planRules(dates, patternCount, size),
      }),
    ),
  )
}

function between([min, max]: [number, number]): fc.Arbitrary<number> {
  return fc.integer({ min, max })
}

function candidateDates(count: number, patternCount: number): fc.Arbitrary<CandidateDate[]> {
  const step = fc.record({
    days: fc.integer({ min: 1, max: 6 }),
    // Now and then two candidates fall on the same day, or even start at the same instant.
    apart: fc.constantFrom('days', 'days', 'days', 'days', 'days', 'hours', 'nothing'),
    pattern: fc.integer({ min: 0, max: patternCount - 1 }),
  })
  return fc
    .tuple(fc.array(step, { minLength: count, maxLength: count }), idOrder(count))
    .map(([steps, ids]) => {
      let at = FIRST_DAY + 14 * 3_600_000
      return steps.map((each, i) => {
        if (each.apart === 'days') at = dayStart(at) + each.days * 86_400_000 + 14 * 3_600_000
        if (each.apart === 'hours') at += 3_600_000
        return {
          id: `d${ids[i]}`,
          on: new Date(at).toISOString().slice(0, 10),
          startsAt: at,
          patternId: PATTERNS[each.pattern] as string,
        }
      })
    })
}

/** Ids in any order, so that nothing can lean on ids that grow with the dates. */
function idOrder(count: number): fc.Arbitrary<number[]> {
  const all = Array.from({ length: count }, (_, i) => i)
  return fc.shuffledSubarray(all, { minLength: count, maxLength: count })
}

function dayStart(at: number): number {
  return at - (at % 86_400_000)
}

function memberList(dates: CandidateDate[], size: Size): fc.Arbitrary<PlannerMember[]> {
  const busy: (AnswerValue | null)[] = ['can', 'ifNeedBe', 'cannot', 'cannot', 'cannot', null]
  const free: (AnswerValue | null)[] = ['can', 'can', 'can', 'can', 'ifNeedBe', 'cannot']
  const row = (values: (AnswerValue | null)[]) =>
    fc.array(fc.constantFrom(...values), { minLength: dates.length, maxLength: dates.length })
  const plain = row(['can', 'cannot'])
  const answers = fc.oneof(
    { weight: 4, arbitrary: size.isPlain ? plain : row(busy) },
    { weight: 4, arbitrary: size.isPlain ? plain : row(free) },
    { weight: 1, arbitrary: fc.constant<(AnswerValue | null)[]>([]) },
  )
  return fc.array(answers, { minLength: size.members[0], maxLength: size.members[1] }).map((rows) =>
    rows.map((row, m) => ({
      id: `m${m}`,
      answers: new Map(dates.flatMap((date, i) => (row[i] ? [[date.id, row[i]] as const] : []))),
    })),
  )
}

function planRules(dates: CandidateDate[], patternCount: number, size: Size): fc.Arbitrary<PlanRules> {
  const ids = dates.map((date) => date.id)
  const few = (most: number) => fc.subarray(ids, { maxLength: Math.min(most, ids.length) })
  const seldom = <T>(often: T, rare: fc.Arbitrary<T>) =>
    fc.oneof({ weight: size.usually, arbitrary: fc.constant(often) }, { weight: 1, arbitrary: rare })
  return fc
    .record({
      sessions: between(size.sessions),
      gap: fc.record({
        min: fc.integer({ min: 0, max: 4 }),
        spread: between(size.spread),
        preferred: size.isPlain ? fc.constant(null) : fc.option(fc.integer({ min: 0, max: 12 })),
      }),
      alternation: fc.constantFrom<Alternation[]>(
        'off',
        ...(size.isPlain ? [] : (['must', 'prefer'] as const)),
      ),
      patternOrder: fc.shuffledSubarray(PATTERNS.slice(0, patternCount), { minLength: patternCount }),
      minimum: fc.constantFrom(...size.minimum),
      neededMemberIds: seldom<string[]>([], fc.subarray(['m0', 'm1', 'm2'], { maxLength: 2 })),
      leftOutDateIds: seldom<string[]>([], few(2)),
      fixedDateIds: seldom<string[]>(
        [],
        fc.oneof(
          few(2),
          few(2),
          few(3).map((some) => [...some, 'gone']),
        ),
      ),
      firmDateIds: fc.oneof(
        { weight: 3, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: few(4) },
      ),
      giveUp: fc.integer({ min: 0, max: 3 }),
      anchor: fc.option(
        fc.record({
          on: fc.integer({ min: -6, max: 6 }).map((days) => isoDay(FIRST_DAY + days * 86_400_000)),
          patternId: fc.constantFrom(...PATTERNS, 'a pattern of before'),
        }),
      ),
    })
    .map(({ gap: { min, spread, preferred }, anchor, ...rest }) => ({
      ...rest,
      gapDays: { min, max: min + spread, ...(preferred === null ? {} : { preferred }) },
      ...(anchor === null ? {} : { anchor }),
    }))
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
