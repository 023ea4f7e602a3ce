import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { recordPresence } from '#usecases/presence.ts'
import {
  recordAnswersFor,
  recordApologiesFor,
  recordableNow,
  recordChoiceFor,
  recordSheet,
} from '#usecases/record.ts'
import {
  closeStop,
  type Desk,
  fixedRun,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  roster,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

/** Ben has left the channel, and telephones Ruth. */
const BEN = 'U-ben'
let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
})
afterAll(() => desk.close())

const EVERYBODY = ['ruth', 'amara', 'ben', 'chloe']
const see = (there: string[], iso = MONDAY) =>
  recordPresence(desk.at(iso), group.id, { inChannel: there.map((name) => `U-${name}`), closed: [] })
const leave = async (iso = MONDAY) => {
  await see(EVERYBODY, iso)
  await see(['ruth', 'amara', 'chloe'], iso)
}
const told = async () => (await said(group, 'recordedForYou')).map(({ to, what }) => `${to} ${what}`)

test('answers are recorded for somebody who is away, and count when they are back', async () => {
  const pollId = await pollFor(group)
  await leave()
  const now = desk.at(MONDAY)
  const sheet = value(await recordSheet(now, group.as('ruth'), BEN, 'answers'))
  const dateId = 'sheet' in sheet ? (sheet.sheet.poll.dates[0]?.id ?? '') : ''
  const answers = new Map([[dateId, 'can' as const]])
  expect(value(await recordAnswersFor(now, group.as('ruth'), BEN, pollId, answers))).toBe(1)
  expect(await told()).toEqual(['ben answers'])
  expect(
    await desk.database.db.answer.count({ where: { member: { slackUserId: BEN, groupId: group.id } } }),
  ).toBe(1)
})

test('so are apologies, of which the convenors hear nothing more, since nobody expected them', async () => {
  const [first = ''] = (await fixedRun(group)).sessionIds
  await leave('2027-01-12T09:00Z')
  const late = desk.at('2027-01-19T09:00Z')
  const result = value(await recordApologiesFor(late, group.as('ruth'), BEN, new Map([[first, true]])))
  expect(result.sent).toHaveLength(1)
  expect(await told()).toEqual(['ben apologies'])
  expect(await said(group, 'belowMinimum')).toEqual([])
})

test('and so is a choice: whoever wants to get off does so at the stop', async () => {
  const { runId } = await fixedRun(group)
  await leave('2027-01-12T09:00Z')
  const { id } = await desk.database.db.busStop.findUniqueOrThrow({ where: { runId } })
  const choice = { value: 'gettingOff', hasToldGroup: false } as const
  const ruth = group.as('ruth')
  expect(value(await recordChoiceFor(desk.at('2027-01-12T10:00Z'), ruth, BEN, id, choice))).toBe(true)
  expect(await told()).toEqual(['ben choice'])
  value(await closeStop(group, 'ruth', desk.at('2027-06-01T09:00Z')))
  expect(await roster(group)).toEqual(['amara', 'chloe', 'ruth'])
})

test('something can be recorded also where everybody is away', async () => {
  group = await newGroup(desk, { members: ['ben'] })
  await fixedRun(group)
  await see(['ben'], '2027-01-12T09:00Z')
  await see([], '2027-01-12T09:00Z')
  const { recordable } = value(await recordableNow(desk.at('2027-01-12T10:00Z'), group.as('ruth')))
  expect(recordable).toEqual(['apologies', 'choice'])
})
