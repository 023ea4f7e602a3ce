import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { myApologies, setApology } from '#usecases/apology.ts'
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

describe('falling below the minimum', () => {
  const warned = async () => (await said(group, 'belowMinimum')).map(({ to }) => to).sort()

  test('is told to each convenor when it happens, not before, and not when somebody comes back', async () => {
    value(await set('ben', true, EARLY))
    expect(await warned()).toEqual([])
    value(await set('chloe', true, '2027-01-12T10:00Z'))
    expect(await warned()).toEqual(['ines', 'ruth'])
    value(await set('chloe', true, '2027-01-12T11:00Z'))
    value(await set('ben', false, '2027-01-12T12:00Z'))
    expect(await warned()).toEqual(['ines', 'ruth'])
  })

  test('is told again when fewer still are expected', async () => {
    for (const [index, name] of ['ben', 'chloe', 'amara'].entries())
      value(await set(name, true, `2027-01-12T1${index}:00Z`))
    expect(await warned()).toEqual(['ines', 'ines', 'ruth', 'ruth'])
  })

  test('is told once when two send apologies at the same moment', async () => {
    await Promise.all([set('ben', true, EARLY), set('chloe', true, EARLY)])
    expect(await warned()).toEqual(['ines', 'ruth'])
  })

  test('changes nothing by itself, nor does leaving it as it is', async () => {
    value(await set('ben', true, EARLY))
    value(await set('chloe', true, EARLY))
    expect(value(await leaveAsItIs(desk.at(EARLY), group.as('ruth'), first)).status).toBe('firm')
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

test('the calendar file goes to whoever asked, as often as they ask', async () => {
  const { runId } = await desk.database.db.session.findUniqueOrThrow({ where: { id: first } })
  value(await requestCalendarFile(desk.at(EARLY), group.as('ben'), runId))
  value(await requestCalendarFile(desk.at(LATE), group.as('ben'), runId))
  expect((await said(group, 'calendarFile')).map(({ to }) => to)).toEqual(['ben', 'ben'])
})
