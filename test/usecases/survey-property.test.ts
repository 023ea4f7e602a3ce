import fc from 'fast-check'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerSurvey } from '#usecases/survey.ts'
import { tick } from '#usecases/tick.ts'
import { code, type Desk, openDesk, said, type TestGroup } from '../support/group-desk.ts'
import { query } from '../support/query.ts'
import { later, SIX, sixIn, weeklyRun } from '../support/survey-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** What happens next: time goes by, people press at the same moment, somebody gets on or off. */
type Step = {
  hours: number
  /** `survey` counts back from the newest one. */
  presses: { name: string; survey: number; score: number }[]
  /** Whether the clock is looked at while they press, and so surveys open and close. */
  isTicking: boolean
  /** Who is on the roster from then on. */
  roster: string[]
}

const press = fc.record({
  name: fc.constantFrom(...SIX),
  survey: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat({ max: 3 })),
  score: fc.nat({ max: 10 }),
})
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    hours: fc.oneof(fc.nat({ max: 6 }), fc.integer({ min: 24, max: 24 * 6 })),
    presses: fc.array(press, { maxLength: 9 }),
    isTicking: fc.boolean(),
    roster: fc.oneof({ weight: 3, arbitrary: fc.constant(SIX) }, fc.subarray(SIX, { minLength: 3 })),
  }),
  { minLength: 8, maxLength: 22, size: 'max' },
)

/** What the rules say must have come of it so far. */
type Truth = {
  /** Answers that were accepted, by survey, each with who gave it. */
  accepted: Map<string, Map<string, number>>
  /** Results as they were first shown, and surveys that closed without. */
  closed: Map<string, { status: string; counts: number[] }>
}

const countsOf = (answers: ReadonlyMap<string, number> | undefined) =>
  Array.from(
    { length: 11 },
    (_, score) => [...(answers?.values() ?? [])].filter((each) => each === score).length,
  )

async function setRoster({ id: groupId, as }: TestGroup, names: readonly string[]): Promise<void> {
  const ids = names.map((name) => as(name).slackUserId)
  const { member } = desk.database.db
  await member.updateMany({ where: { groupId, slackUserId: { in: ids } }, data: { gotOffAt: null } })
  await member.updateMany({
    where: { groupId, slackUserId: { notIn: ids } },
    data: { gotOffAt: new Date('2027-01-04') },
  })
}

const surveysOf = (group: TestGroup) =>
  desk.database.db.survey.findMany({
    where: { run: { groupId: group.id } },
    include: { members: { include: { member: true } } },
    orderBy: { id: 'asc' },
  })

/** Everybody presses at once, while the clock may be looked at; accepted answers go into the truth. */
async function act(group: TestGroup, step: Step, iso: string, truth: Truth): Promise<void> {
  const known = (await surveysOf(group)).reverse()
  const presses = step.presses.flatMap((each) => {
    const survey = known[each.survey]
    return survey ? [{ ...each, survey }] : []
  })
  const pressing = presses.map(({ name, survey, score }) =>
    answerSurvey(desk.at(iso), group.as(name), survey.id, score),
  )
  const [outcomes] = await Promise.all([
    Promise.all(pressing),
    step.isTicking && tick(desk.at(later(iso, 30))),
  ])
  for (const [index, { name, survey, score }] of presses.entries()) {
    const outcome = outcomes[index]
    if (!outcome || code(outcome) !== undefined) continue
    expect(DateTime.fromISO(iso) < DateTime.fromJSDate(survey.closesAt), 'late').toBe(true)
    const answers = truth.accepted.get(survey.id) ?? new Map<string, number>()
    expect(answers.has(name), 'a second answer').toBe(false)
    truth.accepted.set(survey.id, answers.set(name, score))
  }
}

/** The rules that hold at every moment. */
async function check(group: TestGroup, truth: Truth): Promise<void> {
  for (const { id, status, counts, members } of await surveysOf(group)) {
    const answers = truth.accepted.get(id)
    const before = truth.closed.get(id)
    if (before) expect({ status, counts }, 'a survey that has closed').toEqual(before)
    if (status === 'open') {
      expect(counts).toEqual(countsOf(answers))
      const answered = members.filter(({ hasAnswered }) => hasAnswered)
      expect(answered.map(({ member }) => member.slackUserId.slice(2)).sort()).toEqual(
        [...(answers?.keys() ?? [])].sort(),
      )
      const sql = `SELECT DISTINCT xmin::text FROM survey_members WHERE survey_id = '${id}'`
      expect(await query(desk.database.url, sql)).toHaveLength(1)
      continue
    }
    expect(members).toEqual([])
    truth.closed.set(id, { status, counts })
    const n = counts.reduce((sum, count) => sum + count, 0)
    if (status === 'published') {
      // Of this survey alone: so no two results differ by the answer of one person.
      expect(counts).toEqual(countsOf(answers))
      expect(n).toBeGreaterThanOrEqual(5)
    } else {
      expect(n).toBe(0)
      expect(answers?.size ?? 0).toBeLessThan(5)
    }
  }
}

test('whatever people press and when, each answer counts once, in one result of five or more that never changes', async () => {
  let published = 0
  let withheld = 0
  await fc.assert(
    fc.asyncProperty(steps, async (happenings) => {
      const group = await sixIn(desk, { surveyAfterSession: 1, surveyDays: 4 })
      for (const [index, from] of ['2027-01-10', '2027-01-31', '2027-02-21'].entries())
        await weeklyRun(group, { sessions: 2, number: index + 1, from })
      const truth: Truth = { accepted: new Map(), closed: new Map() }
      let iso = '2027-01-10T17:00:00.000Z'
      await tick(desk.at(iso))
      for (const step of happenings) {
        iso = later(iso, step.hours * 60)
        await setRoster(group, step.roster)
        await act(group, step, iso, truth)
        await check(group, truth)
      }
      for (const days of [30, 60, 90]) await tick(desk.at(later(iso, days * 24 * 60)))
      await check(group, truth)
      const shown = [...truth.closed].filter(([, { status }]) => status === 'published').map(([id]) => id)
      expect((await said(group, 'surveyResult')).map(({ surveyId }) => surveyId).sort()).toEqual(shown.sort())
      published += shown.length
      withheld += [...truth.closed.values()].filter(({ status }) => status === 'withheld').length
      // Later ones need not look at this group again.
      await desk.database.db.run.updateMany({ where: { groupId: group.id }, data: { status: 'ended' } })
    }),
    { numRuns: 12 },
  )
  // Or nothing has been tested.
  expect(published).toBeGreaterThan(2)
  expect(withheld).toBeGreaterThan(2)
}, 180_000)
