import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { fields, message, pollPages, putOffPosting, setUp } from '../support/story.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  startWorld,
  submit,
  type,
  until,
  type World,
  whispered,
} from '../support/world.ts'

let world: World
let ruth: Person
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  await setUp(world, { minimum: { value: '2' }, gapMinDays: { value: '3' } })
})
afterAll(() => world.stop())

const leave = () => world.simulator.leaveChannel(world.channelId, world.simulator.botUserId)
const join = () => world.simulator.joinChannel(world.channelId, world.simulator.botUserId, ruth.id)
const refusal = () =>
  `I am not in <#${world.channelId}>. Type \`/invite @supportgroup\` there, then try again.`
const WINDOW = fields({ sessions: { value: '2' }, until: { selected_date: '2027-02-10' } })

test('no poll is begun while the bot is not in the group’s channel, and the convenor is told what to do', async () => {
  await leave()
  const answer = await whispered(world, ruth, () => type(world, ruth, 'schedule'))
  expect(answer.text).toBe(refusal())
  await join()
})

test('nor is one posted when the bot was removed while the form was open', async () => {
  await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
  await submit(world, ruth, WINDOW)
  await leave()
  await submit(world, ruth)
  const shown = JSON.stringify(world.simulator.openView(ruth.id)?.view.blocks)
  expect(shown).toContain(refusal())
  expect(await world.database.db.poll.count()).toBe(0)
  await join()
})

let told: Message

test('a press on the button for what is parked says so while the bot is still out, and the button stays', async () => {
  await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
  await submit(world, ruth, WINDOW)
  await putOffPosting(world, async () => {
    await submit(world, ruth)
    await leave()
  })
  told = await message(() => privately(world, ruth), 'I could not post in')
  const answered = () => world.simulator.messages(told.channelId, ruth.id).map(({ text }) => text)
  await press(world, ruth, told, 'Post what is waiting')
  await until(() => answered().includes(refusal()), 'the refusal')
  expect(await world.database.db.delivery.count({ where: { status: 'failed' } })).toBe(2)
  expect(JSON.stringify(privately(world, ruth))).toContain('Post what is waiting')
})

test('the pages of a poll that was closed in the meantime are not posted any more, nor numbers under them', async () => {
  await whispered(world, ruth, () => type(world, ruth, 'close'))
  await until(async () => (await world.database.db.poll.findFirst())?.status === 'closed', 'the closing')
  await join()
  const before = posts(world).length
  const seeded = () => world.simulator.calls().filter(({ method }) => method === 'reactions.add').length
  expect(seeded()).toBe(0)
  await press(world, ruth, told, 'Post what is waiting')
  await until(
    async () => (await world.database.db.delivery.count({ where: { status: 'skipped' } })) === 2,
    'the pages to be passed over',
  )
  await world.bot.settled()
  expect(posts(world)).toHaveLength(before)
  expect(pollPages(world)).toEqual([])
  expect(seeded()).toBe(0)
})
