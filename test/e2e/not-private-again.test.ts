import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { announce } from '../support/announcement.ts'
import { openPoll, pollPages, setUp } from '../support/story.ts'
import { person, posts, press, privately, startWorld, type, until, type World } from '../support/world.ts'

let world: World
let ruth: Person
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  await setUp(world)
  await world.bot.settled()
})
afterAll(() => world.stop())

const told = (words: string) => privately(world, ruth).filter(({ text }) => text.includes(words)).length
const isPrivate = async () => (await world.database.db.audience.findFirst())?.openTo === null
const parked = () => world.database.db.delivery.count({ where: { status: 'failed' } })

test('a channel that is shared a second time before anything was posted: the convenor hears of it anew', async () => {
  const before = posts(world).length
  for (const time of [1, 2]) {
    await world.simulator.shareChannel(world.channelId, true)
    await until(
      () => told('is shared with another workspace now') === time,
      `the convenor to be told (${time})`,
    )
    await world.simulator.shareChannel(world.channelId, false)
    await until(isPrivate, 'the bot to see that it is private again')
    await world.bot.settled()
  }
  expect(told('is shared with another workspace now')).toBe(2)
  expect(posts(world)).toHaveLength(before)
})

test('so is one that becomes public, of which no event tells, as often as the bot sees it', async () => {
  for (const time of [1, 2]) {
    world.simulator.convertChannel(world.channelId, 'public')
    await type(world, ruth, 'schedule')
    await until(() => told('is public now') === time, `the convenor to be told (${time})`)
    world.simulator.convertChannel(world.channelId, 'private')
    await type(world, ruth, 'schedule')
    await until(isPrivate, 'the bot to see that it is private again')
    await world.bot.settled()
  }
  expect(told('is public now')).toBe(2)
})

test('what comes due the second time waits, with the convenor told, and goes out within a quarter of an hour', async () => {
  world.simulator.convertChannel(world.channelId, 'public')
  world.clock.set(world.clock.now().plus({ minutes: 1 }))
  await announce(world, 'convenorsChanged', world.channelId)
  await until(() => told('is public now') === 3, 'the convenor to be told')
  await world.bot.settled()
  expect(await parked()).toBe(1)
  const before = posts(world).length
  world.simulator.convertChannel(world.channelId, 'private')
  await world.database.db.$executeRaw`DELETE FROM pgboss.job WHERE name = 'parked'`
  await world.moveTo(world.clock.now().plus({ minutes: 15 }))
  await until(() => posts(world).length === before + 1, 'what waited')
  expect(await parked()).toBe(0)
})

test('what stands there is brought up to date as soon as the convenor hears that it goes on', async () => {
  await openPoll(world)
  const [page] = pollPages(world)
  if (!page) throw new Error('there is no poll')
  world.simulator.convertChannel(world.channelId, 'public')
  world.clock.set(world.clock.now().plus({ minutes: 1 }))
  await world.simulator.react({ userId: ruth.id, channelId: world.channelId, ts: page.ts, name: 'one' })
  await announce(world, 'convenorsChanged', world.channelId)
  await until(() => told('is public now') === 4, 'the convenor to be told')
  await world.bot.settled()
  expect([pollPages(world)[0]?.edits, await parked()]).toEqual([page.edits, 1])
  world.simulator.convertChannel(world.channelId, 'private')
  const message = privately(world, ruth).findLast(({ text }) => text.includes('is public now'))
  if (!message) throw new Error('nobody was told')
  await press(world, ruth, message, 'Post what is waiting')
  await until(() => pollPages(world)[0]?.edits === page.edits + 1, 'the page to be brought up to date')
})
