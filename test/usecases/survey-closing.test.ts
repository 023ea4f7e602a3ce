import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findSurvey } from '#db/survey.ts'
import { commit } from '#usecases/context.ts'
import { nextDue } from '#usecases/due.ts'
import { answerSurvey, closeSurvey, trendOf } from '#usecases/survey.ts'
import { tick } from '#usecases/tick.ts'
import { code, type Desk, openDesk, said, type TestGroup, value } from '../support/group-desk.ts'
import { later, openedAfter, SIX, sixIn, surveyOf, type TestRun, weeklyRun } from '../support/survey-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Opens the survey after a session, lets the first of the six give these answers, and closes it. */
async function surveyed(
  group: TestGroup,
  run: TestRun,
  scores: readonly number[],
  at: { session: number; occasion: 'halfWay' | 'busStop' } = { session: 2, occasion: 'halfWay' },
) {
  const survey = await openedAfter(group, run, at.session, at.occasion)
  for (const [index, score] of scores.entries()) {
    const now = desk.at(later(survey.closesAt, index - 60))
    value(await answerSurvey(now, group.as(SIX[index] ?? ''), survey.id, score))
  }
  await tick(desk.at(survey.closesAt))
  return survey
}

describe('with five answers', () => {
  test('the result is said in the channel once, however often its time comes, and nobody is left who was asked', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    const { id, closesAt } = await surveyed(group, run, [9, 8, 3, 10, 9])
    await Promise.all([closeSurvey(desk.at(closesAt), id), tick(desk.at(later(closesAt, 90)))])
    expect(await said(group, 'surveyResult')).toEqual([
      { kind: 'surveyResult', surveyId: id, to: group.channelId, status: 'pending' },
    ])
    expect(await said(group, 'surveyWithheld')).toEqual([])
    expect(await surveyOf(group, run)).toMatchObject({
      status: 'published',
      counts: [0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 1],
      members: [],
    })
  })

  test('it is closed although the next run has begun in the meantime', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    const at = { session: 4, occasion: 'busStop' } as const
    const survey = await openedAfter(group, run, at.session, at.occasion)
    await desk.database.db.run.update({ where: { id: run.id }, data: { status: 'ended' } })
    for (const name of SIX) value(await answerSurvey(desk.at(run.after(4)), group.as(name), survey.id, 8))
    await tick(desk.at(survey.closesAt))
    expect((await surveyOf(group, run, 'busStop')).status).toBe('published')
    expect(await said(group, 'surveyResult')).toHaveLength(1)
  })
})

describe('with four answers', () => {
  test('they are forgotten, and each convenor is told so privately, once', async () => {
    const group = await sixIn(desk, { convenors: ['ruth', 'ines'] })
    const run = await weeklyRun(group)
    const { id, closesAt } = await surveyed(group, run, [9, 8, 3, 10])
    await tick(desk.at(later(closesAt, 90)))
    expect((await said(group, 'surveyWithheld')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
    expect(await said(group, 'surveyResult')).toEqual([])
    expect(await surveyOf(group, run)).toMatchObject({
      id,
      status: 'withheld',
      counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      members: [],
    })
  })
})

test('a fifth answer at the moment of closing counts and is shown, or is refused and changes nothing', async () => {
  for (let round = 0; round < 8; round += 1) {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    const { id, closesAt } = await openedAfter(group, run, 2)
    for (const name of SIX.slice(0, 4))
      value(await answerSurvey(desk.at(run.after(2)), group.as(name), id, 5))
    const [, last] = await Promise.all([
      closeSurvey(desk.at(closesAt), id),
      answerSurvey(desk.at(later(closesAt, -1)), group.as('dan'), id, 10),
    ])
    const { status, counts, members } = await surveyOf(group, run)
    const isIn = code(last) === undefined
    expect(isIn ? 'none' : code(last)).toBe(isIn ? 'none' : 'surveyClosed')
    expect({ status, n: counts.reduce((sum, count) => sum + count, 0), members }).toEqual(
      isIn ? { status: 'published', n: 5, members: [] } : { status: 'withheld', n: 0, members: [] },
    )
  }
})

test('the closing is what comes next by itself, once everything else is behind', async () => {
  const alone = await openDesk()
  try {
    const group = await sixIn(alone, { isSurveyAtBusStop: true })
    const run = await weeklyRun(group)
    const { closesAt } = await openedAfter(group, run, 4, 'busStop')
    const due = await nextDue(alone.at(run.after(4)))
    expect({ what: due?.what, at: due?.at.toJSDate() }).toEqual({
      what: 'surveyCloses',
      at: new Date(closesAt),
    })
    await tick(alone.at(closesAt))
    expect(await nextDue(alone.at(closesAt))).toBeNull()
  } finally {
    await alone.close()
  }
})

describe('the trend', () => {
  const atStop = { session: 2, occasion: 'busStop' } as const
  /** Three runs of two sessions each, with these answers at their bus stops; answers their trends. */
  async function trendsOver(stops: readonly (readonly number[])[]) {
    const group = await sixIn(desk, { surveyAfterSession: 1 })
    const trends: (string | null)[] = []
    for (const [index, scores] of stops.entries()) {
      const from = ['2027-01-10', '2027-02-07', '2027-03-07'][index] ?? ''
      const run = await weeklyRun(group, { sessions: 2, number: index + 1, from })
      await surveyed(group, run, [0, 0, 0, 0, 0], { session: 1, occasion: 'halfWay' })
      const { id } = await surveyed(group, run, scores, atStop)
      await desk.database.db.run.update({ where: { id: run.id }, data: { status: 'ended' } })
      trends.push(
        await commit(desk.at(run.after(2)), async (tx) => {
          const survey = await findSurvey(tx, id)
          return survey && trendOf(tx, survey)
        }),
      )
    }
    return trends
  }

  test('compares the results of two bus stops in succession, not those half way', async () => {
    expect(
      await trendsOver([
        [7, 7, 7, 7, 7],
        [8, 8, 8, 8, 8],
        [8, 8, 8, 8, 9],
      ]),
    ).toEqual([null, 'up', 'same'])
  })

  test('does not reach back over a bus stop without a result', async () => {
    expect(
      await trendsOver([
        [7, 7, 7, 7, 7],
        [8, 8],
        [2, 2, 2, 2, 2],
      ]),
    ).toEqual([null, null, null])
  })
})
