import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setReminding } from '#usecases/mute.ts'
import { answerSurvey, closeSurvey, surveyHere, surveyQuestion, surveysToClose } from '#usecases/survey.ts'
import { tick } from '#usecases/tick.ts'
import { code, type Desk, newGroup, openDesk, said, type TestGroup, value } from '../support/group-desk.ts'
import { later, openedAfter, SIX, sixIn, surveyOf, type TestRun, weeklyRun } from '../support/survey-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Takes somebody off the roster, as at a bus stop. */
const getOff = ({ id: groupId, as }: TestGroup, name: string) =>
  desk.database.db.member.updateMany({
    where: { groupId, slackUserId: as(name).slackUserId },
    data: { gotOffAt: new Date() },
  })
const surveys = (run: TestRun) => desk.database.db.survey.findMany({ where: { runId: run.id } })

describe('a survey opens', () => {
  test('after the session that the group wants, once, and asks everybody on the roster privately', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    await tick(desk.at(run.after(1)))
    await tick(desk.at(later(run.after(2), -1)))
    expect(await surveys(run)).toEqual([])
    await Promise.all([tick(desk.at(run.after(2))), tick(desk.at(run.after(2)))])
    await tick(desk.at(later(run.after(2), 600)))
    await tick(desk.at(run.after(3)))
    const survey = await surveyOf(group, run)
    expect(await surveys(run)).toHaveLength(1)
    expect(survey).toMatchObject({ status: 'open', closesAt: new Date('2027-01-24T20:00Z') })
    expect(survey.members.map(({ member }) => member.slackUserId.slice(2)).sort()).toEqual([...SIX].sort())
    expect((await said(group, 'surveyQuestion')).map(({ to }) => to).sort()).toEqual([...SIX].sort())
  })

  test('at the bus stop, while the run is under way still, also when the bot was away half way', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    await tick(desk.at(later(run.after(4), 2000)))
    expect(await surveys(run)).toMatchObject([{ occasion: 'busStop', status: 'open' }])
  })

  test('not for a run that has ended already', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    await desk.database.db.run.update({ where: { id: run.id }, data: { status: 'ended' } })
    await tick(desk.at(run.after(4)))
    expect(await surveys(run)).toEqual([])
  })

  test('never in a group that does not want one, nor half way where that would be the end of the run', async () => {
    const group = await sixIn(desk, { surveyAfterSession: 4, isSurveyAtBusStop: false })
    const run = await weeklyRun(group)
    for (const session of [1, 2, 3, 4]) await tick(desk.at(run.after(session)))
    expect(await surveys(run)).toEqual([])
    expect(await said(group, 'surveyQuestion')).toEqual([])
  })

  test('in a group of four without asking anybody, and the command says so', async () => {
    const group = await newGroup(desk, { surveyAfterSession: 2 })
    const run = await weeklyRun(group)
    await tick(desk.at(run.after(2)))
    await tick(desk.at(later(run.after(2), 60 * 24 * 9)))
    expect(await surveyOf(group, run)).toMatchObject({ status: 'notAsked', members: [] })
    expect(await said(group, 'surveyQuestion')).toEqual([])
    expect(await said(group, 'surveyWithheld')).toEqual([])
    expect(value(await surveyHere(desk.at(run.after(2)), group.as('ben')))).toEqual({
      kind: 'tooFew',
      isSoNow: true,
      next: { afterSessions: null, isInThisRun: true },
    })
  })

  test('without a message to those who have muted them; the command opens it for them all the same', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    value(await setReminding(desk.at(run.after(1)), group.as('dan'), false))
    const { id } = await openedAfter(group, run, 2)
    expect((await said(group, 'surveyQuestion')).map(({ to }) => to)).not.toContain('dan')
    const here = value(await surveyHere(desk.at(run.after(2)), group.as('dan')))
    expect(here).toMatchObject({ kind: 'question', survey: { id } })
  })
})

