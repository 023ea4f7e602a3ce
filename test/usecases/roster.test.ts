import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { setApology } from '#usecases/apology.ts'
import { choose } from '#usecases/bus-stop.ts'
import { changeSettings, settingsOf } from '#usecases/group.ts'
import { invite } from '#usecases/invitation.ts'
import { groupsToLeave, leaveGroup } from '#usecases/leave.ts'
import { tick } from '#usecases/tick.ts'
import {
  answerAll,
  closeStop,
  code,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  pollFor,
  roster,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let sessionIds: string[]
let over: DateTime

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { convenors: ['ruth', 'ines'], interested: ['isla'] })
  sessionIds = (await fixedRun(group)).sessionIds
  const last = await desk.database.db.session.findUniqueOrThrow({ where: { id: sessionIds.at(-1) ?? '' } })
  over = DateTime.fromJSDate(last.endsAt, { zone: 'utc' })
})
afterAll(() => desk.close())

const BEFORE = '2027-01-12T09:00Z'
const BEGUN = '2027-01-20T18:30Z'
const settings = { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London' }
const none = { added: [], removed: [] }
const change = async (
  names: { added?: string[]; removed?: string[] },
  iso: string,
  isOverride?: boolean,
  by = 'ruth',
) => {
  const ids = (list: string[] = []) => list.map((name) => `U-${name}`)
  const memberIds = { added: ids(names.added), removed: ids(names.removed) }
  const people = { memberIds, convenorIds: none, interestedIds: none }
  return changeSettings(desk.at(iso), group.as(by), settings, people, isOverride)
}
const audit = async () =>
  (
    await desk.database.db.auditEntry.findMany({
      where: { groupId: group.id, subjectId: { not: null } },
      orderBy: { id: 'asc' },
    })
  ).map(({ byId, what, subjectId }) => `${byId} ${what} ${subjectId}`)

describe('the roster of a run that has begun', () => {
  test('is locked: without saying that they mean it, a convenor changes nobody', async () => {
    expect(await change({ added: ['isla'], removed: ['ben'] }, BEGUN)).toEqual({
      value: { saved: false, problems: [{ field: 'members', problem: 'locked' }] },
    })
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'ruth'])
  })

  test('does not keep them from other settings', async () => {
    expect(value(await change({}, BEGUN))).toMatchObject({ saved: true })
  })

  test('is changed when they mean it: it is recorded, and those concerned and the other convenors are told', async () => {
    expect(value(await change({ added: ['isla'], removed: ['ben'] }, BEGUN, true))).toMatchObject({
      saved: true,
    })
    expect(await roster(group)).toEqual(['amara', 'chloe', 'isla', 'ruth'])
    expect(await audit()).toEqual(['U-ruth addedToLockedRoster U-isla', 'U-ruth takenOffLockedRoster U-ben'])
    expect((await said(group, 'putOnRoster')).map(({ to }) => to)).toEqual(['isla'])
    expect((await said(group, 'takenOffRoster')).map(({ to }) => to)).toEqual(['ben'])
    expect((await said(group, 'rosterOverridden')).map(({ to, isOn }) => [to, isOn])).toEqual([
      ['ines', true],
      ['ines', false],
    ])
  })

  test('is open again at the bus stop', async () => {
    expect(value(await settingsOf(desk.at(BEGUN), group.as('ruth'))).isLocked).toBe(true)
    const atStop = over.plus({ minutes: 5 }).toISO() ?? ''
    await tick(desk.at(atStop))
    expect(value(await settingsOf(desk.at(atStop), group.as('ruth'))).isLocked).toBe(false)
    expect(value(await change({ removed: ['ben'] }, atStop))).toMatchObject({ saved: true })
  })

  test('keeps whoever is taken off and put back, whatever they wanted at the stop before that', async () => {
    const { id } = await desk.database.db.busStop.findFirstOrThrow({ where: { run: { groupId: group.id } } })
    value(await choose(desk.at(BEGUN), group.as('ben'), id, 'gettingOff'))
    value(await change({ removed: ['ben'] }, BEGUN, true))
    value(await change({ added: ['ben'] }, BEGUN, true))
    value(await closeStop(group, 'ruth', desk.at(over.toISO() ?? '')))
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'ruth'])
  })
})

describe('before a run has begun', () => {
  test('a convenor changes the roster freely, and those concerned are told', async () => {
    expect(value(await change({ added: ['isla'], removed: ['ben'] }, BEFORE))).toMatchObject({ saved: true })
    expect(await audit()).toEqual(['U-ruth putOnRoster U-isla', 'U-ruth takenOffRoster U-ben'])
    expect(await said(group, 'rosterOverridden')).toEqual([])
    expect((await said(group, 'putOnRoster')).map(({ to }) => to)).toEqual(['isla'])
  })

  test('whoever is put on the roster needs their invitation no more', async () => {
    value(await invite(desk.at(BEFORE), group.as('ruth'), ['U-isla']))
    value(await change({ added: ['isla'] }, BEFORE))
    const { db } = desk.database
    expect(await db.invitation.findMany({ where: { groupId: group.id } })).toMatchObject([
      { status: 'joined', openForGroupId: null },
    ])
    expect(await db.interest.count({ where: { groupId: group.id } })).toBe(0)
  })
})

