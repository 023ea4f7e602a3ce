import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oldestDue } from '#db/oldest-due.ts'
import type { Message } from '#simulator/contract.ts'
import { ask } from '#usecases/context.ts'
import { announce } from '../support/announcement.ts'
import { slackEnvironment, startProgram } from '../support/main-process.ts'
import { openPoll, pollPages, setUp } from '../support/story.ts'
import { person, posts, privately, startWorld, until, type World } from '../support/world.ts'

const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })

/** An administrator removes the app; both events come in this order. */
async function uninstall(world: World, order: 'inOrder' | 'backwards'): Promise<void> {
  world.simulator.holdEvents()
  await world.simulator.uninstallApp()
  await world.simulator.releaseEvents(order)
}

const uninstalledAt = async ({ database }: World) =>
  (await database.db.workspace.findFirst())?.uninstalledAt?.toISOString() ?? null

describe.each([
  ['socket', 'inOrder'],
  ['http', 'backwards'],
] as const)('over %s, events %s: once the app is removed', (transport, order) => {
  let world: World
  let calls: number
  beforeAll(async () => {
    world = await startWorld({ transport, members: 3 })
    await setUp(world)
    await openPoll(world)
    calls = world.simulator.calls().length
    await uninstall(world, order)
    await until(() => called().length > 0, 'Slack to be asked')
  })
  afterAll(() => world.stop())

  const called = () =>
    world.simulator
      .calls()
      .slice(calls)
      .map(({ method }) => method)

  test('that is known at once, and Slack is asked once whether it is so', async () => {
    expect(await uninstalledAt(world)).toBe('2027-01-04T09:00:00.000Z')
    expect(called()).toEqual(['auth.test'])
  })

  test('the events change nothing when they come again, also later', async () => {
    await world.simulator.repeatEvents(2)
    await world.moveTo(at('2027-01-05T09:00Z'))
    await world.simulator.repeatEvents(2)
    expect(await uninstalledAt(world)).toBe('2027-01-04T09:00:00.000Z')
    expect(called()).toEqual(['auth.test'])
  })

  test('what waits to be said is passed over, and nobody is alarmed', async () => {
    await announce(world, 'surveyWithheld', person(world, 'Ruth').id)
    await world.bot.settled()
    const { count } = await world.database.db.delivery.updateMany({
      where: { status: 'pending' },
      data: { createdAt: '2020-01-01T00:00:00Z' },
    })
    expect(count).toBe(1)
    expect(new Set(called())).toEqual(new Set(['auth.test']))
    const { teamId } = world.simulator
    const due = await ask(world.bot.context(), (tx) => oldestDue(tx, teamId))
    expect(due).toEqual({ seconds: 0, workspacesLeftOut: 1 })
  })

  test('so is every other work that calls Slack, but for the question whether it is still so', async () => {
    const { db, queue } = world.bot.context()
    const { id, groupId } = await db.delivery.findFirstOrThrow({ where: { ts: { not: null } } })
    const { id: pollId } = await db.poll.findFirstOrThrow()
    const place = { channelId: world.channelId, ts: '1.000001' }
    const { teamId } = world.simulator
    await db.$transaction(async (tx) => {
      for (const name of ['refresh', 'seed'] as const) await queue.add(tx, name, { deliveryId: id }, id)
      for (const name of ['presence', 'parked'] as const) await queue.add(tx, name, { groupId }, groupId)
      await queue.add(tx, 'presenceRound', {}, 'test')
      await queue.add(tx, 'readBack', { pollId, purpose: 'check' }, pollId)
      await queue.add(tx, 'recognise', { ...place, teamId }, 'test')
      await queue.add(tx, 'copy', { ...place, deliveryId: id }, 'test')
    })
    await world.bot.settled()
    expect(new Set(called())).toEqual(new Set(['auth.test']))
  })

  test('events that are still on their way have no effect', async () => {
    const { ts } = pollPages(world)[0] as Message
    await world.simulator.react({
      userId: person(world, 'Amara').id,
      channelId: world.channelId,
      ts,
      name: 'one',
    })
    await world.simulator.openHome(person(world, 'Amara').id)
    await world.bot.settled()
    expect(await world.database.db.answer.count()).toBe(0)
    expect(new Set(called())).toEqual(new Set(['auth.test']))
  })

  test('nothing is due', async () => {
    await world.moveTo(at('2027-01-11T08:59:59Z'))
    expect(new Set(called())).toEqual(new Set(['auth.test']))
    expect(await world.database.db.poll.findFirst()).toMatchObject({ status: 'open', nudgedAt: null })
  })
})

