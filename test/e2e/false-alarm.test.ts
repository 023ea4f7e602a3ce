import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '#simulator/contract.ts'
import { announce } from '../support/announcement.ts'
import { openPoll, pollPages, setUp } from '../support/story.ts'
import { person, posts, startWorld, until, type World } from '../support/world.ts'

/** Events say that the app was removed, and are from before it was installed again. */
let world: World
let page: Message
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world)
  world.simulator.holdEvents()
  await world.simulator.uninstallApp()
  world.simulator.installApp()
  await world.bot.stop()
  await world.restart()
  await openPoll(world)
  page = pollPages(world)[0] as Message
})
afterAll(() => world.stop())

const asked = () => world.simulator.calls().filter(({ method }) => method === 'auth.test').length
const isStopped = async () => (await world.database.db.workspace.findFirst())?.uninstalledAt !== null
const calledSince = (count: number) =>
  world.simulator
    .calls()
    .slice(count)
    .map(({ method }) => method)
const numbers = () =>
  pollPages(world)[0]?.reactions.filter(({ userIds }) => userIds.includes(world.simulator.botUserId)) ?? []

test('what is to be done while nobody knows whether that is so waits, and all of it is done in the end', async () => {
  const { simulator } = world
  const { db, queue } = world.bot.context()
  const seeded = numbers().length
  expect(seeded).toBeGreaterThan(1)
  const [{ name } = { name: '' }] = numbers()
  await simulator.unreact({ userId: simulator.botUserId, channelId: page.channelId, ts: page.ts, name })
  const [before, edits, said] = [asked(), pollPages(world)[0]?.edits ?? 0, posts(world).length]
  simulator.addFault({ method: 'auth.test', kind: 'internalError', times: 1_000 })
  await simulator.releaseEvents('inOrder')
  await until(isStopped, 'the alarm')
  await until(() => asked() >= before + 3, 'Slack to be asked thrice')

  const count = simulator.calls().length
  const amara = person(world, 'Amara')
  const { id, groupId } = await db.delivery.findFirstOrThrow({ where: { ts: page.ts } })
  const { id: pollId } = await db.poll.findFirstOrThrow()
  const member = await db.member.findFirstOrThrow({ where: { slackUserId: amara.id } })
  const { id: pollDateId } = await db.pollDate.findFirstOrThrow({ where: { page: 1, mark: 2 } })
  await db.answer.create({
    data: { pollDateId, memberId: member.id, value: 'can', changedAt: world.clock.now().toJSDate() },
  })
  await db.$transaction(async (tx) => {
    for (const job of ['refresh', 'seed'] as const) await queue.add(tx, job, { deliveryId: id }, id)
    for (const job of ['presence', 'parked'] as const) await queue.add(tx, job, { groupId }, groupId)
    await queue.add(tx, 'readBack', { pollId, purpose: 'check' }, pollId)
  })
  await announce(world, 'convenorsChanged', world.channelId)
  const waiting = async () => {
    const rows = await db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT name FROM pgboss.job WHERE state = 'retry' ORDER BY name`
    return rows.map((row) => row.name)
  }
  const all = ['deliver', 'parked', 'presence', 'readBack', 'refresh', 'seed']
  await until(async () => (await waiting()).length === all.length, 'every job to have been put off')
  expect(await waiting()).toEqual(all)
  expect(new Set(calledSince(count))).toEqual(new Set(['auth.test']))

  simulator.clearFaults()
  await until(async () => !(await isStopped()), 'the all-clear')
  await until(() => numbers().length === seeded, 'the number')
  await until(() => posts(world).length === said + 1, 'the message')
  await until(() => (pollPages(world)[0]?.edits ?? 0) > edits, 'the page to be brought up to date')
  await world.bot.settled()
  expect(new Set(calledSince(count))).toContain('conversations.members')
  expect(new Set(calledSince(count))).toContain('reactions.get')
})

test('where the app is removed, no job is left that would be tried again for ever', async () => {
  const { db, queue } = world.bot.context()
  const { id, groupId } = await db.delivery.findFirstOrThrow({ where: { ts: page.ts } })
  world.simulator.addFault({ method: 'auth.test', kind: 'internalError', times: 3 })
  await world.simulator.uninstallApp()
  await until(isStopped, 'it to be known')
  await db.$transaction(async (tx) => {
    await queue.add(tx, 'seed', { deliveryId: id }, id)
    await queue.add(tx, 'presence', { groupId }, groupId)
  })
  await announce(world, 'convenorsChanged', world.channelId)
  await world.bot.settled()
  expect(await isStopped()).toBe(true)
  expect(await queue.waiting()).toBe(0)
  expect(await db.delivery.count({ where: { status: 'pending' } })).toBe(1)
})
