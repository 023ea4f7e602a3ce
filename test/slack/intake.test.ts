import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '#simulator/contract.ts'
import { takeAway } from '../support/outage.ts'
import { openPoll, pollPages, setUp } from '../support/story.ts'
import { person, posts, startWorld, until, type World } from '../support/world.ts'

describe.each(['socket', 'http'] as const)('an event over %s', (transport) => {
  let world: World
  let lines: string[]
  beforeAll(async () => {
    lines = []
    const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) })
    world = await startWorld({ transport, members: 3, log })
    await setUp(world)
    await openPoll(world)
  })
  afterAll(() => world.stop())

  const page = () => pollPages(world)[0] as Message
  const tap = (name: string, emoji: string, ts = page().ts) =>
    world.simulator.react({ userId: person(world, name).id, channelId: world.channelId, ts, name: emoji })
  /** The numbers whose dates somebody can make, on the first page. */
  const canMake = async (name: string) => {
    const rows = await world.database.db.answer.findMany({
      where: { value: 'can', member: { slackUserId: person(world, name).id }, pollDate: { page: 1 } },
      select: { pollDate: { select: { mark: true } } },
    })
    return rows.map(({ pollDate }) => pollDate.mark).sort()
  }
  const events = () => world.database.db.receivedEvent.count()

  test('has taken effect by the time Slack is told that it has arrived', async () => {
    for (const [emoji, marks] of [
      ['one', [1]],
      ['two', [1, 2]],
      ['three', [1, 2, 3]],
    ] as const) {
      await tap('Amara', emoji)
      expect(await canMake('Amara')).toEqual(marks)
    }
  })

  test('that meets a database that is away is sent again, and counts once', async () => {
    lines.length = 0
    const stored = await events()
    const bringBack = await takeAway(world.database.url)
    await tap('Ben', 'one')
    await until(
      () => lines.some((line) => line.includes('an event could not take effect')),
      'a line in the log',
    )
    expect(lines.join('')).not.toContain(person(world, 'Ben').id)
    await bringBack()
    // Not only read back from Slack, as it is now and then.
    await until(async () => (await events()) > stored, 'the event to come again', 20)
    expect(await canMake('Ben')).toEqual([1])
  })

  test('about a message that is not ours is neither stored nor logged', async () => {
    await world.simulator.say({ userId: person(world, 'Ben').id, channelId: world.channelId, text: 'Hello' })
    const own = world.simulator.messages(world.channelId, person(world, 'Ben').id).at(-1) as Message
    const stored = await events()
    lines.length = 0
    await tap('Amara', 'one', own.ts)
    expect(await events()).toBe(stored)
    expect(lines).toEqual([])
    await tap('Amara', 'four')
    expect(await events()).toBe(stored + 1)
  })
})

test('reactions of which no event came while there was no connection are counted after it', async () => {
  const world = await startWorld({ members: 3 })
  await setUp(world)
  await openPoll(world)
  // The look that is taken now and then has been taken.
  await world.bot.tickNow()
  const { simulator } = world
  const page = pollPages(world)[0] as Message
  simulator.holdEvents()
  for (const name of ['Amara', 'Ben'])
    await simulator.react({
      userId: person(world, name).id,
      channelId: world.channelId,
      ts: page.ts,
      name: 'one',
    })
  await simulator.releaseEvents('lost')
  await world.bot.settled()
  expect(await world.database.db.answer.count()).toBe(0)
  simulator.refreshConnection()
  await until(async () => (await world.database.db.answer.count()) === 2, 'the answers to be counted', 20)
  await until(() => posts(world).some(({ text }) => text.includes('2 can')), 'the counts to follow')
  await world.stop()
})
