import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { endInterest } from '#usecases/interest.ts'
import { acceptInvitation, declineInvitation, invite, myInvitation } from '#usecases/invitation.ts'
import { invitationsDue } from '#usecases/invitation-due.ts'
import { leaveGroup } from '#usecases/leave.ts'
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
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup

/** Four members, six places, three people on the interest list; the run is fixed and begins on 20 January. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { places: 6, interested: ['isla', 'jonas', 'kate'] })
  await fixedRun(group)
})
afterAll(() => desk.close())

const BEFORE = '2027-01-12T09:00Z'
const BEGUN = '2027-01-20T18:30Z'
const inviteThem = (names: string[], iso = BEFORE, by = 'ruth') =>
  invite(
    desk.at(iso),
    group.as(by),
    names.map((name) => `U-${name}`),
  )
const invitationOf = async (name: string) =>
  desk.database.db.invitation.findFirstOrThrow({
    where: { groupId: group.id, slackUserId: `U-${name}` },
    orderBy: { id: 'desc' },
  })
const accept = async (name: string, iso = BEFORE, isWelcomeWanted = false) =>
  acceptInvitation(desk.at(iso), group.as(name), (await invitationOf(name)).id, isWelcomeWanted)
const decline = async (name: string, iso = BEFORE) =>
  declineInvitation(desk.at(iso), group.as(name), (await invitationOf(name)).id)
const onList = async () =>
  (await desk.database.db.interest.findMany({ where: { groupId: group.id } }))
    .map(({ slackUserId }) => slackUserId.slice(2))
    .sort()
const replies = async () => (await said(group, 'invitationReply')).map(({ to, reply }) => `${to}: ${reply}`)

describe('inviting', () => {
  test('asks each person on the list once, also when two convenors do it at the same moment', async () => {
    const counts = await Promise.all([inviteThem(['isla']), inviteThem(['isla']), inviteThem(['isla'])])
    expect(counts.map((each) => value(each)).sort()).toEqual([0, 0, 1])
    expect((await said(group, 'invitation')).map(({ to }) => to)).toEqual(['isla'])
  })

  test('asks nobody who is not on the list', async () => {
    expect(value(await inviteThem(['stranger', 'ben']))).toBe(0)
    expect(await said(group, 'invitation')).toEqual([])
  })

  test('never asks more people than there are places, so that no place goes to whoever is first', async () => {
    expect(await inviteThem(['isla', 'jonas', 'kate'])).toEqual({
      refusal: { code: 'tooManyInvited', placesFree: 2 },
    })
    expect(await said(group, 'invitation')).toEqual([])
    expect(value(await inviteThem(['isla', 'jonas']))).toBe(2)
    expect(code(await inviteThem(['kate']))).toBe('tooManyInvited')
  })

  test('goes on to the next person when somebody declines', async () => {
    value(await inviteThem(['isla', 'jonas']))
    value(await decline('isla'))
    expect(value(await inviteThem(['kate']))).toBe(1)
    expect(await replies()).toEqual(['ruth: declined'])
  })

  test('waits for firm dates, and is over once the run has begun', async () => {
    const planning = await newGroup(desk, { interested: ['isla'] })
    expect(code(await invite(desk.at(BEFORE), planning.as('ruth'), ['U-isla']))).toBe('rosterLocked')
    expect(code(await inviteThem(['isla'], BEGUN))).toBe('rosterLocked')
    expect(await desk.database.db.invitation.count({ where: { groupId: group.id } })).toBe(0)
  })

  test('is offered in the convenor’s status while a place is free and somebody has not been asked', async () => {
    const mayInvite = async (name: string, iso = BEFORE) =>
      value(await statusHere(desk.at(iso), group.as(name))).mayInvite
    expect(await mayInvite('ruth')).toBe(true)
    expect(await mayInvite('amara')).toBe(false)
    expect(await mayInvite('ruth', BEGUN)).toBe(false)
    value(await inviteThem(['isla', 'jonas']))
    expect(await mayInvite('ruth')).toBe(false)
    value(await decline('jonas'))
    expect(await mayInvite('ruth')).toBe(true)
  })

  test('gives as many days as the setting says, until the evening, and never longer than until the first session', async () => {
    value(await inviteThem(['isla']))
    expect((await invitationOf('isla')).answerBy.toISOString()).toBe('2027-01-17T20:00:00.000Z')
    value(await inviteThem(['jonas'], '2027-01-18T09:00Z'))
    expect((await invitationOf('jonas')).answerBy.toISOString()).toBe('2027-01-20T18:30:00.000Z')
  })
})

describe('an answer', () => {
  test('of yes brings somebody from the list to the roster with what they agreed to, once, also when pressed twice', async () => {
    value(await inviteThem(['isla']))
    await Promise.all([accept('isla'), accept('isla')])
    value(await accept('isla'))
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'isla', 'ruth'])
    expect(await onList()).toEqual(['jonas', 'kate'])
    expect(await replies()).toEqual(['ruth: accepted'])
    const member = await desk.database.db.member.findFirst({
      where: { groupId: group.id, slackUserId: 'U-isla' },
    })
    expect(member).toMatchObject({ agreedTo: 'joining-1', agreedAt: new Date(BEFORE) })
  })

  test('of yes is told to the group only where they want to be welcomed', async () => {
    value(await inviteThem(['isla', 'jonas']))
    value(await accept('isla', BEFORE, false))
    expect(await said(group, 'welcome')).toEqual([])
    value(await accept('jonas', BEFORE, true))
    expect((await said(group, 'welcome')).map(({ to }) => to)).toEqual([group.channelId])
  })

  test('of no keeps their place on the list, and is the last word on this invitation', async () => {
    value(await inviteThem(['isla']))
    value(await decline('isla'))
    value(await decline('isla'))
    expect(await replies()).toEqual(['ruth: declined'])
    expect(await onList()).toContain('isla')
    expect(code(await accept('isla'))).toBe('invitationOver')
    value(await inviteThem(['isla']))
    value(await accept('isla'))
    expect(await roster(group)).toContain('isla')
  })

  test('is kept to when the convenor has made the group smaller meanwhile: what was promised holds', async () => {
    value(await inviteThem(['isla']))
    await desk.database.db.group.update({ where: { id: group.id }, data: { places: 4 } })
    value(await accept('isla'))
    expect(await roster(group)).toHaveLength(5)
  })

  test('that is taken back takes back what they agreed to', async () => {
    value(await inviteThem(['isla']))
    value(await accept('isla', BEFORE, true))
    value(await leaveGroup(desk.at(BEFORE), group.as('isla'), group.id))
    expect(await invitationOf('isla')).toMatchObject({
      agreedAt: null,
      agreedTo: null,
      isWelcomeWanted: false,
    })
  })

  test('of somebody who was on the roster before finds them again as they were', async () => {
    const { db } = desk.database
    const { id } = await db.member.create({
      data: { groupId: group.id, slackUserId: 'U-isla', joinedAt: new Date(), gotOffAt: new Date() },
    })
    value(await inviteThem(['isla']))
    value(await accept('isla'))
    expect(await db.member.findUnique({ where: { id } })).toMatchObject({ gotOffAt: null })
  })
})

test('whoever goes off the interest list is not invited any more, and the place is free for the next', async () => {
  value(await inviteThem(['isla', 'jonas']))
  value(await endInterest(desk.at(BEFORE), group.as('isla'), group.id))
  expect(await replies()).toEqual(['ruth: declined'])
  expect(code(await accept('isla'))).toBe('invitationOver')
  expect(value(await inviteThem(['kate']))).toBe(1)
})

test('whoever was taken off the list while they were invited can say that they want nothing more of it', async () => {
  value(await inviteThem(['isla']))
  await desk.database.db.interest.deleteMany({ where: { groupId: group.id } })
  value(await endInterest(desk.at(BEFORE), group.as('isla'), group.id))
  expect((await invitationOf('isla')).status).toBe('declined')
})

test('inviting nobody new needs no place, also where there are more people than places', async () => {
  value(await inviteThem(['isla', 'jonas']))
  await desk.database.db.group.update({ where: { id: group.id }, data: { places: 4 } })
  expect(value(await inviteThem(['isla']))).toBe(0)
  expect(code(await inviteThem(['isla', 'kate']))).toBe('tooManyInvited')
})

describe('the deadline', () => {
  const deadline = '2027-01-17T20:00Z'

  test('is announced once more a day before, to those who have not answered', async () => {
    value(await inviteThem(['isla', 'jonas']))
    value(await decline('jonas'))
    await tick(desk.at('2027-01-16T19:59Z'))
    expect(await said(group, 'invitationReminder')).toEqual([])
    await Promise.all([tick(desk.at('2027-01-16T20:00Z')), tick(desk.at('2027-01-16T20:00Z'))])
    await tick(desk.at('2027-01-17T19:59Z'))
    expect((await said(group, 'invitationReminder')).map(({ to }) => to)).toEqual(['isla'])
  })

  test('ends the invitation: the convenor hears it once, and can ask the next person', async () => {
    value(await inviteThem(['isla', 'jonas']))
    await tick(desk.at('2027-01-17T19:59Z'))
    expect(await replies()).toEqual([])
    await Promise.all([tick(desk.at(deadline)), tick(desk.at(deadline))])
    expect(await replies()).toEqual(['ruth: lapsed', 'ruth: lapsed'])
    expect(await onList()).toEqual(['isla', 'jonas', 'kate'])
    expect(value(await inviteThem(['kate'], deadline))).toBe(1)
  })

  test('is the end even before a tick has noticed it', async () => {
    value(await inviteThem(['isla']))
    const mine = async () =>
      myInvitation(desk.at(deadline), group.as('isla'), (await invitationOf('isla')).id)
    expect(code(await accept('isla', deadline))).toBe('invitationOver')
    expect(code(await mine())).toBe('invitationOver')
    expect(await roster(group)).not.toContain('isla')
  })

  test('sends no reminder when the bot was away until it had come', async () => {
    value(await inviteThem(['isla']))
    await tick(desk.at('2027-01-18T09:00Z'))
    expect(await said(group, 'invitationReminder')).toEqual([])
    expect(await replies()).toEqual(['ruth: lapsed'])
  })

  test('and the reminder are the only times at which ticks read what was asked', async () => {
    const due = async (iso: string) =>
      (await invitationsDue(desk.at(iso)))
        .filter(({ groupId }) => groupId === group.id)
        .map(({ slackUserId }) => slackUserId)
    value(await inviteThem(['isla', 'jonas']))
    expect(await due('2027-01-16T19:59Z')).toEqual([])
    expect(await due('2027-01-16T20:00Z')).toEqual(['U-isla', 'U-jonas'])
    await tick(desk.at('2027-01-16T20:00Z'))
    value(await accept('jonas', '2027-01-16T21:00Z'))
    expect(await due('2027-01-17T19:59Z')).toEqual([])
    expect(await due(deadline)).toEqual(['U-isla'])
    await tick(desk.at(deadline))
    expect(await due(deadline)).toEqual([])
  })

  test('is found out at the next tick where an earlier version of the bot has not noted it', async () => {
    const byEarlierVersion = () =>
      desk.database.db.invitation.updateMany({
        where: { groupId: group.id },
        data: { followAt: new Date(0) },
      })
    value(await inviteThem(['isla']))
    await byEarlierVersion()
    await tick(desk.at('2027-01-16T19:59Z'))
    expect(await said(group, 'invitationReminder')).toEqual([])
    expect(await invitationOf('isla')).toMatchObject({ followAt: new Date('2027-01-16T20:00Z') })
    await tick(desk.at('2027-01-16T20:00Z'))
    await byEarlierVersion()
    await tick(desk.at('2027-01-16T20:01Z'))
    expect(await said(group, 'invitationReminder')).toHaveLength(1)
    expect(await invitationOf('isla')).toMatchObject({ followAt: new Date(deadline) })
  })
})
