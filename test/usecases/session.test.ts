import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { myApologies, setApologies, setApology } from '#usecases/apology.ts'
import { requestCalendarFile } from '#usecases/calendar-file.ts'
import { leaveAsItIs, skip } from '#usecases/session.ts'
import {
  code,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let sessionIds: string[]
let first: string

/** Three sessions, the first on Wednesday 20 January at 18:30; four members and a minimum of three. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { minimum: 3, convenors: ['ruth', 'ines'] })
  const run = await fixedRun(group)
  sessionIds = run.sessionIds
  first = sessionIds[0] ?? ''
})
afterAll(() => desk.close())

const EARLY = '2027-01-12T09:00Z'
const LATE = '2027-01-19T09:00Z'
const START = '2027-01-20T18:30Z'

const set = (name: string, isSent: boolean, iso: string) =>
  setApology(desk.at(iso), group.as(name), first, isSent)
const absent = () => desk.database.db.apology.count({ where: { sessionId: first } })
const warned = async () =>
  (await said(group, 'belowMinimum'))
    .filter(({ status }) => status !== 'skipped')
    .map(({ to }) => to)
    .sort()
const told = async () => (await said(group, 'lateChange')).map(({ to }) => to).sort()

describe('apologies', () => {
  test('sent twice are sent once, and taken back twice are taken back once', async () => {
    value(await set('ben', true, EARLY))
    value(await set('ben', true, EARLY))
    expect(await absent()).toBe(1)
    value(await set('ben', false, EARLY))
    value(await set('ben', false, EARLY))
    expect(await absent()).toBe(0)
  })

  test('sent by double-clicking, at the same moment, are one and tell each convenor once', async () => {
    await Promise.all([set('ben', true, LATE), set('ben', true, LATE), set('ben', true, LATE)])
    expect(await absent()).toBe(1)
    expect(await told()).toEqual(['ines', 'ruth'])
  })

  test('reach the convenors when they come late, with every change of mind', async () => {
    value(await set('ben', true, EARLY))
    expect(await told()).toEqual([])
    value(await set('ben', false, LATE))
    value(await set('ben', false, '2027-01-19T09:01Z'))
    value(await set('ben', true, '2027-01-19T09:02Z'))
    expect(await told()).toEqual(['ines', 'ines', 'ruth', 'ruth'])
  })

  test('are shown to the member alone, for sessions that have not begun', async () => {
    value(await set('ben', true, EARLY))
    const mine = async (name: string, iso: string) =>
      value(await myApologies(desk.at(iso), group.as(name))).coming.map(({ isSent }) => isSent)
    expect(await mine('ben', EARLY)).toEqual([true, false, false])
    expect(await mine('chloe', EARLY)).toEqual([false, false, false])
    expect(await mine('ben', START)).toEqual([false, false])
    expect(code(await myApologies(desk.at('2027-06-01T09:00Z'), group.as('ben')))).toBe('noComingSession')
  })

  test('cannot be changed once the session has begun, or is skipped', async () => {
    expect(code(await set('ben', true, START))).toBe('sessionOver')
    value(await skip(desk.at(EARLY), group.as('ruth'), first))
    expect(code(await set('ben', true, EARLY))).toBe('sessionSkipped')
    expect(await absent()).toBe(0)
  })
})

describe('apologies for several sessions at once', () => {
  const several = (name: string, wanted: [string | undefined, boolean][], iso = EARLY) =>
    setApologies(desk.at(iso), group.as(name), new Map(wanted.map(([id, isSent]) => [id ?? '', isSent])))
  const noted = async (name: string, iso = EARLY) =>
    value(await myApologies(desk.at(iso), group.as(name))).coming.map(({ isSent }) => isSent)
  const numbers = (sessions: { number: number }[]) => sessions.map(({ number }) => number)

  test('send and take back exactly what is wanted, and leave the others as they are', async () => {
    value(await set('ben', true, EARLY))
    const result = value(
      await several('ben', [
        [sessionIds[0], false],
        [sessionIds[2], true],
      ]),
    )
    expect(await noted('ben')).toEqual([false, false, true])
    expect(await noted('chloe')).toEqual([false, false, false])
    expect([numbers(result.sent), numbers(result.takenBack)]).toEqual([[3], [1]])
  })

  test('count what was done elsewhere meanwhile as no change', async () => {
    value(await set('ben', true, EARLY))
    const result = value(await several('ben', [[sessionIds[0], true]]))
    expect(result).toEqual({ sent: [], takenBack: [], leftAlone: [], isAnyGone: false })
  })

  test('leave alone what has begun or been skipped, and say so', async () => {
    value(await skip(desk.at(EARLY), group.as('ruth'), sessionIds[1] ?? ''))
    const wanted = sessionIds.map((id): [string, boolean] => [id, true])
    const result = value(await several('ben', wanted, START))
    expect(numbers(result.sent)).toEqual([3])
    expect(numbers(result.leftAlone)).toEqual([1, 2])
    expect(await absent()).toBe(0)
  })

  test('touch no session of another group, nor one that is not fixed any more', async () => {
    const other = await newGroup(desk)
    const { sessionIds: others } = await fixedRun(other)
    const result = value(await several('ben', [[others[0], true]]))
    expect(result.isAnyGone).toBe(true)
    expect(await desk.database.db.apology.count({ where: { sessionId: others[0] ?? '' } })).toBe(0)
  })

  test('of somebody who is not on the roster are refused', async () => {
    expect(code(await several('stranger', [[first, true]]))).toBe('notMember')
  })

  test('tell the convenors of those that come late, and of no others', async () => {
    value(
      await several(
        'ben',
        sessionIds.map((id) => [id, true]),
        LATE,
      ),
    )
    expect((await said(group, 'lateChange')).map(({ sessionId }) => sessionId)).toEqual([first, first])
  })

  test('by everybody at once are all kept, in whatever order they are named', async () => {
    const wanted = sessionIds.map((id): [string, boolean] => [id, true])
    const names = ['ruth', 'amara', 'ben', 'chloe']
    await Promise.all(
      names.map((name, index) => several(name, index % 2 ? wanted : wanted.toReversed(), LATE)),
    )
    for (const name of names) expect(await noted(name)).toEqual([true, true, true])
    expect(await warned()).toEqual(['ines', 'ruth'])
  })
})

describe('a session with few expected', () => {
  test('changes nothing by itself, nor does leaving it as it is', async () => {
    value(await set('ben', true, LATE))
    value(await set('chloe', true, LATE))
    expect(await warned()).toEqual(['ines', 'ruth'])
    expect(value(await leaveAsItIs(desk.at(LATE), group.as('ruth'), first)).status).toBe('firm')
    expect(await said(group, 'sessionSkipped')).toEqual([])
    expect(code(await leaveAsItIs(desk.at(START), group.as('ruth'), first))).toBe('sessionOver')
  })
})

describe('skipping a session', () => {
  test('by two convenors at once tells the group once', async () => {
    const press = (name: string) => skip(desk.at(EARLY), group.as(name), first)
    const outcomes = await Promise.all([press('ruth'), press('ines')])
    expect(outcomes.map(code).sort()).toEqual(['sessionSkipped', undefined])
    expect(await said(group, 'sessionSkipped')).toHaveLength(1)
    const rows = await desk.database.db.session.findMany({
      where: { id: { in: sessionIds } },
      orderBy: { number: 'asc' },
    })
    expect(rows.map(({ status }) => status)).toEqual(['skipped', 'firm', 'firm'])
  })

  test('that has begun is refused', async () => {
    expect(code(await skip(desk.at(START), group.as('ruth'), first))).toBe('sessionOver')
    expect(await said(group, 'sessionSkipped')).toEqual([])
  })
})

test('the calendar file goes to whoever asked, as often as they ask, but once a minute', async () => {
  const { runId } = await desk.database.db.session.findUniqueOrThrow({ where: { id: first } })
  value(await requestCalendarFile(desk.at(EARLY), group.as('ben'), runId))
  for (let press = 0; press < 5; press += 1)
    value(
      await requestCalendarFile(
        { ...desk.at(LATE), now: desk.at(LATE).now.plus({ seconds: press }) },
        group.as('ben'),
        runId,
      ),
    )
  expect((await said(group, 'calendarFile')).map(({ to }) => to)).toEqual(['ben', 'ben'])
})