describe('who was asked may answer', () => {
  test('once, with a whole number from 0 to 10', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    const { id } = await openedAfter(group, run, 2)
    const now = desk.at(later(run.after(2), 5))
    for (const score of [-1, 11, 3.5]) {
      await expect(answerSurvey(now, group.as('ben'), id, score)).rejects.toThrow(RangeError)
    }
    value(await answerSurvey(now, group.as('ben'), id, 9))
    expect(code(await answerSurvey(now, group.as('ben'), id, 2))).toBe('surveyAnswered')
    expect(code(await surveyQuestion(now, group.as('ben'), id))).toBe('surveyAnswered')
    expect(code(await surveyHere(now, group.as('ben')))).toBe('surveyAnswered')
    const { counts, members } = await surveyOf(group, run)
    expect(counts).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0])
    expect(members.filter(({ hasAnswered }) => hasAnswered)).toHaveLength(1)
  })

  test('of two presses at the same moment one counts', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    const { id } = await openedAfter(group, run, 2)
    const press = () => answerSurvey(desk.at(run.after(2)), group.as('ben'), id, 7)
    const outcomes = await Promise.all([press(), press(), press()])
    expect(outcomes.map(code).sort()).toEqual(['surveyAnswered', 'surveyAnswered', undefined])
    expect((await surveyOf(group, run)).counts[7]).toBe(1)
  })

  test('until the closing time, and not at it, even when nothing has closed it yet', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group)
    const { id, closesAt } = await openedAfter(group, run, 2)
    value(await answerSurvey(desk.at(later(closesAt, -1)), group.as('ben'), id, 7))
    for (const answered of [false, true]) {
      if (answered) await closeSurvey(desk.at(closesAt), id)
      expect(code(await answerSurvey(desk.at(closesAt), group.as('amara'), id, 7))).toBe('surveyClosed')
      expect(code(await surveyQuestion(desk.at(closesAt), group.as('amara'), id))).toBe('surveyClosed')
      expect(code(await surveyHere(desk.at(closesAt), group.as('amara')))).toBe('noOpenSurvey')
    }
  })

  test('also after getting off, and nobody else: no newcomer, no convenor apart, no other workspace', async () => {
    const group = await sixIn(desk, { convenors: ['ruth', 'ines'] })
    const run = await weeklyRun(group)
    const { id } = await openedAfter(group, run, 4, 'busStop')
    await getOff(group, 'ben')
    await desk.database.db.member.create({
      data: { groupId: group.id, slackUserId: group.as('isla').slackUserId, joinedAt: new Date() },
    })
    const now = desk.at(later(run.after(4), 10))
    expect(value(await surveyHere(now, group.as('ben')))).toMatchObject({ kind: 'question' })
    value(await answerSurvey(now, group.as('ben'), id, 10))
    for (const name of ['isla', 'ines']) {
      expect(code(await answerSurvey(now, group.as(name), id, 0))).toBe('surveyNotAsked')
      expect(code(await surveyHere(now, group.as(name)))).toBe('surveyNotAsked')
    }
    expect(code(await surveyHere(now, group.as('kate')))).toBe('notMember')
    const elsewhere = { ...group.as('amara'), teamId: 'T2' }
    expect(code(await answerSurvey(now, elsewhere, id, 0))).toBe('surveyNotAsked')
    const { counts } = await surveyOf(group, run, 'busStop')
    expect(counts).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  })

  test('in two surveys that are open together, one after the other', async () => {
    const group = await sixIn(desk, { surveyAfterSession: 3, surveyDays: 14 })
    const run = await weeklyRun(group)
    const first = await openedAfter(group, run, 3)
    const second = await openedAfter(group, run, 4, 'busStop')
    const now = desk.at(later(run.after(4), 10))
    for (const { id } of [first, second]) {
      expect(value(await surveyHere(now, group.as('ben')))).toMatchObject({ survey: { id } })
      value(await answerSurvey(now, group.as('ben'), id, 8))
    }
    expect(code(await surveyHere(now, group.as('ben')))).toBe('surveyAnswered')
  })
})

describe('with no survey open', () => {
  test('whoever asks learns when the next one comes', async () => {
    const group = await sixIn(desk)
    const next = async (iso: string) => {
      const outcome = await surveyHere(desk.at(iso), group.as('ben'))
      return 'refusal' in outcome ? outcome.refusal : outcome.value
    }
    expect(await next('2027-01-05T09:00Z')).toEqual({
      code: 'noOpenSurvey',
      next: { afterSessions: 2, isInThisRun: false },
    })
    const run = await weeklyRun(group)
    expect(await next(run.after(1))).toMatchObject({ next: { afterSessions: 2, isInThisRun: true } })
  })

  test('and of none half way in a run that has had one, though the settings have a later session since', async () => {
    const group = await sixIn(desk)
    const run = await weeklyRun(group, { sessions: 6 })
    const { id, closesAt } = await openedAfter(group, run, 2)
    await closeSurvey(desk.at(closesAt), id)
    await desk.database.db.group.update({ where: { id: group.id }, data: { surveyAfterSession: 5 } })
    const outcome = await surveyHere(desk.at(later(closesAt, 1)), group.as('ben'))
    expect(outcome).toEqual({
      refusal: { code: 'noOpenSurvey', next: { afterSessions: null, isInThisRun: true } },
    })
  })

  test('a group that was too small when it came is told that it was', async () => {
    const group = await newGroup(desk, { members: SIX.slice(0, 4), surveyAfterSession: 2 })
    const run = await weeklyRun(group)
    await tick(desk.at(run.after(2)))
    for (const name of ['dan', 'elif']) {
      await desk.database.db.member.create({
        data: { groupId: group.id, slackUserId: group.as(name).slackUserId, joinedAt: new Date() },
      })
    }
    expect(value(await surveyHere(desk.at(later(run.after(2), 5)), group.as('ben')))).toMatchObject({
      kind: 'tooFew',
      isSoNow: false,
    })
  })

  test('a channel without a group says so', async () => {
    const stranger = { teamId: 'T1', slackUserId: 'U-ben', channelId: 'C-none' }
    expect(code(await surveyHere(desk.at('2027-01-05T09:00Z'), stranger))).toBe('noGroupHere')
  })
})

test('what is to be closed is what is open and over', async () => {
  const group = await sixIn(desk)
  const run = await weeklyRun(group)
  const { id, closesAt } = await openedAfter(group, run, 2)
  expect(await surveysToClose(desk.at(later(closesAt, -1)))).not.toContain(id)
  expect(await surveysToClose(desk.at(closesAt))).toContain(id)
  await closeSurvey(desk.at(later(closesAt, -1)), id)
  expect((await surveyOf(group, run)).status).toBe('open')
  await closeSurvey(desk.at(closesAt), id)
  expect(await surveysToClose(desk.at(closesAt))).not.toContain(id)
})
