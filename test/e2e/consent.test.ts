import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, setUp } from '../support/story.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  startWorld,
  submit,
  type,
  type World,
  whispered,
} from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  const ruth = person(world, 'Ruth')
  const isla = person(world, 'Isla')
  const founders = world.people.map(({ id }) => id)
  await setUp(world, { minimum: { value: '3' } })
  await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  await submit(world, ruth, { members: { members: { selected_users: [...founders, isla.id] } } })
  await world.bot.settled()
})
afterAll(() => world.stop())

const agreedTo = async (name: string) => {
  const where = { slackUserId: person(world, name).id }
  return (await world.database.db.member.findFirstOrThrow({ where })).agreedTo
}

test('who is there from the beginning agrees under the introduction, and nobody else sees that', async () => {
  const amara = person(world, 'Amara')
  const introduction = await message(() => posts(world), 'Hello. I look after the diary')
  const answer = await whispered(world, amara, () => press(world, amara, introduction, 'I agree'))
  expect(answer.text).toMatch(/^Thank you\. I have noted that you agreed on Monday 4 January, 09:00/)
  expect(await agreedTo('Amara')).toBe('introduction-2')
  expect(await agreedTo('Ben')).toBeNull()
  expect(posts(world)).toHaveLength(1)
})

test('whom a convenor puts on the roster by hand agrees under the message that tells them', async () => {
  const isla = person(world, 'Isla')
  const told = await message(() => privately(world, isla), 'has put you on the roster')
  await press(world, isla, told, 'I agree')
  await message(
    () => world.simulator.directMessages(isla.id).filter(({ onlyFor }) => onlyFor),
    'I have noted that you agreed on',
  )
  expect(await agreedTo('Isla')).toBe('joining-1')
})
