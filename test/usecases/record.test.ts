import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AnswerValue } from '#domain/planner.ts'
import { answerSheet } from '#usecases/answer.ts'
import { myApologies, setApology } from '#usecases/apology.ts'
import { choose } from '#usecases/bus-stop.ts'
import { recordReaction } from '#usecases/reaction.ts'
import {
  recordAnswersFor,
  recordApologiesFor,
  recordableNow,
  recordChoiceFor,
  recordSheet,
} from '#usecases/record.ts'
import {
  answerAll,
  code,
  type Desk,
  fixedRun,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  postPages,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup

/** Ruth and Ines convene; Ruth is a member, with Amara, Ben and Chloe; Ines is not. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { minimum: 3, convenors: ['ruth', 'ines'] })
})
afterAll(() => desk.close())

const db = () => desk.database.db
const audited = async () =>
  (
    await db().auditEntry.findMany({
      where: { groupId: group.id, subjectId: { not: null } },
      orderBy: { id: 'asc' },
    })
  ).map(({ byId, what, subjectId }) => `${byId} ${what} ${subjectId}`)
const toldOf = async () =>
  (await said(group, 'recordedForYou')).map(({ to, what, byId }) => `${to} ${what} ${byId}`)

describe('what can be recorded', () => {
  const possible = async (iso: string) =>
    value(await recordableNow(desk.at(iso), group.as('ruth'))).recordable

  test('is what is going on: nothing, answers, or apologies and a choice', async () => {
    expect(code(await recordableNow(desk.at(MONDAY), group.as('ruth')))).toBe('nothingToRecord')
    await pollFor(group)
    expect(await possible(MONDAY)).toEqual(['answers'])
    expect(code(await recordableNow(desk.at('2027-01-11T20:00Z'), group.as('ruth')))).toBe('nothingToRecord')
  })

  test('after a run is fixed are apologies and a choice, and at the bus stop only the choice', async () => {
    await fixedRun(group)
    expect(await possible('2027-01-12T09:00Z')).toEqual(['apologies', 'choice'])
    expect(await possible('2027-06-01T09:00Z')).toEqual(['choice'])
  })

  test('is for convenors alone, and for members on the roster alone', async () => {
    await pollFor(group)
    expect(code(await recordableNow(desk.at(MONDAY), group.as('ben')))).toBe('notConvenor')
    const sheet = (by: string, name: string) =>
      recordSheet(desk.at(MONDAY), group.as(by), `U-${name}`, 'answers')
    expect(code(await sheet('ben', 'chloe'))).toBe('notConvenor')
    expect(code(await sheet('ruth', 'ines'))).toBe('notOnRoster')
    expect(code(await sheet('ines', 'chloe'))).toBeUndefined()
  })
})

describe('answers recorded for a member', () => {
  let pollId: string
  let pages: string[]
  beforeEach(async () => {
    pollId = await pollFor(group)
    pages = await postPages(group, pollId)
  })

  const record = async (by: string, name: string, values: AnswerValue[], iso = MONDAY) => {
    const { poll } = value(await answerSheet(desk.at(MONDAY), group.as('amara')))
    const chosen = new Map(values.map((each, index) => [poll.dates[index]?.id ?? '', each]))
    return recordAnswersFor(desk.at(iso), group.as(by), `U-${name}`, pollId, chosen)
  }
  const answers = async (name: string) => {
    const rows = await db().answer.findMany({
      where: { member: { groupId: group.id, slackUserId: `U-${name}` } },
      orderBy: { pollDate: { startsAt: 'asc' } },
    })
    return rows.map(({ value, recordedBy }) => `${value} ${recordedBy}`)
  }

  test('are marked with who recorded them, and the member is told once', async () => {
    expect(value(await record('ruth', 'ben', ['can', 'cannot', 'ifNeedBe']))).toBe(3)
    expect(await answers('ben')).toEqual(['can U-ruth', 'cannot U-ruth', 'ifNeedBe U-ruth'])
    expect(await toldOf()).toEqual(['ben answers U-ruth'])
    expect(await audited()).toEqual(['U-ruth answersRecorded U-ben'])
  })

  test('leave alone what the member has said the same, and say nothing when nothing changes', async () => {
    await answerAll(group, 'ben', 'can')
    expect(value(await record('ruth', 'ben', ['can', 'cannot']))).toBe(1)
    expect((await answers('ben')).slice(0, 3)).toEqual(['can null', 'cannot U-ruth', 'can null'])
    expect(value(await record('ines', 'ben', ['can', 'cannot']))).toBe(0)
    expect(await toldOf()).toEqual(['ben answers U-ruth'])
    expect(await audited()).toHaveLength(1)
  })

  test('are the member’s own again, date by date, when they change them on the form or tap a number', async () => {
    value(await record('ruth', 'ben', ['cannot', 'cannot', 'cannot']))
    expect(value(await answerSheet(desk.at(MONDAY), group.as('ben'))).recordedBy).toEqual(['U-ruth'])
    await recordReaction(desk.at('2027-01-04T10:00Z'), {
      eventId: `Ev-${group.id}`,
      teamId: group.teamId,
      channelId: group.channelId,
      messageTs: pages[0] ?? '',
      slackUserId: 'U-ben',
      mark: 2,
      isAdded: true,
      isOnOurs: true,
      ts: '1799056800.000001',
    })
    expect(await answers('ben')).toEqual(['cannot U-ruth', 'can null', 'cannot U-ruth'])
    await answerAll(group, 'ben', 'ifNeedBe')
    expect(new Set(await answers('ben'))).toEqual(new Set(['ifNeedBe null']))
    expect(value(await answerSheet(desk.at(MONDAY), group.as('ben'))).recordedBy).toEqual([])
  })

  test('for oneself are one’s own answers, and nobody is told', async () => {
    value(await record('ruth', 'ruth', ['can']))
    expect(await answers('ruth')).toEqual(['can null'])
    expect(await toldOf()).toEqual([])
    expect(await audited()).toEqual([])
  })

  test('are told each time, also twice in the same moment', async () => {
    value(await record('ruth', 'ben', ['can']))
    value(await record('ruth', 'ben', ['cannot']))
    expect(await toldOf()).toHaveLength(2)
  })

  test('by a member, for a stranger, after the closing or in another group’s poll are refused', async () => {
    expect(code(await record('ben', 'chloe', ['can']))).toBe('notConvenor')
    expect(code(await record('ruth', 'stranger', ['can']))).toBe('notOnRoster')
    expect(code(await record('ruth', 'ben', ['can'], '2027-01-11T20:00Z'))).toBe('pollClosed')
    expect(await answers('ben')).toEqual([])
  })

  test('in the poll of a group that one does not convene are refused', async () => {
    const other = await newGroup(desk, { convenors: ['ruth', 'fiona'], members: ['fiona', 'ben'] })
    const theirs = await pollFor(other)
    await db().convenor.deleteMany({ where: { groupId: other.id, slackUserId: 'U-ruth' } })
    const dates = await db().pollDate.findMany({ where: { pollId: theirs } })
    const chosen = new Map(dates.map(({ id }) => [id, 'can' as const]))
    const outcome = await recordAnswersFor(desk.at(MONDAY), group.as('ruth'), 'U-ben', theirs, chosen)
    expect(code(outcome)).toBe('notMember')
    expect(await db().answer.count({ where: { pollDate: { pollId: theirs } } })).toBe(0)
    expect(await toldOf()).toEqual([])
  })
})

const EARLY = '2027-01-12T09:00Z'
const LATE = '2027-01-19T09:00Z'

describe('apologies recorded for a member', () => {
  let sessionIds: string[]
  beforeEach(async () => {
    sessionIds = (await fixedRun(group)).sessionIds
  })

  const record = (by: string, name: string, wanted: [number, boolean][], iso = EARLY) =>
    recordApologiesFor(
      desk.at(iso),
      group.as(by),
      `U-${name}`,
      new Map(wanted.map(([index, isSent]) => [sessionIds[index] ?? '', isSent])),
    )
  const noted = async (name: string) =>
    value(await myApologies(desk.at(EARLY), group.as(name))).coming.map(({ isSent, recordedBy }) =>
      isSent ? recordedBy : '',
    )

  test('are marked with who recorded them, and the member is told once for all', async () => {
    value(
      await record('ruth', 'ben', [
        [0, true],
        [2, true],
      ]),
    )
    expect(await noted('ben')).toEqual(['U-ruth', '', 'U-ruth'])
    expect(await toldOf()).toEqual(['ben apologies U-ruth'])
    expect(await audited()).toEqual(['U-ruth apologiesRecorded U-ben'])
  })

  test('are the member’s own when they take them back and send them again', async () => {
    const [first = ''] = sessionIds
    value(await record('ruth', 'ben', [[0, true]]))
    value(await setApology(desk.at(EARLY), group.as('ben'), first, false))
    expect(await noted('ben')).toEqual(['', '', ''])
    value(await setApology(desk.at(EARLY), group.as('ben'), first, true))
    expect(await noted('ben')).toEqual([null, '', ''])
  })

  test('that the member had sent already stay theirs, and can be taken back for them', async () => {
    value(await setApology(desk.at(EARLY), group.as('ben'), sessionIds[0] ?? '', true))
    value(await record('ruth', 'ben', [[0, true]]))
    expect(await noted('ben')).toEqual([null, '', ''])
    expect(await toldOf()).toEqual([])
    value(await record('ruth', 'ben', [[0, false]]))
    expect(await noted('ben')).toEqual(['', '', ''])
    expect(await toldOf()).toHaveLength(1)
  })

  test('late are told to the other convenors, and a fall below the minimum to all', async () => {
    value(await record('ruth', 'ben', [[0, true]], LATE))
    value(await record('ruth', 'chloe', [[0, true]], LATE))
    expect((await said(group, 'lateChange')).map(({ to }) => to)).toEqual(['ines', 'ines'])
    const low = (await said(group, 'belowMinimum')).filter(({ status }) => status !== 'skipped')
    expect(low.map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
  })

  test('for oneself go the normal way: both convenors hear of a late one, and nobody is told more', async () => {
    value(await record('ruth', 'ruth', [[0, true]], LATE))
    expect(await noted('ruth')).toEqual([null, '', ''])
    expect((await said(group, 'lateChange')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
    expect(await toldOf()).toEqual([])
    expect(await audited()).toEqual([])
  })

  test('by a member, or for a stranger, are refused', async () => {
    expect(code(await record('ben', 'chloe', [[0, true]]))).toBe('notConvenor')
    expect(code(await record('ruth', 'stranger', [[0, true]]))).toBe('notOnRoster')
    expect(await noted('chloe')).toEqual(['', '', ''])
  })
})

describe('a choice recorded for a member', () => {
  let busStopId: string
  let runId: string
  beforeEach(async () => {
    runId = (await fixedRun(group)).runId
    busStopId = (await db().busStop.findUniqueOrThrow({ where: { runId } })).id
  })

  const record = (by: string, name: string, value: 'staying' | 'gettingOff', hasToldGroup = false) =>
    recordChoiceFor(desk.at(EARLY), group.as(by), `U-${name}`, busStopId, { value, hasToldGroup })
  const choices = async () =>
    (await db().choice.findMany({ where: { busStopId } })).map(
      (each) => `${each.value} ${each.hasToldGroup} ${each.recordedBy}`,
    )

  test('is marked with who recorded it, and the member is told', async () => {
    expect(value(await record('ines', 'ben', 'gettingOff', true))).toBe(true)
    expect(await choices()).toEqual(['gettingOff true U-ines'])
    expect(await toldOf()).toEqual(['ben choice U-ines'])
    expect(await audited()).toEqual(['U-ines choiceRecorded U-ben'])
  })

  test('is the member’s own as soon as they choose themselves', async () => {
    value(await record('ines', 'ben', 'gettingOff'))
    value(await choose(desk.at(EARLY), group.as('ben'), busStopId, 'staying'))
    expect(await choices()).toEqual(['staying false null'])
  })

  test('does not say for the member that the group knows, when they get off by their own word', async () => {
    value(await record('ines', 'ben', 'gettingOff', true))
    value(await choose(desk.at(EARLY), group.as('ben'), busStopId, 'gettingOff'))
    expect(await choices()).toEqual(['gettingOff false null'])
  })

  test('that is theirs already changes nothing', async () => {
    value(await choose(desk.at(EARLY), group.as('ben'), busStopId, 'staying'))
    expect(value(await record('ines', 'ben', 'staying'))).toBe(false)
    expect(await choices()).toEqual(['staying false null'])
    expect(await toldOf()).toEqual([])
  })

  test('for oneself is one’s own', async () => {
    value(await record('ruth', 'ruth', 'staying'))
    expect(await choices()).toEqual(['staying false null'])
    expect(await toldOf()).toEqual([])
  })

  test('by a member, for a stranger, or behind the bus stop is refused', async () => {
    expect(code(await record('ben', 'chloe', 'staying'))).toBe('notConvenor')
    expect(code(await record('ruth', 'stranger', 'staying'))).toBe('notOnRoster')
    await db().busStop.update({ where: { id: busStopId }, data: { status: 'closed' } })
    expect(code(await record('ruth', 'ben', 'staying'))).toBe('busStopClosed')
    expect(await choices()).toEqual([])
  })
})
