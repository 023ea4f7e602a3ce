import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { accept, invite } from '../support/renewal-story.ts'
import {
  answerAll,
  closePoll,
  fields,
  message,
  openPoll,
  pollPages,
  putOffPosting,
  setUp,
  travelTo,
} from '../support/story.ts'
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
  world = await startWorld({ members: 4 })
  ruth = person(world, 'Ruth')
  await setUp(world, {
    minimum: { value: '2' },
    gapMinDays: { value: '3' },
    interested: { selected_users: [person(world, 'Isla').id] },
  })
})
afterAll(() => world.stop())

const offers = () => privately(world, ruth).filter(({ text }) => /possible (run|date)/.test(text))

async function close(): Promise<Message> {
  const before = offers().length
  await closePoll(world, ruth)
  await until(() => offers().length > before, 'runs to choose from')
  await world.bot.settled()
  return offers().at(-1) as Message
}

test('what the channel did not take is parked, and goes out in order once the bot is back', async () => {
  await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
  await submit(world, ruth, fields({ sessions: { value: '2' }, until: { selected_date: '2027-02-10' } }))
  await putOffPosting(world, async () => {
    await submit(world, ruth)
    await world.simulator.leaveChannel(world.channelId, world.simulator.botUserId)
  })
  expect(pollPages(world)).toEqual([])
  const told = await message(() => privately(world, ruth), 'I could not post in')
  expect(privately(world, ruth).filter(({ text }) => text === told.text)).toHaveLength(1)
  await world.simulator.joinChannel(world.channelId, world.simulator.botUserId, ruth.id)
  await press(world, ruth, told, 'Post what is waiting')
  await until(() => pollPages(world).length === 2, 'both pages')
  expect(pollPages(world).map(({ text }) => text.split('\n')[0])).toEqual([
    '*Dates for our next run: January 2027*',
    '*Dates for our next run: February 2027*',
  ])
  await world.bot.settled()
})

test('an older poll fixes nothing once a newer one has taken its place', async () => {
  for (const name of ['Ruth', 'Amara']) await answerAll(world, name, 'All: can')
  const old = await close()
  await openPoll(world, { sessions: { value: '2' }, until: { selected_date: '2027-02-28' } })
  const answer = await whispered(world, ruth, () => type(world, ruth, 'fix'))
  expect(answer.text).toContain('The poll is still open.')
  await press(world, ruth, old, 'Fix A')
  await message(
    () => [...privately(world, ruth), ...world.simulator.messages(old.channelId, ruth.id)],
    'A newer poll has taken the place of this one',
  )
  expect(await world.database.db.session.count()).toBe(0)
})

test('dates that have gone by are not offered any more', async () => {
  const page = pollPages(world).findLast(({ text }) =>
    text.startsWith('*Dates for our next run: January'),
  ) as Message
  for (const name of ['Amara', 'Ben', 'Chloe']) await answerAll(world, name, 'All: can')
  // Dan taps one single date: the planner does not count on him for the others.
  const dan = person(world, 'Dan')
  await world.simulator.react({ userId: dan.id, channelId: world.channelId, ts: page.ts, name: 'one' })
  await close()
  await travelTo(world, '2027-01-22T12:00:00Z')
  const offer = await whispered(world, ruth, () => type(world, ruth, 'fix'))
  expect(offer.text).not.toContain('20 January')
  await press(world, ruth, offer, 'Fix A')
  await message(() => posts(world), '*Our run of two*')
})

test('as many are expected as the planner counted on, and those who have said nothing at all', async () => {
  const status = await whispered(world, ruth, () => type(world, ruth, 'status'))
  expect(status.text).toContain('Four expected.')
  const dan = person(world, 'Dan')
  const list = await opened(world, dan, () => type(world, dan, 'apologies'), 'Support group')
  expect(JSON.stringify(list.view.blocks).match(/your apologies are noted/g)).toHaveLength(2)
})

test('somebody who joins while the settings are open stays when they are saved', async () => {
  const isla = person(world, 'Isla')
  await invite(world, 'Ruth', ['Isla'])
  await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  await accept(world, 'Isla', false)
  await message(() => privately(world, ruth), 'would like to join and is on the roster now.')
  await submit(world, ruth, { places: { places: { value: '11' } } })
  const status = await whispered(world, ruth, () => type(world, ruth, 'status'))
  expect(status.text).toContain('Five expected.')
  expect(await world.database.db.member.count({ where: { slackUserId: isla.id, gotOffAt: null } })).toBe(1)
})

test('other reminders, chosen when sessions are over, call none of them missed', async () => {
  await travelTo(world, '2027-02-20T12:00:00Z')
  const before = privately(world, ruth).length
  await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  await submit(world, ruth, { reminders: { reminders: { selected_options: [{ value: 'PT2H' }] } } })
  await world.moveTo(world.clock.now().plus({ minutes: 1 }))
  expect(privately(world, ruth)).toHaveLength(before)
})
