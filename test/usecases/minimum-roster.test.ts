import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getGroup } from '#db/group.ts'
import { setApology } from '#usecases/apology.ts'
import { commit } from '#usecases/context.ts'
import { numbersAhead, tellOfLateFalls, tellOfLowNumbers } from '#usecases/minimum.ts'
import { recordPresence } from '#usecases/presence.ts'
import {
  type Desk,
  fixedRun,
  inRun,
  newGroup,
  openDesk,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let runId: string
let sessionIds: string[]

/** The first session is on Wednesday 20 January at 18:30, the second on 31 January; four members, a minimum of three. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { minimum: 3, convenors: ['ruth', 'ines'] })
  const run = await fixedRun(group)
  runId = run.runId
  sessionIds = run.sessionIds
  await see(EVERYBODY, '2027-01-12T08:00Z')
})
afterAll(() => desk.close())

const EVERYBODY = ['ruth', 'amara', 'ben', 'chloe']
const LATE = '2027-01-15T09:00:00.000Z'
const see = (there: string[], iso: string) =>
  recordPresence(desk.at(iso), group.id, { inChannel: there.map((name) => `U-${name}`), closed: [] })
/** Who has been told of which session, and when. */
const told = async () =>
  (await said(group, 'belowMinimum'))
    .filter(({ status }) => status !== 'skipped')
    .map(({ to, sessionId, occasion }) => `${to} ${sessionIds.indexOf(sessionId)} ${occasion}`)
    .sort()

describe('somebody who goes away late', () => {
  test('and so takes the next session below its minimum is told at once to the convenors, as an apology would be', async () => {
    await see(['ruth', 'amara', 'ben'], '2027-01-14T09:00Z')
    expect(await told()).toEqual([])
    await see(['ruth', 'amara'], LATE)
    expect(await told()).toEqual([`ines 0 ${LATE}`, `ruth 0 ${LATE}`])
    await see(['ruth'], '2027-01-16T09:00Z')
    expect(await told()).toHaveLength(2)
  })

  test('together with another is told once', async () => {
    await Promise.all([see(['ruth', 'amara'], LATE), see(['ruth', 'amara'], LATE)])
    expect(await told()).toEqual([`ines 0 ${LATE}`, `ruth 0 ${LATE}`])
  })

  test('but had sent apologies takes nothing away', async () => {
    value(await setApology(desk.at('2027-01-12T09:00Z'), group.as('ben'), sessionIds[0] ?? '', true))
    await see(['ruth', 'amara', 'chloe'], LATE)
    expect(await told()).toEqual([])
  })

  test('just before the numbers are looked at is not told twice', async () => {
    const late = '2027-01-13T18:30:05.000Z'
    await see(['ruth', 'amara'], late)
    await inRun(desk.at('2027-01-13T18:30:10Z'), runId, tellOfLowNumbers)
    expect(await told()).toEqual([`ines 0 ${late}`, `ruth 0 ${late}`])
  })
})

test('early it is not told at once, but when the numbers are looked at', async () => {
  await see(['ruth', 'amara'], '2027-01-12T09:00Z')
  expect(await told()).toEqual([])
  await inRun(desk.at('2027-01-13T18:30Z'), runId, tellOfLowNumbers)
  expect(await told()).toEqual(['ines 0 P7D', 'ruth 0 P7D'])
})

test('apologies that are forgotten with somebody who leaves make no fall of what was none', async () => {
  const { db } = desk.database
  const context = desk.at(LATE)
  for (const name of ['ben', 'chloe'])
    value(await setApology(desk.at('2027-01-12T09:00Z'), group.as(name), sessionIds[0] ?? '', true))
  await commit(context, async (tx) => {
    const before = await numbersAhead(tx, context, await getGroup(tx, group.id))
    const gone = { groupId: group.id, slackUserId: 'U-ben' }
    await tx.member.updateMany({ where: gone, data: { gotOffAt: new Date() } })
    await tx.apology.deleteMany({ where: { member: gone } })
    await tellOfLateFalls(tx, context, await getGroup(tx, group.id), before)
  })
  expect(await db.apology.count({ where: { member: { groupId: group.id } } })).toBe(1)
  expect(await told()).toEqual([])
})
