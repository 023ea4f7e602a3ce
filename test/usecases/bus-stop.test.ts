import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { busStopAhead, choose } from '#usecases/bus-stop.ts'
import { setReminding } from '#usecases/mute.ts'
import { statusHere } from '#usecases/status.ts'
import { tick } from '#usecases/tick.ts'
import {
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  roster,
  said,
  type TestGroup,
  value,
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
    expect(ahead.summary).toBeNull()
    expect(ahead.member?.slackUserId).toBe('U-chloe')
    const convenors = value(await busStopAhead(onceOver(2), group.as('ines')))
    expect(convenors.member).toBeNull()
    expect(convenors.summary?.silent).toHaveLength(4)
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

describe('the reminders of that question', () => {
  const reminders = async () =>
    (await said(group, 'busStopReminder'))
      .filter(({ status: state }) => state === 'pending')
      .map(({ to, round }) => `${round} ${to}`)
      .sort()

  test('go to those who have not decided after each further session, two at most', async () => {
    await tick(onceOver(2))
    value(await choose(onceOver(2, 5), group.as('ben'), busStopId, 'staying'))
    value(await choose(onceOver(2, 5), group.as('amara'), busStopId, 'undecided'))
    await tick(onceOver(3, -1))
    expect(await reminders()).toEqual([])
    await Promise.all([tick(onceOver(3)), tick(onceOver(3))])
    await tick(onceOver(3, 60))
    expect(await reminders()).toEqual(['1 amara', '1 chloe', '1 ruth'])
    await tick(onceOver(4))
    await tick(onceOver(4, 60 * 24 * 30))
    expect(await reminders()).toEqual(['1 amara', '1 chloe', '1 ruth', '2 amara', '2 chloe', '2 ruth'])
  })

  test('ask those who are getting off whether the group knows, until they say so', async () => {
    await tick(onceOver(2))
    value(await choose(onceOver(2, 5), group.as('ben'), busStopId, 'gettingOff'))
    value(await choose(onceOver(2, 5), group.as('amara'), busStopId, 'gettingOff', true))
    for (const name of ['chloe', 'ruth'])
      value(await choose(onceOver(2), group.as(name), busStopId, 'staying'))
    await tick(onceOver(3))
    expect(await reminders()).toEqual(['1 ben'])
  })

  test('are not the answer to a later change of mind', async () => {
    await tick(onceOver(2))
    value(await choose(onceOver(2, 5), group.as('ben'), busStopId, 'staying'))
    await tick(onceOver(3))
    value(await choose(onceOver(3, 5), group.as('ben'), busStopId, 'undecided'))
    await tick(onceOver(3, 10))
    expect(await reminders()).not.toContain('1 ben')
    await tick(onceOver(4))
    expect(await reminders()).toContain('2 ben')
  })

  test('leave those alone who have muted private messages, and everybody where the setting says none', async () => {
    value(await setReminding(onceOver(1), group.as('ben'), false))
    await tick(onceOver(2))
    await tick(onceOver(3))
    expect(await reminders()).toEqual(['1 amara', '1 chloe', '1 ruth'])
    await desk.database.db.group.update({ where: { id: group.id }, data: { busStopReminders: 0 } })
    await tick(onceOver(4))
    expect(await reminders()).toEqual(['1 amara', '1 chloe', '1 ruth'])
  })

  test('are one, the last, when the bot was away meanwhile', async () => {
    await tick(onceOver(2))
    await tick(onceOver(4, 60))
    expect(await reminders()).toEqual(['2 amara', '2 ben', '2 chloe', '2 ruth'])
  })
})
