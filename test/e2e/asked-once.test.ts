import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { announce } from '../support/announcement.ts'
import { openPoll, setUp } from '../support/story.ts'
import { posts, startWorld, until, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world)
  await openPoll(world)
})
beforeEach(() => pass(60))
afterAll(() => world.stop())

const pass = (seconds: number) => world.clock.set(world.clock.now().plus({ seconds }))
/** How often Slack was asked about the channel. */
const asked = () => world.simulator.calls().filter(({ method }) => method === 'conversations.info').length
const edits = () => posts(world).reduce((sum, post) => sum + post.edits, 0)
const parked = () => world.database.db.delivery.count({ where: { status: 'failed' } })

/** Every message in the channel is to be brought up to date. */
async function refreshAll(): Promise<void> {
  const { db, queue } = world.bot.context()
  const rows = await db.delivery.findMany({ where: { postedChannelId: world.channelId } })
  await db.$transaction(async (tx) => {
    for (const { id } of rows) await queue.add(tx, 'refresh', { deliveryId: id }, id)
  })
  await world.bot.settled()
}

async function say(): Promise<void> {
  await announce(world, 'convenorsChanged', world.channelId)
  await world.bot.settled()
}

test('messages that follow one another, and however many changes of them, ask Slack once about their channel', async () => {
  const before = asked()
  await say()
  await say()
  const edited = edits()
  for (let count = 0; count < 5; count += 1) await refreshAll()
  expect(posts(world).length).toBeGreaterThan(3)
  expect(edits()).toBe(edited + 5 * posts(world).length)
  expect(asked()).toBe(before + 1)
})

test('and ask again when a minute is over', async () => {
  await say()
  const before = asked()
  pass(59)
  await say()
  expect(asked()).toBe(before)
  pass(1)
  await say()
  expect(asked()).toBe(before + 1)
})

test('but at once when an event tells that it is shared, after which nothing is posted', async () => {
  await say()
  const [before, said] = [asked(), posts(world).length]
  await world.simulator.shareChannel(world.channelId, true)
  await say()
  expect(posts(world)).toHaveLength(said)
  expect(asked()).toBeGreaterThan(before)
  await world.simulator.shareChannel(world.channelId, false)
  await until(async () => (await parked()) === 0, 'what waited')
})

test('and a minute after it has become public, of which no event tells, nothing is posted either', async () => {
  await say()
  const said = posts(world).length
  world.simulator.convertChannel(world.channelId, 'public')
  pass(60)
  await say()
  expect(posts(world)).toHaveLength(said)
  expect(await parked()).toBe(1)
})
