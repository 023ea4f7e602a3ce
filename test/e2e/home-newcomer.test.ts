import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { fields, setUp } from '../support/story.ts'
import { opened, person, startWorld, submit, type, until, type World } from '../support/world.ts'

let world: World
let ruth: Person
let ben: Person
let isla: Person
let jonas: Person

/** Everybody opens their Home tab before there is a group, looks at it all the time, and never opens it again. */
beforeAll(async () => {
  world = await startWorld({ members: 4 })
  ;[ruth, ben] = ['Ruth', 'Ben'].map((name) => person(world, name)) as [Person, Person]
  ;[isla, jonas] = world.interested as [Person, Person]
  for (const { id } of [...world.people, ...world.interested]) await world.simulator.openHome(id)
  for (const who of [...world.people, ...world.interested]) await shows(who, STRANGER)
})
afterAll(() => world.stop())

const STRANGER = 'You are not in a group that I look after yet.'
const CONVENOR = 'For you as a convenor'
const MEMBER = '*For you* ·'

const words = (who: Person) => JSON.stringify(world.simulator.home(who.id)?.blocks ?? [])
const shows = (who: Person, part: string) =>
  until(() => words(who).includes(part), `“${part}” on the Home tab of ${who.realName}`)
const published = (who: Person) =>
  world.simulator.calls().filter(({ method, args }) => method === 'views.publish' && args.user_id === who.id)
    .length

/** Ruth changes who is in the group. */
async function settings(values: Parameters<typeof fields>[0]): Promise<void> {
  await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  await submit(world, ruth, fields(values))
  await world.bot.settled()
}

const withThem = (...others: Person[]) => ({
  members: { selected_users: [...world.people, ...others].map(({ id }) => id) },
})

test('a group that is set up is on the Home tabs of its people at once, and nothing is noted of them for it', async () => {
  const before = published(isla)
  await setUp(world)
  await shows(ruth, CONVENOR)
  for (const who of world.people) await shows(who, MEMBER)
  expect(words(ben)).not.toContain(CONVENOR)
  expect(published(isla)).toBe(before)
  expect(await world.database.db.homeTab.count()).toBe(0)
})

test('so it is for somebody who is put on the roster, and no longer for who is taken off it', async () => {
  await settings(withThem(isla))
  await shows(isla, MEMBER)
  expect(words(jonas)).toContain(STRANGER)
  await settings(withThem())
  await shows(isla, STRANGER)
})

test('and for who becomes a convenor, until they are none', async () => {
  const convene = async (...people: Person[]) => {
    await opened(world, ruth, () => type(world, ruth, 'convenors'), 'Convenors')
    await submit(world, ruth, fields({ convenors: { selected_users: people.map(({ id }) => id) } }))
  }
  await convene(ruth, ben, jonas)
  for (const who of [ben, jonas]) await shows(who, CONVENOR)
  await convene(ruth)
  await until(() => !words(ben).includes(CONVENOR), 'Ben to be a member only')
  expect(words(ben)).toContain(MEMBER)
  await shows(jonas, STRANGER)
})

test('and for who goes from the channel and comes back', async () => {
  const { channelId } = world
  await world.simulator.leaveChannel(channelId, ben.id)
  await shows(ben, 'As far as I know you have left')
  await world.simulator.joinChannel(channelId, ben.id, ruth.id)
  await shows(ben, MEMBER)
})

test('and where Slack asks for a pause, they have it after that', async () => {
  world.simulator.addFault({ method: 'views.publish', kind: 'rateLimited', holding: jonas.id })
  await settings(withThem(isla, jonas))
  await until(() => [isla, jonas].every((who) => words(who).includes(MEMBER)), 'both newcomers')
})
