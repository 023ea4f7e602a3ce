import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askToJoin, interestNow, replyToJoin } from '#usecases/interest.ts'
import { statusHere } from '#usecases/status.ts'
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
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let runId: string

/** Four members, five places, three people on the interest list; the run is fixed and begins on 20 January. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { places: 5, interested: ['isla', 'jonas', 'kate'] })
  runId = (await fixedRun(group)).runId
})
afterAll(() => desk.close())

const BEFORE = '2027-01-13T09:00Z'
const BEGUN = '2027-01-20T18:30Z'
const ask = (names: string[], iso = BEFORE) =>
  askToJoin(
    desk.at(iso),
    group.as('ruth'),
    names.map((name) => `U-${name}`),
  )
const reply = (name: string, wantsToJoin: boolean, iso = BEFORE) =>
  replyToJoin(desk.at(iso), group.as(name), runId, wantsToJoin)

describe('asking people on the interest list', () => {
  test('asks each once, however often they are ticked, also at once', async () => {
    const counts = await Promise.all([ask(['isla', 'jonas']), ask(['isla']), ask(['isla', 'jonas'])])
    expect(counts.map((each) => value(each)).reduce((sum, each) => sum + each, 0)).toBe(2)
    expect(value(await ask(['jonas']))).toBe(0)
    expect((await said(group, 'joinQuestion')).map(({ to }) => to).sort()).toEqual(['isla', 'jonas'])
  })

  test('asks nobody who is not on the list', async () => {
    expect(value(await ask(['stranger', 'ben']))).toBe(0)
    expect(await said(group, 'joinQuestion')).toEqual([])
  })

  test('shows the convenor who waits, in the order in which they came, and how many places are free', async () => {
    value(await ask(['jonas']))
    const { people, placesFree } = value(await interestNow(desk.at(BEFORE), group.as('ruth')))
    expect(placesFree).toBe(1)
    expect(people.map(({ slackUserId, isAsked }) => [slackUserId, isAsked])).toEqual([
      ['U-isla', false],
      ['U-jonas', true],
      ['U-kate', false],
    ])
  })

  test('is over once the run has begun, and then nobody counts as asked', async () => {
    expect(code(await interestNow(desk.at(BEGUN), group.as('ruth')))).toBe('rosterLocked')
    expect(code(await ask(['isla'], BEGUN))).toBe('rosterLocked')
    const asked = { groupId: group.id, askedAt: { not: null } }
    expect(await desk.database.db.interest.count({ where: asked })).toBe(0)
  })

  test('can be begun from the convenor’s status while the run has not begun, a place is free and somebody waits', async () => {
    const mayAsk = async (name: string, iso = BEFORE) =>
      value(await statusHere(desk.at(iso), group.as(name))).mayAskInterested
    expect(await mayAsk('ruth')).toBe(true)
    expect(await mayAsk('amara')).toBe(false)
    expect(await mayAsk('ruth', BEGUN)).toBe(false)
    value(await ask(['isla', 'jonas', 'kate']))
    expect(await mayAsk('ruth')).toBe(false)
    const waiting = { groupId: group.id, slackUserId: 'U-kate' }
    await desk.database.db.interest.updateMany({ where: waiting, data: { askedAt: null } })
    expect(await mayAsk('ruth')).toBe(true)
    value(await reply('isla', true))
    expect(await mayAsk('ruth')).toBe(false)
  })

  test('waits for dates', async () => {
    const planning = await newGroup(desk, { interested: ['isla'] })
    expect(code(await interestNow(desk.at(BEFORE), planning.as('ruth')))).toBe('noRun')
    expect(code(await askToJoin(desk.at(BEFORE), planning.as('ruth'), ['U-isla']))).toBe('noRun')
  })
})

describe('replying', () => {
  test('with yes brings somebody from the list to the roster, once, also when they press twice', async () => {
    value(await ask(['isla']))
    value(await reply('isla', true))
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'isla', 'ruth'])
    expect(
      await desk.database.db.interest.count({ where: { groupId: group.id, slackUserId: 'U-isla' } }),
    ).toBe(0)
    expect(code(await reply('isla', true))).toBeUndefined()
    expect(await said(group, 'joinReply')).toMatchObject([{ to: 'ruth', wantsToJoin: true }])
  })

  test('with yes, by two at once for one place, admits one; the other stays on the list', async () => {
    value(await ask(['isla', 'jonas']))
    const outcomes = await Promise.all([reply('isla', true), reply('jonas', true)])
    expect(outcomes.map(code).sort()).toEqual(['groupFull', undefined])
    expect(await roster(group)).toHaveLength(5)
    expect(await desk.database.db.interest.count({ where: { groupId: group.id } })).toBe(2)
  })

  test('with no keeps the place on the list, and can still become a yes', async () => {
    value(await ask(['isla']))
    value(await reply('isla', false))
    expect(await roster(group)).toHaveLength(4)
    expect(await said(group, 'joinReply')).toMatchObject([{ to: 'ruth', wantsToJoin: false }])
    value(await reply('isla', true))
    expect(await roster(group)).toContain('isla')
  })

  test('without having been asked changes nothing', async () => {
    expect(code(await reply('isla', true))).toBe('notInvited')
    expect(code(await reply('stranger', true))).toBe('notInvited')
    expect(await roster(group)).toHaveLength(4)
  })

  test('after the run has begun changes nothing', async () => {
    value(await ask(['isla']))
    expect(code(await reply('isla', true, BEGUN))).toBe('runBegun')
    expect(await roster(group)).toHaveLength(4)
  })

  test('of somebody who was on the roster before finds them again as they were', async () => {
    const { db } = desk.database
    const { id } = await db.member.create({
      data: { groupId: group.id, slackUserId: 'U-isla', joinedAt: new Date(), gotOffAt: new Date() },
    })
    value(await ask(['isla']))
    value(await reply('isla', true))
    expect(await db.member.findUnique({ where: { id } })).toMatchObject({ gotOffAt: null })
  })
})
