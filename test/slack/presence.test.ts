import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { getGroup } from '#db/group.ts'
import type { Simulator } from '#simulator/contract.ts'
import { checkPresence } from '#slack/presence.ts'
import type { Shell } from '#slack/shell.ts'
import { type Desk, MONDAY, newGroup, openDesk, said, type TestGroup } from '../support/group-desk.ts'
import { botClient, startWorkspace } from '../support/simulator.ts'

let desk: Desk
let simulator: Simulator
let shell: Shell
let group: TestGroup
const NAMES = ['ruth', 'amara', 'ben', 'chloe']

beforeAll(async () => {
  desk = await openDesk()
  simulator = await startWorkspace()
  const poster = botClient(simulator)
  shell = { poster, botUserId: simulator.botUserId, context: () => desk.at(MONDAY) } as unknown as Shell
  // Chloe is somebody whom Slack does not know.
  for (const name of ['ruth', 'amara', 'ben'])
    simulator.addPerson({ id: `U-${name}`, name, realName: name, timeZone: 'UTC' })
})
beforeEach(async () => {
  simulator.clearFaults()
  group = await newGroup(desk)
  for (const name of ['amara', 'ben']) simulator.reactivatePerson(`U-${name}`)
})
afterAll(async () => {
  await simulator.stop()
  await desk.close()
})

/** The group's channel in Slack, with the bot in it unless they say otherwise. */
const channelOf = (names: string[], others: string[] = [simulator.botUserId]) =>
  simulator.addChannel({
    id: group.channelId,
    name: 'circle',
    kind: 'private',
    memberIds: [...names.map((name) => `U-${name}`), ...others],
  })
const check = () => checkPresence(shell, { groupId: group.id })
const members = async () => {
  const { members: found } = await getGroup(desk.database.db, group.id)
  return found.map(({ slackUserId, hasArrived }) => [slackUserId.slice(2), hasArrived])
}
const asBefore = NAMES.map((name) => [name, false])

test('whoever is in the channel has arrived, on whichever page of Slack’s list they are', async () => {
  const crowd = Array.from({ length: 450 }, (_, index) => {
    const name = `guest${group.channelId}${index}`.toLowerCase()
    return simulator.addPerson({ name, realName: name, timeZone: 'UTC' }).id
  })
  channelOf(['amara'], [...crowd, simulator.botUserId, 'U-ben'])
  await check()
  expect(await members()).toEqual([
    ['ruth', false],
    ['amara', true],
    ['ben', true],
    ['chloe', false],
  ])
})

test('a closed account is away though Slack lists it in the channel; whom Slack does not know is not', async () => {
  channelOf(['ruth', 'amara', 'ben'])
  simulator.deactivatePerson('U-ben')
  await check()
  expect((await members()).map(([name]) => name)).toEqual(['ruth', 'amara', 'chloe'])
  expect((await said(group, 'memberAway')).map(({ to, isClosed }) => [to, isClosed])).toEqual([
    ['ruth', true],
  ])
})

test('where the bot is not in the channel, nothing is changed', async () => {
  channelOf(['ruth', 'amara', 'ben'], [])
  await check()
  expect(await members()).toEqual(asBefore)
})

test('where there is no such channel, nothing is changed', async () => {
  await check()
  expect(await members()).toEqual(asBefore)
})

test.each(['conversations.members', 'users.info'])(
  'when Slack fails in the middle (%s), nothing is changed and the job is tried again',
  async (method) => {
    channelOf(['ruth', 'amara'])
    simulator.addFault({ method, kind: 'internalError' })
    await expect(check()).rejects.toThrow()
    expect(await members()).toEqual(asBefore)
    await check()
    expect((await members()).filter(([, hasArrived]) => hasArrived)).toHaveLength(2)
  },
)

test('of a group that is gone nothing is asked', async () => {
  channelOf(['ruth'])
  await desk.database.db.group.delete({ where: { id: group.id } })
  const before = simulator.calls().length
  await check()
  expect(simulator.calls()).toHaveLength(before)
})
