import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { saveChoice } from '#db/bus-stop.ts'
import { findGroupById } from '#db/group.ts'
import { getSession } from '#db/session.ts'
import { insertSurvey, moveSurvey } from '#db/survey.ts'
import { expectedAt } from '#slack/views/session.ts'
import { setApology } from '#usecases/apology.ts'
import { commit } from '#usecases/context.ts'
import { tick } from '#usecases/tick.ts'
import {
  closeStop,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  roster,
  type TestGroup,
  value,
} from '../support/group-desk.ts'
import { daysAfter, forgetAt } from '../support/retention.ts'

let desk: Desk
let group: TestGroup
let runId: string
let sessionIds: string[]

/** Three sessions, the first of which ends on Wednesday 20 January and the last on Wednesday 10 February. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
  const run = await fixedRun(group)
  runId = run.runId
  sessionIds = run.sessionIds
})
afterAll(() => desk.close())

const FIRST_ENDS = '2027-01-20T21:30:00.000Z'
const LAST_ENDS = '2027-02-10T21:30:00.000Z'
const STOP_CLOSES = '2027-02-12T09:00:00.000Z'

/** The last session is over, and the convenor closes the bus stop. */
async function endRun(at = STOP_CLOSES): Promise<void> {
  await tick(desk.at(LAST_ENDS))
  value(await closeStop(group, 'ruth', desk.at(at)))
}

describe('apologies', () => {
  const FIXED = '2027-01-12T09:00Z'
  const apologies = () => desk.database.db.apology.count({ where: { session: { runId } } })
  const first = () => desk.at(FIXED).db.$transaction((tx) => getSession(tx, sessionIds[0] ?? ''))

  beforeEach(async () => {
    for (const name of ['amara', 'ben'])
      value(await setApology(desk.at(FIXED), group.as(name), sessionIds[0] ?? '', true))
  })

  test('are forgotten 90 days after their session, and their number stays', async () => {
    await endRun()
    await forgetAt(desk, daysAfter(FIRST_ENDS, 90))
    expect(await apologies()).toBe(2)
    await forgetAt(desk, daysAfter(FIRST_ENDS, 90, 1))
    expect(await apologies()).toBe(0)
    expect(await first()).toMatchObject({ apologyMemberIds: [], apologiesForgotten: 2 })
  })

  test('leave as many expected as before', async () => {
    await endRun()
    const shown = async () => {
      const known = await desk.at(FIXED).db.$transaction((tx) => findGroupById(tx, group.id))
      return known && expectedAt(known, await first())
    }
    expect(await shown()).toBe(2)
    await forgetAt(desk, daysAfter(FIRST_ENDS, 1000))
    await forgetAt(desk, daysAfter(FIRST_ENDS, 1001))
    expect(await shown()).toBe(2)
  })

  test('are kept while the run is under way, because the rest of it may be planned anew by them', async () => {
    await tick(desk.at(LAST_ENDS))
    await forgetAt(desk, daysAfter(FIRST_ENDS, 200))
    expect(await apologies()).toBe(2)
    await endRun(daysAfter(FIRST_ENDS, 200))
    await forgetAt(desk, daysAfter(FIRST_ENDS, 200, 1))
    expect(await apologies()).toBe(0)
  })
})

describe('answers to polls, and choices at the bus stop', () => {
  const { answers, choices } = {
    answers: () => desk.database.db.answer.count({ where: { pollDate: { poll: { runId } } } }),
    choices: () => desk.database.db.choice.count({ where: { busStop: { runId } } }),
  }

  beforeEach(async () => {
    const { db } = desk.database
    const { id: busStopId } = await db.busStop.findUniqueOrThrow({ where: { runId } })
    const member = await db.member.findFirstOrThrow({ where: { groupId: group.id, slackUserId: 'U-ben' } })
    const choice = { memberId: member.id, value: 'staying', hasToldGroup: false, recordedBy: null } as const
    await commit(desk.at(FIRST_ENDS), (tx) => saveChoice(tx, busStopId, choice, desk.at(FIRST_ENDS).now))
  })

  test('are forgotten 90 days after the end of the run', async () => {
    await endRun()
    const before = await answers()
    await forgetAt(desk, daysAfter(STOP_CLOSES, 90))
    expect([await answers(), await choices()]).toEqual([before, 1])
    await forgetAt(desk, daysAfter(STOP_CLOSES, 90, 1))
    expect([await answers(), await choices()]).toEqual([0, 0])
  })

  test('are kept while the run is under way', async () => {
    const before = await answers()
    await forgetAt(desk, daysAfter(LAST_ENDS, 300))
    expect([await answers(), await choices()]).toEqual([before, 1])
  })

  test('answers are forgotten where nobody ends the run, a year later', async () => {
    const before = await answers()
    const { _max } = await desk.database.db.pollDate.aggregate({
      where: { poll: { runId } },
      _max: { endsAt: true },
    })
    const lastDate = _max.endsAt?.toISOString() ?? ''
    await forgetAt(desk, daysAfter(lastDate, 366 + 90))
    expect(await answers()).toBe(before)
    await forgetAt(desk, daysAfter(lastDate, 366 + 90, 1))
    expect(await answers()).toBe(0)
  })
})

test('whoever chose to get off is let off, however late the bus stop is closed, and then that is forgotten, too', async () => {
  const { db } = desk.database
  const { id: busStopId } = await db.busStop.findUniqueOrThrow({ where: { runId } })
  const { id: memberId } = await db.member.findFirstOrThrow({
    where: { groupId: group.id, slackUserId: 'U-ben' },
  })
  const choice = { memberId, value: 'gettingOff', hasToldGroup: false, recordedBy: null } as const
  await commit(desk.at(FIRST_ENDS), (tx) => saveChoice(tx, busStopId, choice, desk.at(FIRST_ENDS).now))
  const late = daysAfter(LAST_ENDS, 1000)
  await forgetAt(desk, late)
  await endRun(late)
  expect(await roster(group)).toEqual(['amara', 'chloe', 'ruth'])
  await forgetAt(desk, daysAfter(late, 90, 1))
  expect(await db.choice.count({ where: { busStopId } })).toBe(0)
})

describe('the counters of a survey', () => {
  const CLOSES = '2027-01-27T21:30:00.000Z'
  const surveys = () => desk.database.db.survey.count({ where: { runId, occasion: 'halfWay' } })

  beforeEach(async () => {
    const closesAt = desk.at(CLOSES).now
    await commit(desk.at(FIRST_ENDS), async (tx) => {
      const id = await insertSurvey(tx, { runId, occasion: 'halfWay', status: 'open', closesAt })
      await moveSurvey(tx, id ?? '', 'published', [0, 0, 0, 0, 0, 0, 0, 0, 3, 1, 1])
    })
  })

  test('are forgotten 730 days after its closing', async () => {
    await endRun()
    await forgetAt(desk, daysAfter(CLOSES, 730))
    expect(await surveys()).toBe(1)
    await forgetAt(desk, daysAfter(CLOSES, 730, 1))
    expect(await surveys()).toBe(0)
  })

  test('are kept while the run is under way, so that it is not asked a second time', async () => {
    await desk.database.db.pollDate.updateMany({
      where: { poll: { runId } },
      data: { endsAt: daysAfter(CLOSES, 700) },
    })
    await forgetAt(desk, daysAfter(CLOSES, 800))
    expect(await surveys()).toBe(1)
  })
})
