import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { announce } from '../support/announcement.ts'
import { closePoll, fields, message, pollPages, putOffPosting, setUp } from '../support/story.ts'
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
const parked = () => world.database.db.delivery.count({ where: { status: 'failed' } })
const refusal = () => `I am not in <#${world.channelId}>. Type \`/invite\` and my name there, then try again.`
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
  await closePoll(world, ruth)
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

test('what is parked goes out by itself, in order, when the bot is let in again', async () => {
  await leave()
  for (let said = 0; said < 2; said += 1) await announce(world, 'convenorsChanged', world.channelId)
  await world.bot.settled()
  const before = posts(world).length
  expect(await parked()).toBe(2)
  const calls = () => world.simulator.calls().filter(({ answer }) => answer.error === 'not_in_channel').length
  const refused = calls()
  await announce(world, 'convenorsChanged', world.channelId)
  await world.bot.settled()
  expect(calls()).toBe(refused)
  await join()
  await until(() => posts(world).length === before + 3, 'all three')
  await world.bot.settled()
  expect(await parked()).toBe(0)
  const sent = await world.database.db.delivery.findMany({
    where: { about: { path: ['kind'], equals: 'convenorsChanged' } },
    orderBy: { ts: 'asc' },
  })
  expect(sent.map(({ id }) => id)).toEqual(sent.map(({ id }) => id).sort())
})

test('an archived channel is not asked for in vain, and the convenor is told what to do', async () => {
  await world.simulator.archiveChannel(world.channelId)
  await announce(world, 'convenorsChanged', world.channelId)
  await until(async () => (await parked()) === 1, 'the message to be parked')
  const answered = () => world.simulator.messages(told.channelId, ruth.id).map(({ text }) => text)
  await press(world, ruth, told, 'Post what is waiting')
  const archived = `<#${world.channelId}> is archived, so I cannot post there. Once somebody has unarchived it, please try again.`
  await until(() => answered().includes(archived), 'the refusal')
  await world.bot.tickNow()
  await world.bot.settled()
  expect(await parked()).toBe(1)
})
