import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  convenesHere,
  endInterest,
  interestNow,
  myInterest,
  returnToInterest,
  showInterest,
} from '#usecases/interest.ts'
import { code, type Desk, newGroup, openDesk, said, type TestGroup, value } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
})
afterAll(() => desk.close())

const at = (iso = '2027-01-12T09:00Z') => desk.at(iso)
/** Somebody outside the channel types the command anywhere. */
const outside = (name: string) => ({ ...group.as(name), channelId: 'D-anywhere' })
const word = async (of = group) => value(await interestNow(at(), of.as('ruth'))).word
const list = async () =>
  value(await interestNow(at(), group.as('ruth'))).people.map(({ slackUserId }) => slackUserId)

describe('the word for an interest list', () => {
  test('is the same whenever a convenor looks, also two at once, and another for each group', async () => {
    const [first, second] = await Promise.all([word(), word()])
    expect(first).toMatch(/^[a-z0-9]{4}-[a-z0-9]{4}$/)
    expect(second).toBe(first)
    expect(await word(await newGroup(desk))).not.toBe(first)
  })

  test('puts on the list whoever types it, anywhere in the workspace, in the order in which they came', async () => {
    value(await showInterest(at('2027-01-12T09:00Z'), outside('kate'), await word()))
    value(await showInterest(at('2027-01-13T09:00Z'), outside('isla'), await word()))
    const again = value(await showInterest(at('2027-01-14T09:00Z'), outside('kate'), await word()))
    expect(again.since?.toISO()).toBe('2027-01-12T09:00:00.000Z')
    expect(await list()).toEqual(['U-kate', 'U-isla'])
  })

  test('does nothing when it is wrong, or of another workspace', async () => {
    expect(code(await showInterest(at(), outside('kate'), 'zzzz-9999'))).toBe('unknownWord')
    const elsewhere = { ...outside('kate'), teamId: 'T2' }
    expect(code(await showInterest(at(), elsewhere, await word()))).toBe('unknownWord')
    expect(await list()).toEqual([])
  })

  test('is not needed by members', async () => {
    expect(code(await showInterest(at(), outside('ben'), await word()))).toBe('memberAlready')
  })
})

describe('somebody’s own interest', () => {
  test('is shown to them without the word once they are on the list, and nothing about others', async () => {
    value(await showInterest(at(), outside('lena'), await word()))
    value(await showInterest(at(), outside('isla'), await word()))
    const own = value(await myInterest(at(), outside('lena')))
    expect(own.map(({ group: { id }, since }) => [id, since !== null])).toEqual([[group.id, true]])
  })

  test('tells a stranger of no group', async () => {
    await word()
    expect(code(await myInterest(at(), outside('stranger')))).toBe('noGroupKnown')
    expect(code(await returnToInterest(at(), outside('stranger'), group.id))).toBe('noGroupKnown')
    expect(code(await endInterest(at(), outside('stranger'), group.id))).toBe('noGroupKnown')
    expect(code(await endInterest(at(), { ...outside('kate'), teamId: 'T2' }, group.id))).toBe('noGroupKnown')
    expect(await list()).toEqual([])
  })

  test('ends when they say so, as often as they say it', async () => {
    value(await showInterest(at(), outside('mira'), await word()))
    expect(value(await endInterest(at(), outside('mira'), group.id)).since).toBeNull()
    expect(await list()).toEqual([])
    expect(code(await myInterest(at(), outside('mira')))).toBe('noGroupKnown')
  })

  test('can be shown again by somebody who was a member once', async () => {
    await desk.database.db.member.updateMany({
      where: { groupId: group.id, slackUserId: 'U-ben' },
      data: { gotOffAt: new Date() },
    })
    expect(value(await myInterest(at(), outside('ben'))).map(({ since }) => since)).toEqual([null])
    value(await returnToInterest(at(), outside('ben'), group.id))
    expect(await list()).toEqual(['U-ben'])
    value(await endInterest(at(), outside('ben'), group.id))
    value(await endInterest(at(), outside('ben'), group.id))
    expect(await list()).toEqual([])
  })
})

test('each convenor is told of somebody new on the list, at most once a day', async () => {
  const known = await word()
  for (let press = 0; press < 3; press += 1) {
    value(await showInterest(at(), outside('kate'), known))
    value(await endInterest(at(), outside('kate'), group.id))
  }
  value(await showInterest(at('2027-01-13T09:00Z'), outside('kate'), known))
  const told = (await said(group, 'interestShown')).map(({ to, on }) => `${to} ${on}`)
  expect(told.sort()).toEqual(['ines 2027-01-12', 'ines 2027-01-13', 'ruth 2027-01-12', 'ruth 2027-01-13'])
})

test('only a convenor in the group’s own channel is shown the list', async () => {
  expect(await convenesHere(at(), group.as('ines'))).toBe(true)
  expect(await convenesHere(at(), outside('ruth'))).toBe(false)
  expect(await convenesHere(at(), group.as('ben'))).toBe(false)
})