describe('a member who leaves', () => {
  const leave = (name: string, iso = BEGUN) => leaveGroup(desk.at(iso), group.as(name), group.id)

  test('is off the roster at once, also in the middle of a run; the convenors hear it and nobody else', async () => {
    const before = await desk.database.db.delivery.count({ where: { groupId: group.id } })
    value(await leave('ben'))
    expect(await roster(group)).toEqual(['amara', 'chloe', 'ruth'])
    expect((await said(group, 'memberLeft')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
    expect(await desk.database.db.delivery.count({ where: { groupId: group.id } })).toBe(before + 2)
    expect(await audit()).toEqual(['U-ben leftGroup U-ben'])
  })

  test('can do so from anywhere, also when they have left the channel, and is shown their own groups alone', async () => {
    const elsewhere = (name: string) => ({ ...group.as(name), channelId: 'D-anywhere' })
    const { db } = desk.database
    await db.member.updateMany({
      where: { groupId: group.id, slackUserId: 'U-ben' },
      data: { awayAt: new Date() },
    })
    const mine = value(await groupsToLeave(desk.at(BEGUN), elsewhere('ben')))
    expect(mine.map(({ id }) => id)).toContain(group.id)
    expect(code(await groupsToLeave(desk.at(BEGUN), elsewhere('stranger')))).toBe('notMember')
    value(await leaveGroup(desk.at(BEGUN), elsewhere('ben'), group.id))
    expect(await roster(group)).toEqual(['amara', 'chloe', 'ruth'])
  })

  test('late, so that too few are expected, makes the convenors hear that at once, too', async () => {
    await desk.database.db.group.update({ where: { id: group.id }, data: { minimum: 4 } })
    value(await leave('ben', '2027-01-13T09:00Z'))
    expect(await said(group, 'belowMinimum')).toEqual([])
    await desk.database.db.group.update({ where: { id: group.id }, data: { minimum: 3 } })
    value(await leave('chloe', '2027-01-19T18:31Z'))
    const told = (await said(group, 'belowMinimum')).filter(({ status }) => status === 'pending')
    expect(told.map(({ to, sessionId }) => [to, sessionId])).toEqual([
      ['ines', sessionIds[0]],
      ['ruth', sessionIds[0]],
    ])
  })

  test('twice leaves once', async () => {
    const outcomes = await Promise.all([leave('ben'), leave('ben')])
    expect(outcomes.map(code).sort()).toEqual(['notMember', undefined])
    expect(await audit()).toHaveLength(1)
  })

  test('takes along what they said about things to come, and what they agreed to', async () => {
    const { db } = desk.database
    const { busStopId } = await busStop()
    await db.member.updateMany({
      where: { groupId: group.id, slackUserId: 'U-ben' },
      data: { agreedAt: new Date(), agreedTo: 'joining-1' },
    })
    value(await setApology(desk.at(BEFORE), group.as('ben'), sessionIds[0] ?? '', true))
    value(await setApology(desk.at(BEFORE), group.as('ben'), sessionIds[2] ?? '', true))
    value(await choose(desk.at(BEGUN), group.as('ben'), busStopId, 'undecided'))
    value(await leave('ben'))
    const member = await db.member.findFirstOrThrow({
      where: { groupId: group.id, slackUserId: 'U-ben' },
      include: { apologies: true, choices: true },
    })
    expect(member).toMatchObject({ agreedAt: null, agreedTo: null, choices: [] })
    expect(member.apologies.map(({ sessionId }) => sessionId)).toEqual([sessionIds[0]])
  })

  test('takes along their answers in a poll that is open, and no others', async () => {
    const other = await newGroup(desk)
    await pollFor(other)
    await answerAll(other, 'ben', 'can')
    await answerAll(other, 'amara', 'can')
    value(await leaveGroup(desk.at('2027-01-05T09:00Z'), other.as('ben'), other.id))
    const rows = await desk.database.db.answer.findMany({
      where: { member: { groupId: other.id } },
      include: { member: true },
    })
    expect([...new Set(rows.map(({ member }) => member.slackUserId))]).toEqual(['U-amara'])
    const kept = await desk.database.db.answer.count({
      where: { member: { groupId: group.id, slackUserId: 'U-ben' } },
    })
    expect(kept).toBeGreaterThan(0)
  })

  async function busStop() {
    const row = await desk.database.db.busStop.findFirstOrThrow({ where: { run: { groupId: group.id } } })
    return { busStopId: row.id }
  }
})
