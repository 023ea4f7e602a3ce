import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { message, setUp } from '../support/story.ts'
import { opened, person, press, privately, startWorld, submit, until, type World } from '../support/world.ts'

let world: World
let ruth: Person
let amara: Person

beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  amara = person(world, 'Amara')
  await setUp(world, { minimum: { value: '2' } })
})
afterAll(() => world.stop())

/** As Chloe sees it, who stays. */
const inChannel = () => world.simulator.messages(world.channelId, person(world, 'Chloe').id)
const LEFT = 'and you still convene its group'

test('the only convenor, who has left the channel, hands over from the message that tells them', async () => {
  world.clock.set(world.clock.now().plus({ minutes: 1 }))
  await world.simulator.leaveChannel(world.channelId, ruth.id)
  const told = await message(() => privately(world, ruth), `You have left <#${world.channelId}>`)
  expect(told.text).toContain(LEFT)
  await opened(world, ruth, () => press(world, ruth, told, 'Who convenes'), 'Convenors')
  await submit(world, ruth, { convenors: { convenors: { selected_users: [amara.id] } } })
  expect(JSON.stringify(world.simulator.openView(ruth.id)?.view)).toContain('That is saved')
  await message(inChannel, `From now on <@${amara.id}> convenes the group.`)
  await message(() => privately(world, amara), `You convene the group in <#${world.channelId}> from now on.`)
  await message(() => privately(world, ruth), `You no longer convene the group in <#${world.channelId}>.`)
})

test('afterwards the button says no, since they convene no longer and are away', async () => {
  const told = await message(() => privately(world, ruth), LEFT)
  const refused = () =>
    world.simulator
      .messages(told.channelId, ruth.id)
      .filter(({ text }) => text.startsWith('As far as I know you have left'))
  await press(world, ruth, told, 'Who convenes')
  await until(() => refused().length === 1, 'the refusal')
})

test('the next convenor who leaves is told as well, and nobody but them', async () => {
  world.clock.set(world.clock.now().plus({ minutes: 1 }))
  await world.simulator.leaveChannel(world.channelId, amara.id)
  await message(() => privately(world, amara), LEFT)
  await world.bot.settled()
  const others = world.people.filter(({ id }) => id !== amara.id && id !== ruth.id)
  expect(others.flatMap((who) => privately(world, who))).toEqual([])
  expect(inChannel().filter(({ text }) => text.includes(LEFT))).toEqual([])
})
