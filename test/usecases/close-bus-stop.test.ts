import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { busStopAhead, choose } from '#usecases/bus-stop.ts'
import { closeBusStop } from '#usecases/close-bus-stop.ts'
import { acceptInvitation, declineInvitation, invite } from '#usecases/invitation.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { mayOpenPoll, openPoll } from '#usecases/poll.ts'
import { tick } from '#usecases/tick.ts'
import {
  closeStop,
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
import { namedAtStop } from '../support/membership-announcement.ts'

let desk: Desk
let group: TestGroup
let busStopId: string
let over: DateTime

/** Four members, five places, a run of three that is over at `over`. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, {
    places: 5,
    convenors: ['ruth', 'ines'],
    interested: ['isla', 'jonas', 'kate'],
  })
  const { runId } = await fixedRun(group, 3)
  const { db } = desk.database
  busStopId = (await db.busStop.findFirstOrThrow({ where: { runId } })).id
  const last = await db.session.findFirstOrThrow({ where: { runId }, orderBy: { startsAt: 'desc' } })
  over = DateTime.fromJSDate(last.endsAt, { zone: 'utc' })
})
afterAll(() => desk.close())

const at = (minutes = 60) => desk.at(over.plus({ minutes }).toISO() ?? '')
const close = (by = 'ruth', minutes = 60) => closeStop(group, by, at(minutes))
const status = async () =>
  (await desk.database.db.busStop.findUniqueOrThrow({ where: { id: busStopId } })).status
const ask = async (...names: string[]) =>
  value(
    await invite(
      at(),
      group.as('ruth'),
      names.map((name) => `U-${name}`),
    ),
  )
const invitationId = async (name: string) =>
  (
    await desk.database.db.invitation.findFirstOrThrow({
      where: { groupId: group.id, slackUserId: `U-${name}` },
      orderBy: { id: 'desc' },
    })
  ).id
const accept = async (name: string, isWelcomeWanted = false, minutes = 60) =>
  acceptInvitation(at(minutes), group.as(name), await invitationId(name), isWelcomeWanted)
const getOff = async (name: string, hasToldGroup = false) =>
  value(await choose(at(), group.as(name), busStopId, 'gettingOff', hasToldGroup))
const nextWindow = () => {
  const from = over.plus({ days: 14 })
  return {
    ...WINDOW,
    from: from.toISODate() ?? '',
    until: from.plus({ days: 60 }).toISODate() ?? '',
    closesAt: over.plus({ days: 7 }),
  }
}

describe('places at the stop', () => {
  test('are those that are left and those of people who are getting off', async () => {
    await tick(at())
    expect(code(await invite(at(), group.as('ruth'), ['U-isla', 'U-jonas']))).toBe('tooManyInvited')
    await getOff('ben')
    expect(await ask('isla', 'jonas')).toBe(2)
    expect(await status()).toBe('inviting')
  })

  test('are kept for whoever has accepted, until the stop closes and all newcomers get on together', async () => {
    await tick(at())
    await getOff('ben')
    await ask('isla', 'jonas')
    value(await accept('isla'))
    value(await accept('jonas'))
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'ruth'])
    expect(code(await invite(at(), group.as('ruth'), ['U-kate']))).toBe('tooManyInvited')
    value(await close())
    expect(await roster(group)).toEqual(['amara', 'chloe', 'isla', 'jonas', 'ruth'])
    expect((await said(group, 'gettingOn')).map(({ to }) => to).sort()).toEqual(['isla', 'jonas'])
  })

  test('stay with a member who changes their mind, and with whoever was invited for it: there is one more then', async () => {
    await tick(at())
    await getOff('ben')
    await ask('isla', 'jonas')
    value(await choose(at(), group.as('ben'), busStopId, 'staying'))
    value(await accept('isla'))
    value(await accept('jonas'))
    const { summary } = value(await busStopAhead(at(), group.as('ruth')))
    expect(summary?.placesFree).toBe(-1)
    expect(code(await invite(at(), group.as('ruth'), ['U-kate']))).toBe('tooManyInvited')
    value(await close())
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'isla', 'jonas', 'ruth'])
  })

  test('are free again when somebody who accepted changes their mind before it closes', async () => {
    await tick(at())
    await ask('isla')
    value(await accept('isla'))
    value(await declineInvitation(at(), group.as('isla'), await invitationId('isla')))
    expect(await ask('jonas')).toBe(1)
    value(await accept('jonas'))
    value(await close())
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'jonas', 'ruth'])
  })
})

describe('closing the stop', () => {
  test('lets off those who chose it; everybody else keeps their place, also who said nothing', async () => {
    await tick(at())
    await getOff('ben', true)
    value(await choose(at(), group.as('amara'), busStopId, 'undecided'))
    value(await close())
    expect(await roster(group)).toEqual(['amara', 'chloe', 'ruth'])
    expect((await said(group, 'farewell')).map(({ to }) => to)).toEqual(['ben'])
    expect((await said(group, 'busStopClosed')).map(({ to }) => to)).toEqual([group.channelId])
    expect((await said(group, 'nextRun')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
  })

  test('ends invitations without an answer, and those people stay on the list', async () => {
    await tick(at())
    await ask('isla')
    value(await close())
    expect(code(await accept('isla', false, 120))).toBe('invitationOver')
    const { db } = desk.database
    expect(await db.interest.count({ where: { groupId: group.id } })).toBe(3)
    expect(await db.invitation.findMany({ where: { groupId: group.id } })).toMatchObject([
      { status: 'withdrawn' },
    ])
    expect((await said(group, 'invitationWithdrawn')).map(({ to }) => to)).toEqual(['isla'])
  })

  test('does nothing when something has changed since the convenor looked', async () => {
    await tick(at())
    const { summary } = value(await busStopAhead(at(), group.as('ruth')))
    await getOff('ben')
    const version = summary?.version ?? ''
    expect(code(await closeBusStop(at(), group.as('ruth'), busStopId, version))).toBe('busStopChanged')
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'ruth'])
    expect(await status()).toBe('open')
  })

  test('lets off somebody who is away, whom the summary has shown', async () => {
    await tick(at())
    await getOff('ben')
    await desk.database.db.member.updateMany({
      where: { groupId: group.id, slackUserId: 'U-ben' },
      data: { awayAt: new Date() },
    })
    const { summary } = value(await busStopAhead(at(), group.as('ruth')))
    expect(summary?.gettingOff).toHaveLength(1)
    value(await close())
    expect(await roster(group)).toEqual(['amara', 'chloe', 'ruth'])
  })

  test('by two convenors at once happens once', async () => {
    await tick(at())
    const outcomes = await Promise.all([close('ruth'), close('ines')])
    expect(outcomes.map(code).sort()).toEqual(['busStopClosedAlready', undefined])
    expect(await said(group, 'busStopClosed')).toHaveLength(1)
  })

  test('is refused while sessions are to come, and works before a tick has noticed the end', async () => {
    expect(code(await close('ruth', -1))).toBe('busStopAhead')
    value(await close('ruth', 0))
    expect(await status()).toBe('closed')
    expect(await said(group, 'runOver')).toHaveLength(1)
    await tick(at())
    expect(await said(group, 'runOver')).toHaveLength(1)
    expect(await said(group, 'busStopQuestion')).toHaveLength(4)
    expect(await desk.database.db.survey.findMany({ where: { run: { groupId: group.id } } })).toMatchObject([
      { occasion: 'busStop', status: 'notAsked' },
    ])
  })

  test('ends the time for choosing, for everybody', async () => {
    await tick(at())
    value(await close())
    expect(code(await choose(at(90), group.as('amara'), busStopId, 'gettingOff'))).toBe('busStopClosed')
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'ruth'])
  })

  test('of which everybody gets off leaves an empty roster, and breaks nothing', async () => {
    await tick(at())
    for (const name of ['ruth', 'amara', 'ben', 'chloe']) await getOff(name)
    value(await close())
    expect(await roster(group)).toEqual([])
    await tick(at(600))
    expect(code(await mayOpenPoll(at(600), group.as('ruth')))).toBeUndefined()
  })
})

test('whoever gets on is welcomed by name if they wish, but not when they have left before that is said', async () => {
  await tick(at())
  await ask('isla')
  value(await accept('isla', true))
  value(await close())
  expect(await namedAtStop(at(61), group.id, busStopId)).toContain('isla')
  value(await leaveGroup(at(62), group.as('isla'), group.id))
  expect(await namedAtStop(at(63), group.id, busStopId)).toEqual([])
})

describe('planning the next run', () => {
  test('is refused before the last session is over, and then until the stop is closed', async () => {
    expect(code(await mayOpenPoll(at(-1), group.as('ruth')))).toBe('runUnderWay')
    await tick(at())
    expect(code(await mayOpenPoll(at(), group.as('ruth')))).toBe('busStopOpen')
    expect(code(await openPoll(at(), group.as('ruth'), nextWindow(), []))).toBe('busStopOpen')
    value(await close())
    expect(code(await mayOpenPoll(at(), group.as('ruth')))).toBeUndefined()
  })

  test('starts from the last poll', async () => {
    await tick(at())
    value(await close())
    const { lastPoll } = value(await mayOpenPoll(at(), group.as('ruth')))
    expect(lastPoll?.closesAt.toISO()).toBe('2027-01-11T20:00:00.000Z')
  })

  test('begins the second run', async () => {
    await tick(at())
    value(await close())
    value(await openPoll(at(), group.as('ruth'), nextWindow(), []))
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
    await tick(at())
    value(await close())
    const open = (name: string) => openPoll(at(), group.as(name), nextWindow(), [])
    const outcomes = await Promise.all([open('ruth'), open('ines')])
    expect(outcomes.map(code).sort()).toEqual(['pollOpenAlready', undefined])
    expect(await desk.database.db.run.count({ where: { groupId: group.id } })).toBe(2)
  })
})
