import { DateTime } from 'luxon'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { answerAndFix, message, openPoll, setUp } from '../support/story.ts'
import { wholeDatabase } from '../support/whole-database.ts'
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
let ben: Person
let chloe: Person

/** Ruth and Ben convene; Ben has answered, sent late apologies and put Isla on the roster, and Chloe has left. */
beforeAll(async () => {
  world = await startWorld({ members: 5 })
  ruth = person(world, 'Ruth')
  ben = person(world, 'Ben')
  chloe = person(world, 'Chloe')
  await setUp(world, { minimum: { value: '3' } })
  await opened(world, ruth, () => type(world, ruth, 'convenors'), 'Convenors')
  await submit(world, ruth, { convenors: { convenors: { selected_users: [ruth.id, ben.id] } } })
  await message(() => posts(world), 'From now on')
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
  const leaving = await whispered(world, chloe, () => type(world, chloe, 'leave'))
  await press(world, chloe, leaving, 'Leave the group')
  await message(() => privately(world, ruth), 'has left the group')
  await world.bot.settled()
})
afterAll(() => world.stop())

/** Everything in Slack that the bot has said to others than this person and that names them. */
function naming(who: Person): Message[] {
  const others = world.people.filter(({ id }) => id !== who.id)
  return [...posts(world), ...others.flatMap((each) => privately(world, each))].filter((each) =>
    JSON.stringify([each.text, each.blocks]).includes(who.id),
  )
}

async function forget(who: Person): Promise<void> {
  const asked = await whispered(world, who, () => type(world, who, 'forgetme'))
  expect(asked.text).toContain('*What stays:*')
  await press(world, who, asked, 'Delete everything')
  await message(() => privately(world, who), 'Everything that I kept about you was deleted on')
  await world.bot.settled()
}

const isAnywhere = async (id: string) =>
  [...(await wholeDatabase(world.database.url))].filter(([, rows]) => JSON.stringify(rows).includes(id))

test('somebody who has left is named in a message to the convenors no more', async () => {
  const texts = naming(chloe).map(({ text }) => text)
  expect(texts).toContainEqual(expect.stringContaining('has left the group'))
  // The grid of the runs to choose from, which is decided by now.
  expect(texts).toContainEqual(expect.stringContaining('possible runs'))
  await forget(chloe)
  await until(() => naming(chloe).length === 0, 'the message to lose its words')
  await message(() => privately(world, ruth), 'This message spoke of somebody who has had everything')
  expect(await isAnywhere(chloe.id)).toEqual([])
})

test('a member and convenor is named nowhere, in Slack or in the database, and has a receipt', async () => {
  expect(naming(ben).length).toBeGreaterThan(1)
  await world.moveTo(DateTime.fromISO('2027-01-04T10:00Z'))
  await forget(ben)
  await message(() => privately(world, ben), 'You have left *circle*.')
  const posted = world.simulator.calls().filter(({ method }) => method === 'chat.postMessage')
  expect(posted.filter(({ args }) => String(args.text).includes('circle'))).toEqual([])
  await until(() => naming(ben).length === 0, 'every message to be brought up to date')
  expect(await isAnywhere(ben.id)).toEqual([])
  await message(
    () => privately(world, ruth),
    'A member has left the group and had everything about them deleted',
  )
  expect(posts(world).at(-1)?.text).toBe(`From now on <@${ruth.id}> convenes the group.`)
})

test('afterwards they are a stranger, and a number they tap or take back is nobody’s', async () => {
  const { text } = await whispered(world, ben, () => type(world, ben, 'mydata'))
  expect(text).toContain('I keep nothing about you')
  const status = await whispered(world, ben, () => type(world, ben, 'status'))
  expect(status.text).toContain('you are not a member here')
  await world.bot.settled()
  expect(await isAnywhere(ben.id)).toEqual([])
})

test('the only convenor is told how to hand over first', async () => {
  const { text } = await whispered(world, ruth, () => type(world, ruth, 'forgetme'))
  expect(text).toContain(`You are the only convenor of the group in <#${world.channelId}>`)
  expect(naming(ruth).length).toBeGreaterThan(0)
})