describe('installed again', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ members: 3 })
    await setUp(world)
    await openPoll(world)
    await uninstall(world, 'inOrder')
  })
  afterAll(() => world.stop())

  const pending = () => world.database.db.delivery.count({ where: { status: 'pending' } })

  test('in time and started, it goes on as after a time without a connection', async () => {
    const ruth = person(world, 'Ruth')
    const before = privately(world, ruth).length
    await announce(world, 'surveyWithheld', ruth.id)
    await world.bot.settled()
    await world.moveTo(at('2027-01-11T08:59:59Z'))
    world.simulator.installApp()
    await world.bot.stop()
    expect([await pending(), privately(world, ruth).length]).toEqual([1, before])
    await world.restart()
    await world.moveTo(at('2027-01-11T09:00:00Z'))
    expect(await uninstalledAt(world)).toBeNull()
    expect([await pending(), privately(world, ruth).length > before]).toEqual([0, true])
  })

  test('it is not stopped by the events of before', async () => {
    await world.simulator.repeatEvents(2)
    await until(async () => (await uninstalledAt(world)) === null, 'it to go on')
    const before = posts(world).length
    await announce(world, 'convenorsChanged', world.channelId)
    await world.bot.settled()
    expect(posts(world).length).toBe(before + 1)
  })

  test('while Slack does not say whether the token is good it waits, and goes on by itself once Slack does', async () => {
    const asked = () => world.simulator.calls().filter(({ method }) => method === 'auth.test').length
    const before = asked()
    world.simulator.addFault({ method: 'auth.test', kind: 'internalError', times: 1_000 })
    await world.simulator.repeatEvents(1)
    await until(() => asked() >= before + 3, 'Slack to be asked thrice')
    expect(await uninstalledAt(world)).not.toBeNull()
    await until(() => asked() >= before + 4, 'Slack to be asked once more')
    expect(await uninstalledAt(world)).not.toBeNull()
    world.simulator.clearFaults()
    await until(async () => (await uninstalledAt(world)) === null, 'it to go on', 30)
  })

  test('too late, nothing is left of before', async () => {
    const { db } = world.database
    await uninstall(world, 'backwards')
    await world.moveTo(at('2027-01-18T09:00:00Z'))
    expect(await db.group.count()).toBe(1)
    await world.moveTo(at('2027-01-19T00:00:00Z'))
    expect([await db.workspace.count(), await db.group.count(), await db.delivery.count()]).toEqual([0, 0, 0])
    world.simulator.installApp()
    await world.bot.stop()
    await world.restart()
    await setUp(world)
    expect(await db.group.count()).toBe(1)
  })

  test('or not, and started with the token that is refused: it ends, and forgets what is old enough before that', async () => {
    const { db, url } = world.database
    await uninstall(world, 'inOrder')
    await until(async () => (await uninstalledAt(world)) !== null, 'it to be known')
    await world.bot.stop()
    const environment = { ...slackEnvironment(world.simulator), DATABASE_URL: url }
    for (const [days, left] of [
      [6.9, 1],
      [7.1, 0],
    ] as const) {
      await db.workspace.updateMany({ data: { uninstalledAt: DateTime.utc().minus({ days }).toJSDate() } })
      const bot = startProgram('main-start.js', [], { environment })
      expect(await bot.ended).toBe(1)
      expect(bot.printed()).toContain('account_inactive')
      expect(await db.workspace.count()).toBe(left)
    }
    world.simulator.installApp()
    await world.restart()
  })
})
