import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plusDays } from '#domain/calendar.ts'
import {
  type CandidateDate,
  type Plan,
  type PlannerMember,
  type PlanRules,
  planRuns,
} from '#domain/planner.ts'
import { type BrokenRun, FREEZE_DAYS, newDatesOf, planRemainder } from '#domain/remainder.ts'
import { bruteForceOptions, everyRun } from '../support/brute-force-planner.ts'
import { heardFrom, plannerInput } from '../support/planner-arbitrary.ts'

/** A run that was planned, and one of its dates falls at some moment of it. */
const brokenRun = plannerInput
  .chain(({ dates, members, rules }) => {
    const stretched = dates.map((date, i) => {
      // Further apart, so that the freeze holds some of the dates and not all.
      const on = plusDays(date.on, i * 6)
      return { ...date, on, startsAt: Date.parse(`${on}T14:00Z`) + i }
    })
    const wide = {
      ...rules,
      minimum: 0,
      neededMemberIds: [],
      fixedDateIds: [],
      firmDateIds: [],
      leftOutDateIds: [],
    }
    const relaxed: PlanRules = { ...wide, gapDays: { ...rules.gapDays, max: rules.gapDays.max + 25 } }
    const plan = planRuns(stretched, members, relaxed)
    const sessions =
      plan.kind === 'options' ? stretched.filter(({ id }) => plan.options[0]?.dateIds.includes(id)) : []
    return fc.record({
      dates: fc.constant(stretched),
      members: fc.constant(members),
      rules: fc.constant({ ...relaxed, minimum: rules.minimum }),
      sessions: fc.constant(sessions),
      falling: fc.nat(),
      begun: fc.nat(),
    })
  })
  .filter(({ sessions }) => sessions.length > 1)
  .map(({ dates, members, rules, sessions, falling, begun }): BrokenRun => {
    const k = falling % sessions.length
    const before = sessions[(begun % (k + 1)) - 1]
    const now = before ? before.startsAt + 3_600_000 : Date.parse('2027-01-19T12:00Z')
    const today = new Date(now).toISOString().slice(0, 10)
    const fallingIds = [sessions[k]?.id as string]
    return {
      sessions,
      fallingIds,
      now,
      today,
      candidates: dates,
      newFromOn: plusDays(today, 7),
      members,
      rules,
    }
  })

/** Everything that a remainder may be, by trying all sets of dates. */
function everyRemainder(run: BrokenRun, staying: readonly CandidateDate[]) {
  const isComing = ({ startsAt }: CandidateDate) => startsAt > run.now
  const coming = run.sessions.filter((date) => isComing(date) && !run.fallingIds.includes(date.id))
  const begun = run.sessions.filter((date) => !isComing(date))
  const fresh = run.candidates.filter(
    (date) => isComing(date) && date.on >= run.newFromOn && !run.sessions.some(({ id }) => id === date.id),
  )
  const last = begun.at(-1)
  const { anchor: _, ...others } = run.rules
  const rules: PlanRules = {
    ...others,
    sessions: coming.length + 1,
    fixedDateIds: staying.map(({ id }) => id),
    firmDateIds: coming.map(({ id }) => id),
    ...(last && { anchor: { on: last.on, patternId: last.patternId } }),
  }
  const dates = [...coming, ...fresh]
  const isHeard = heardFrom({ dates, members: run.members }).length > 0
  return {
    runs: isHeard ? everyRun(dates, run.members, rules) : [],
    options: () => bruteForceOptions(dates, run.members, rules),
  }
}

const frozen = (run: BrokenRun) =>
  run.sessions.filter(
    ({ id, on, startsAt }) =>
      !run.fallingIds.includes(id) && startsAt > run.now && on <= plusDays(run.today, FREEZE_DAYS),
  )

test('choosing the remainder anew changes the fewest dates, and is the best of what does', () => {
  let changes = 0
  fc.assert(
    fc.property(brokenRun, (run) => {
      const plan = planRemainder(run, 'anew')
      const { runs, options } = everyRemainder(run, frozen(run))
      expect(plan.kind === 'options').toBe(runs.length > 0)
      if (plan.kind === 'refusal') return
      const isNew = ({ id }: CandidateDate) => !run.sessions.some((session) => session.id === id)
      const fewest = Math.min(...runs.map((dates) => dates.filter(isNew).length))
      for (const { dateIds } of plan.options) expect(newDatesOf(run, dateIds)).toHaveLength(fewest)
      expect(plan.options).toEqual(options())
      if (fewest > 1) changes += 1
    }),
    { numRuns: 3000 },
  )
  expect(changes).toBeGreaterThan(3)
})

test('moving only what falls keeps every other date', () => {
  fc.assert(
    fc.property(brokenRun, (run) => {
      const plan = planRemainder(run, 'move')
      const others = run.sessions.filter(
        ({ id, startsAt }) => !run.fallingIds.includes(id) && startsAt > run.now,
      )
      const { runs } = everyRemainder(run, others)
      expect(plan.kind === 'options').toBe(runs.length > 0)
      if (plan.kind === 'refusal') return
      for (const { dateIds } of plan.options) {
        for (const { id } of others) expect(dateIds).toContain(id)
        expect(newDatesOf(run, dateIds)).toHaveLength(1)
      }
    }),
    { numRuns: 1500 },
  )
})

/** Sundays in 2027, by month and day. */
function sundays(...on: string[]): CandidateDate[] {
  return on.map((day) => ({
    id: day,
    on: `2027-${day}`,
    startsAt: Date.parse(`2027-${day}T14:00Z`),
    patternId: 'sunday',
  }))
}

test('what is near stays, what falls is replaced, and of the rest no more changes than must', () => {
  const sessions = sundays('03-07', '03-28', '04-11', '04-25')
  const candidates = [...sessions, ...sundays('03-21', '04-04', '04-18', '05-02')]
  const ana: PlannerMember = { id: 'ana', answers: new Map(candidates.map(({ id }) => [id, 'can'])) }
  // Ben could come to every date of March if it were not for the freeze, and to one of April.
  const ben: PlannerMember = {
    id: 'ben',
    answers: new Map([
      ['03-21', 'can'],
      ['04-18', 'can'],
    ]),
  }
  const run: BrokenRun = {
    sessions,
    fallingIds: ['04-11'],
    now: Date.parse('2027-03-10T09:00Z'),
    today: '2027-03-10',
    candidates,
    newFromOn: '2027-03-17',
    members: [ana, ben],
    rules: {
      sessions: 4,
      gapDays: { min: 7, max: 28 },
      alternation: 'off',
      patternOrder: ['sunday'],
      minimum: 1,
      neededMemberIds: [],
      leftOutDateIds: [],
      fixedDateIds: [],
      firmDateIds: [],
      giveUp: 2,
    },
  }
  const chosen = (plan: Plan) => plan.kind === 'options' && plan.options.map(({ dateIds }) => dateIds)
  expect(chosen(planRemainder(run, 'anew'))).toEqual([['03-21', '03-28', '04-25']])
  expect(chosen(planRemainder({ ...run, newFromOn: '2027-03-22' }, 'move'))).toEqual([
    ['03-28', '04-18', '04-25'],
  ])
})
