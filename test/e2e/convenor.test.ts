import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { answerAll, closePoll, fields, message, openPoll, travelTo } from '../support/story.ts'
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
/** Convenes the group and is not on its roster. */
let ruth: Person
beforeAll(async () => {
  world = await startWorld({ members: 4 })
  ruth = person(world, 'Ruth')
})
afterAll(() => world.stop())

const answer = (text: string) => whispered(world, ruth, () => type(world, ruth, text))
const members = () => world.people.slice(1)

test('the form proposes the people of the channel, and takes no apps or closed accounts in any field', async () => {
  const { simulator, channelId } = world
  const robo = simulator.addPerson({ name: 'robo', realName: 'Robo', timeZone: 'UTC', isBot: true })
  const gone = simulator.addPerson({ name: 'gone', realName: 'Gone', timeZone: 'Europe/London' })
  for (const { id } of [robo, gone]) await simulator.joinChannel(channelId, id, ruth.id)
  simulator.deactivatePerson(gone.id)
  const form = await opened(world, ruth, () => type(world, ruth, 'setup'), 'Set up your group')
  const proposed = JSON.stringify(form.view.blocks.find((each) => each.block_id === 'members'))
  expect(world.people.filter(({ id }) => !proposed.includes(id))).toEqual([])
  expect([robo, gone].filter(({ id }) => proposed.includes(id))).toEqual([])
  const refused = 'An app, or somebody whose account is closed, cannot be in a group. Please take them out.'
  await submit(
    world,
    ruth,
    fields({
      members: { selected_users: [...members(), robo].map(({ id }) => id) },
      convenors: { selected_users: [ruth.id, simulator.botUserId] },
      interested: { selected_users: [gone.id] },
    }),
  )
  const { errors } = simulator.openView(ruth.id) ?? {}
  expect(errors).toEqual({ members: refused, convenors: refused, interested: refused })
  expect(await world.database.db.group.count()).toBe(0)
  await submit(
    world,
    ruth,
    fields({
      minimum: { value: '2' },
      convenors: { selected_users: [ruth.id] },
      members: { selected_users: members().map(({ id }) => id) },
      interested: { selected_users: world.interested.map(({ id }) => id) },
    }),
  )
  await world.bot.settled()
})

test('neither do the settings', async () => {
  await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  const chosen = [...world.interested.map(({ id }) => id), world.simulator.botUserId]
  await submit(world, ruth, fields({ interested: { selected_users: chosen } }))
  expect(Object.keys(world.simulator.openView(ruth.id)?.errors ?? {})).toEqual(['interested'])
})

test('a convenor who is not on the roster is not spoken to as a member, neither of the poll nor of the bus stop', async () => {
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  expect((await answer('status')).text).toMatch(/^\*A poll is open\* until [^.]+\.\n/)
  for (const { realName } of members()) await answerAll(world, realName, 'All: can')
  await closePoll(world, ruth)
  const offer = await message(() => privately(world, ruth), 'possible attendances')
  await press(world, ruth, offer, 'Fix A')
  await message(() => posts(world), '*Our run of three*')
  const { text } = await answer('status')
  expect(text).toContain('The bus stop is three sessions away')
  expect(text).not.toMatch(/\b[Yy]ou have|Your choice|Only the convenor/)
  const stop = await answer('busstop')
  expect(stop.text).toMatch(/^\*The bus stop\.\*/)
})

test('people on the interest list can be invited from the status until the run begins', async () => {
  const status = await answer('status')
  await opened(
    world,
    ruth,
    () => press(world, ruth, status, 'Invite from the interest list'),
    'Interest list',
  )
  const isla = person(world, 'Isla')
  await submit(world, ruth, { people0: { people0: { selected_options: [{ value: isla.id }] } } })
  await message(() => privately(world, isla), 'and you are invited')
  const steps = await message(() => privately(world, ruth), 'on the interest list')
  await travelTo(world, '2027-02-20T12:00:00Z')
  const after = await answer('status')
  expect(JSON.stringify(after.blocks)).not.toContain('Invite from the interest list')
  const later = await opened(
    world,
    ruth,
    () => press(world, ruth, steps, 'Invite from the interest list'),
    'Support group',
  )
  expect(JSON.stringify(later.view.blocks)).toContain('Nobody can be invited just now')
})
