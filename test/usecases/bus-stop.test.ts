import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { busStopAhead, choose } from '#usecases/bus-stop.ts'
import { mayOpenPoll, openPoll } from '#usecases/poll.ts'
import { statusHere } from '#usecases/status.ts'
import { tick } from '#usecases/tick.ts'
import {
  code,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  roster,
  said,
  type TestGroup,
  value,
  WINDOW,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let busStopId: string
/** The ends of the four sessions, ISO 8601. */
let ends: string[]

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { convenors: ['ruth', 'ines'], interested: ['isla'] })
  const { runId } = await fixedRun(group, 4)
  const { db } = desk.database
  busStopId = (await db.busStop.findFirstOrThrow({ where: { runId } })).id
  const rows = await db.session.findMany({ where: { runId }, orderBy: { startsAt: 'asc' } })
  ends = rows.map(({ endsAt }) => endsAt.toISOString())
})
afterAll(() => desk.close())

const onceOver = (session: number, minutes = 0) =>
  desk.at(
    DateTime.fromISO(ends[session - 1] ?? '')
      .plus({ minutes })
      .toISO() ?? '',
  )
const status = async () =>
  (await desk.database.db.busStop.findUniqueOrThrow({ where: { id: busStopId } })).status

describe('the question before the bus stop', () => {
  test('goes to each member exactly once, when two sessions are left', async () => {
    await tick(onceOver(1))
    await tick(onceOver(2, -1))
    expect(await said(group, 'busStopQuestion')).toEqual([])
    await Promise.all([tick(onceOver(2)), tick(onceOver(2))])
    await tick(onceOver(2, 60))
    await tick(onceOver(3))
    expect((await said(group, 'busStopQuestion')).map(({ to }) => to).sort()).toEqual([
      'amara',
      'ben',
      'chloe',
      'ruth',
    ])
    expect(await status()).toBe('asking')
  })

  test('is answered for oneself, as often as one likes; the last choice counts', async () => {
    for (const choice of ['gettingOff', 'undecided', 'staying'] as const)
      value(await choose(onceOver(2), group.as('ben'), busStopId, choice))
    const mine = async (name: string) => value(await statusHere(onceOver(2), group.as(name))).mine?.choice
    expect(await mine('ben')).toBe('staying')
    expect(await mine('chloe')).toBeNull()
    expect(await desk.database.db.choice.count({ where: { busStopId } })).toBe(1)
  })

  test('is private: another member learns nothing by asking for the bus stop', async () => {
    const ahead = value(await busStopAhead(onceOver(2), group.as('chloe')))
    expect(ahead.isConvenor).toBe(false)
    expect(ahead.member?.slackUserId).toBe('U-chloe')
    expect(value(await busStopAhead(onceOver(2), group.as('ines')))).toMatchObject({
      isConvenor: true,
      member: null,
    })
  })
})

describe('at the stop', () => {
  test('each convenor gets the summary once, and not before the last session is over', async () => {
    await tick(onceOver(2))
    await tick(onceOver(4, -1))
    expect(await said(group, 'busStopSummary')).toEqual([])
    await Promise.all([tick(onceOver(4)), tick(onceOver(4))])
    await tick(onceOver(4, 600))
    expect((await said(group, 'busStopSummary')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
    expect(await status()).toBe('open')
  })

  test('everybody has been asked, even when the bot was away since the first session', async () => {
    await tick(onceOver(1))
    await tick(onceOver(4, 600))
    expect(await said(group, 'busStopQuestion')).toHaveLength(4)
    expect(await said(group, 'busStopSummary')).toHaveLength(2)
  })

  test('nobody leaves the roster by the stop alone', async () => {
    value(await choose(onceOver(2), group.as('ben'), busStopId, 'gettingOff'))
    await tick(onceOver(2))
    await tick(onceOver(4))
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'ruth'])
  })
})

describe('planning the next run', () => {
  const next = () => {
    const at = DateTime.fromISO(ends[3] ?? '').plus({ days: 1 })
    const from = at.plus({ days: 14 })
    return {
      ...WINDOW,
      from: from.toISODate() ?? '',
      until: from.plus({ days: 60 }).toISODate() ?? '',
      closesAt: at.plus({ days: 7 }),
    }
  }

  test('is refused before the last session is over', async () => {
    expect(code(await mayOpenPoll(onceOver(4, -1), group.as('ruth')))).toBe('runUnderWay')
    expect(code(await mayOpenPoll(onceOver(4), group.as('ruth')))).toBeUndefined()
  })

  test('closes the stop: those who chose to get off leave, all others stay, also the silent', async () => {
    value(await choose(onceOver(2), group.as('ben'), busStopId, 'gettingOff', true))
    value(await choose(onceOver(2), group.as('amara'), busStopId, 'undecided'))
    await tick(onceOver(4))
    value(await openPoll(onceOver(4, 24 * 60), group.as('ruth'), next(), []))
    expect(await roster(group)).toEqual(['amara', 'chloe', 'ruth'])
    expect(await status()).toBe('closed')
    const runs = await desk.database.db.run.findMany({
      where: { groupId: group.id },
      orderBy: { number: 'asc' },
    })
    expect(runs.map((run) => [run.number, run.status])).toEqual([
      [1, 'ended'],
      [2, 'planning'],
    ])
  })

  test('by two convenors at once begins one run', async () => {
    const open = (name: string) => openPoll(onceOver(4, 24 * 60), group.as(name), next(), [])
    const outcomes = await Promise.all([open('ruth'), open('ines')])
    expect(outcomes.map(code).sort()).toEqual(['pollOpenAlready', undefined])
    expect(await desk.database.db.run.count({ where: { groupId: group.id } })).toBe(2)
  })

  test('ends the time for choosing, for everybody', async () => {
    value(await choose(onceOver(4), group.as('amara'), busStopId, 'staying'))
    value(await openPoll(onceOver(4, 24 * 60), group.as('ruth'), next(), []))
    expect(code(await choose(onceOver(4, 25 * 60), group.as('amara'), busStopId, 'gettingOff'))).toBe(
      'busStopClosed',
    )
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'ruth'])
  })

  test('lets those on the interest list be asked anew', async () => {
    await desk.database.db.interest.updateMany({
      where: { groupId: group.id },
      data: { askedAt: new Date(), wantsToJoin: false },
    })
    value(await openPoll(onceOver(4, 24 * 60), group.as('ruth'), next(), []))
    expect(await desk.database.db.interest.findMany({ where: { groupId: group.id } })).toMatchObject([
      { slackUserId: 'U-isla', askedAt: null, wantsToJoin: null },
    ])
  })
})
