import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getGroup } from '#db/group.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { mayOpenPoll } from '#usecases/poll.ts'
import { recordPresence } from '#usecases/presence.ts'
import { offerToConvene, supportOffer } from '#usecases/take-over.ts'
import {
  code,
  type Desk,
  MONDAY,
  newGroup,
  openDesk,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
const MEMBERS = ['amara', 'ben', 'chloe', 'dan', 'elif']

/** Ruth convened the group of five and is not on its roster; her account has been closed. Three are needed. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { members: MEMBERS })
  await see(MEMBERS)
  await see(MEMBERS, ['ruth'])
})
afterAll(() => desk.close())

const TUESDAY = '2027-01-05T09:00Z'
const ids = (names: string[]) => names.map((name) => `U-${name}`)
const see = (there: string[], closed: string[] = [], iso = MONDAY) =>
  recordPresence(desk.at(iso), group.id, { inChannel: ids(there), closed: ids(closed) })
const convenorIds = async () => (await getGroup(desk.database.db, group.id)).convenorIds
const memberId = async (name: string) => {
  const where = { groupId: group.id, slackUserId: `U-${name}` }
  return (await desk.database.db.member.findFirstOrThrow({ where })).id
}
const offer = (name: string) => offerToConvene(desk.at(TUESDAY), group.as(name))
const support = async (by: string, whom: string) =>
  supportOffer(desk.at(TUESDAY), group.as(by), await memberId(whom))
const offers = () => desk.database.db.convenorOffer.count({ where: { groupId: group.id } })

test('when the last convenor is gone, the channel is told once how to take over', async () => {
  await see(MEMBERS, ['ruth'], TUESDAY)
  expect(await convenorIds()).toEqual([])
  expect((await said(group, 'convenorWanted')).map(({ to }) => to)).toEqual([group.channelId])
})

describe('taking over', () => {
  test('needs more than half of the roster; with that the offer makes somebody convenor at once', async () => {
    expect(value(await offer('amara')).isConvenor).toBe(false)
    expect(value(await support('ben', 'amara')).isConvenor).toBe(false)
    expect(code(await mayOpenPoll(desk.at(TUESDAY), group.as('amara')))).toBe('notConvenor')
    expect(value(await support('chloe', 'amara')).isConvenor).toBe(true)
    expect(await convenorIds()).toEqual(['U-amara'])
    expect(code(await mayOpenPoll(desk.at(TUESDAY), group.as('amara')))).toBeUndefined()
    expect((await said(group, 'becameConvenor')).map(({ to }) => to)).toEqual(['amara'])
    expect(await offers()).toBe(0)
  })

  test('replaces the convenor who is gone for good, and both are noted', async () => {
    value(await offer('amara'))
    for (const name of ['ben', 'chloe']) value(await support(name, 'amara'))
    await see([...MEMBERS, 'ruth'], [], TUESDAY)
    expect(await convenorIds()).toEqual(['U-amara'])
    const entries = await desk.database.db.auditEntry.findMany({
      where: { groupId: group.id, subjectId: { not: null } },
    })
    expect(entries.map(({ what, subjectId }) => [what, subjectId]).sort()).toEqual([
      ['becameConvenor', 'U-amara'],
      ['ceasedToBeConvenor', 'U-ruth'],
    ])
  })

  test('counts each member once, however often they press', async () => {
    value(await offer('amara'))
    for (let press = 0; press < 5; press += 1) {
      value(await offer('amara'))
      value(await support('ben', 'amara'))
    }
    expect(await convenorIds()).toEqual([])
    expect(await offers()).toBe(2)
  })

  test('moves a member’s support when they support another, and gives up an offer of their own', async () => {
    for (const name of ['amara', 'ben']) value(await offer(name))
    value(await support('chloe', 'amara'))
    value(await support('chloe', 'ben'))
    expect(await convenorIds()).toEqual([])
    expect(value(await support('amara', 'ben')).isConvenor).toBe(true)
    expect(await convenorIds()).toEqual(['U-ben'])
  })

  test('by presses at once makes exactly one of two convenor, and says so once', async () => {
    for (const name of ['amara', 'ben']) value(await offer(name))
    const presses = [support('chloe', 'amara'), support('dan', 'amara'), support('elif', 'amara')]
    const outcomes = await Promise.all([...presses, support('dan', 'ben'), support('chloe', 'ben')])
    const [convenor = '', ...others] = await convenorIds()
    expect(others).toEqual([])
    expect(ids(['amara', 'ben'])).toContain(convenor)
    expect(await said(group, 'becameConvenor')).toHaveLength(1)
    expect(outcomes.filter((each) => 'value' in each && each.value.isConvenor)).toHaveLength(1)
    expect(await offers()).toBe(0)
  })

  test('follows when somebody leaves, so that those who stay have the majority', async () => {
    value(await offer('amara'))
    value(await support('ben', 'amara'))
    await see(['amara', 'ben', 'chloe', 'dan'], ['ruth'], TUESDAY)
    expect(await convenorIds()).toEqual([])
    await see(['amara', 'ben', 'chloe'], ['ruth'], TUESDAY)
    expect(await convenorIds()).toEqual(['U-amara'])
  })

  test('follows when somebody leaves the group; their own say is forgotten', async () => {
    value(await offer('amara'))
    for (const name of ['dan', 'elif']) await leaveGroup(desk.at(TUESDAY), group.as(name), group.id)
    expect(await convenorIds()).toEqual([])
    value(await offer('ben'))
    await leaveGroup(desk.at(TUESDAY), group.as('ben'), group.id)
    expect(await offers()).toBe(1)
    expect(value(await support('chloe', 'amara')).isConvenor).toBe(true)
  })

  test('does not count the support of somebody who has left', async () => {
    value(await offer('amara'))
    value(await support('ben', 'amara'))
    await see(['amara', 'chloe', 'dan', 'elif'], ['ruth'], TUESDAY)
    value(await support('chloe', 'amara'))
    expect(await convenorIds()).toEqual([])
  })

  test('in a group of one takes one press', async () => {
    group = await newGroup(desk, { members: ['amara'] })
    await see(['amara'], ['ruth'])
    expect(value(await offer('amara')).isConvenor).toBe(true)
  })
})

describe('newcomers who are not in the channel yet', () => {
  /** Of five two are there, so two are needed; Ruth is gone. */
  beforeEach(async () => {
    group = await newGroup(desk, { members: MEMBERS })
    await see(['amara', 'ben'], ['ruth'])
  })

  test('do not make a majority impossible', async () => {
    value(await offer('amara'))
    expect(value(await support('ben', 'amara')).isConvenor).toBe(true)
  })

  test('have no say, are told why, and have one once they are found', async () => {
    expect(await offer('chloe')).toEqual({
      refusal: { code: 'notArrived', channelId: group.channelId },
    })
    value(await offer('amara'))
    expect(code(await support('chloe', 'amara'))).toBe('notArrived')
    expect(await offers()).toBe(1)
    await see(['amara', 'ben', 'chloe', 'dan'], ['ruth'], TUESDAY)
    expect(value(await support('chloe', 'amara')).isConvenor).toBe(false)
    expect(value(await support('dan', 'amara')).isConvenor).toBe(true)
  })

  test('who arrive change what is needed, and the message in the channel follows', async () => {
    const [search] = await desk.database.db.delivery.findMany({
      where: { groupId: group.id, address: group.channelId },
      orderBy: { id: 'desc' },
      take: 1,
    })
    const id = search?.id ?? ''
    await claim(desk.at(MONDAY), id)
    await recordFate(desk.at(MONDAY), id, {
      status: 'sent',
      postedChannelId: group.channelId,
      ts: '1.000001',
    })
    const refreshes = async () =>
      (
        await desk.database.db.$queryRaw<unknown[]>`
          SELECT 1 FROM pgboss.job WHERE name = 'refresh' AND data->>'deliveryId' = ${id}`
      ).length
    expect(await refreshes()).toBe(0)
    await see(['amara', 'ben', 'chloe', 'dan'], ['ruth'], TUESDAY)
    expect(await refreshes()).toBe(1)
  })

  test('are all counted while nobody was ever found', async () => {
    group = await newGroup(desk, { members: MEMBERS })
    await see([], ['ruth'])
    value(await offer('amara'))
    expect(value(await support('ben', 'amara')).isConvenor).toBe(false)
    expect(value(await support('chloe', 'amara')).isConvenor).toBe(true)
  })
})

