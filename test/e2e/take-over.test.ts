import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
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
  until,
  type World,
  whispered,
} from '../support/world.ts'

let world: World
let ruth: Person
let amara: Person
let ben: Person
let chloe: Person

beforeAll(async () => {
  world = await startWorld({ members: 4 })
  ruth = person(world, 'Ruth')
  amara = person(world, 'Amara')
  ben = person(world, 'Ben')
  chloe = person(world, 'Chloe')
  await setUp(world, { minimum: { value: '2' } })
})
afterAll(() => world.stop())

const form = () => opened(world, ruth, () => type(world, ruth, 'convenors'), 'Convenors')
const convening = (...people: Person[]) =>
  submit(world, ruth, { convenors: { convenors: { selected_users: people.map(({ id }) => id) } } })
const errors = () => world.simulator.openView(ruth.id)?.errors
const notice = async (who: Person) =>
  JSON.stringify((await opened(world, who, () => type(world, who, 'convenors'), 'Support group')).view)

test('apps, closed accounts and nobody at all are refused beside the field', async () => {
  const { simulator } = world
  const robo = simulator.addPerson({ name: 'robo', realName: 'Robo', timeZone: 'UTC', isBot: true })
  const gone = simulator.addPerson({ name: 'gone', realName: 'Gone', timeZone: 'UTC' })
  simulator.deactivatePerson(gone.id)
  const refused = 'An app, or somebody whose account is closed, cannot convene. Please take them out.'
  await form()
  for (const who of [robo, gone]) {
    await convening(ruth, who)
    expect(errors()).toEqual({ convenors: refused })
  }
  await expect(convening()).rejects.toThrow()
  expect(errors()).toEqual({ convenors: 'Please complete this required field.' })
  expect(await world.database.db.convenor.count()).toBe(1)
})

test('a convenor adds another, who is told privately what they can do; the channel hears who convenes', async () => {
  await form()
  await convening(ruth, amara)
  await message(() => posts(world), `From now on <@${ruth.id}> and <@${amara.id}> convene the group.`)
  await message(() => privately(world, amara), `You convene the group in <#${world.channelId}> from now on.`)
  expect(privately(world, ruth)).toEqual([])
  expect(await notice(ben)).toContain(`<@${ruth.id}> and <@${amara.id}> convene this group.`)
})

test('one hands over what was hers, is thanked, and convenes no longer', async () => {
  await opened(world, amara, () => type(world, amara, 'convenors'), 'Convenors')
  await submit(world, amara, { convenors: { convenors: { selected_users: [ruth.id] } } })
  await message(() => privately(world, amara), 'Thank you for what you have done for it.')
  const answer = await whispered(world, amara, () => type(world, amara, 'settings'))
  expect(answer.text).toContain(`Only a convenor can do this. In this group that is <@${ruth.id}>`)
})

const search = () => posts(world).find(({ blocks }) => JSON.stringify(blocks).includes('offerToConvene'))
const offers = (...lines: string[]) =>
  until(() => {
    const [, ...shown] = search()?.text.split('\n') ?? []
    return JSON.stringify(shown) === JSON.stringify(lines)
  }, lines.join(', '))

test('when the account of the last convenor is closed, members are told how to take over, and do', async () => {
  world.clock.set(world.clock.now().plus({ days: 1 }))
  world.simulator.deactivatePerson(ruth.id)
  await world.bot.stop()
  await world.restart()
  await until(() => search() !== undefined, 'the search for a convenor')
  const shown = search() as Message
  expect(shown.text).toContain('When three of you support the same offer')
  expect(await notice(ben)).toContain('This group has no convenor just now.')
  const refused = await whispered(world, ben, () => type(world, ben, 'schedule'))
  expect(refused.text).toContain('Only a convenor can do this, and this group has none just now.')

  const own = await whispered(world, amara, () => press(world, amara, shown, 'I would convene'))
  expect(own.text).toContain('Thank you. The group can see your offer')
  await offers(`<@${amara.id}>: supported by one of the three needed.`)
  await press(world, ben, search() as Message, 'Support this offer')
  await offers(`<@${amara.id}>: supported by two of the three needed.`)
  const last = await whispered(world, chloe, () =>
    press(world, chloe, search() as Message, 'Support this offer'),
  )
  expect(last.text).toBe(`<@${amara.id}> convenes the group now. Nothing is left to do.`)
  await until(() => search() === undefined, 'the search to be over')
  const over = posts(world).find(({ ts }) => ts === shown.ts)
  expect(over?.text).toBe(`<@${amara.id}> convenes the group now. Nothing is left to do.`)
  await until(
    () => privately(world, amara).filter(({ text }) => text.includes('from now on')).length === 2,
    'a word to the new convenor',
  )
  await opened(world, amara, () => type(world, amara, 'schedule'), 'Find dates')
})