describe('a press that comes too late', () => {
  test('names the convenor whom the group has by now', async () => {
    value(await offer('amara'))
    for (const name of ['ben', 'chloe']) value(await support(name, 'amara'))
    const hasConvenor = { refusal: { code: 'hasConvenor', convenorIds: ['U-amara'] } }
    expect(await support('dan', 'amara')).toEqual(hasConvenor)
    expect(await offer('elif')).toEqual(hasConvenor)
    expect(await offers()).toBe(0)
  })

  test('when the convenor is back changes nothing, and the offers are forgotten', async () => {
    value(await offer('amara'))
    await see([...MEMBERS, 'ruth'], [], TUESDAY)
    expect(await convenorIds()).toEqual(['U-ruth'])
    expect(await offers()).toBe(0)
    expect(code(await support('ben', 'amara'))).toBe('hasConvenor')
    await see(MEMBERS, ['ruth'], '2027-01-06T09:00Z')
    expect(await said(group, 'convenorWanted')).toHaveLength(2)
    expect(code(await support('ben', 'amara'))).toBe('offerGone')
  })

  test('on an offer that was given up is told so', async () => {
    for (const name of ['amara', 'ben']) value(await offer(name))
    value(await support('amara', 'ben'))
    expect(code(await support('chloe', 'amara'))).toBe('offerGone')
  })
})

test('strangers, and whoever has left, have no say', async () => {
  value(await offer('amara'))
  expect(code(await offer('ruth'))).toBe('notMember')
  expect(code(await support('stranger', 'amara'))).toBe('notMember')
  await see(['amara', 'ben', 'chloe', 'dan'], ['ruth'], TUESDAY)
  expect(code(await support('elif', 'amara'))).toBe('memberAway')
  expect(await offers()).toBe(1)
})
