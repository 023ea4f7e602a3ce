import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { invite, latest } from '../support/renewal-story.ts'
import { answerAndFix, fields, message, openPoll, setUp, travelTo } from '../support/story.ts'
import {
  opened,
  person,
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
let isla: Person
let lobby: string

/** Four people with six places and a run of three; Isla, Jonas and Kate are outside. */
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  amara = person(world, 'Amara')
  ben = person(world, 'Ben')
  isla = person(world, 'Isla')
  const everybody = [...world.people, ...world.interested].map(({ id }) => id)
  lobby = world.simulator.addChannel({ name: 'lobby', kind: 'public', memberIds: everybody }).id
  await setUp(world, { minimum: { value: '2' }, places: { value: '6' } })
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
})
afterAll(() => world.stop())

const answer = (who: Person, text: string, channelId = lobby) =>
  whispered(world, who, () => type(world, who, text, channelId), channelId)
const formWords = (who: Person) => JSON.stringify(world.simulator.openView(who.id) ?? '')

test('somebody outside is told of no group, and a wrong word opens nothing', async () => {
  expect((await answer(isla, 'interest')).text).toContain('Nobody has told me that you know of a group.')
  expect((await answer(isla, 'interest abcd-2345')).text).toContain('I do not know this word.')
  expect((await answer(isla, 'leave')).text).toContain('you are not a member here')
})

test('a guest, and somebody from another workspace, cannot put themselves on a list, whatever word they have', async () => {
  const list = await answer(ruth, 'interest', world.channelId)
  const [, word = ''] = list.text.match(/interest ([a-z0-9-]+)`/) ?? []
  const zone = 'Europe/London'
  const guest = world.simulator.addPerson({ name: 'gus', realName: 'Gus', timeZone: zone, isGuest: true })
  const other = world.simulator.addPerson({ name: 'oda', realName: 'Oda', timeZone: zone, teamId: 'T0OTHER' })
  const memberIds = [guest.id, other.id]
  const place = world.simulator.addChannel({ name: 'garden', kind: 'public', memberIds }).id
  for (const who of [guest, other]) {
    const right = await answer(who, `interest ${word}`, place)
    expect(right.text).toContain('cannot put themselves on a list')
    expect((await answer(who, 'interest abcd-2345', place)).text).toBe(right.text)
  }
  expect(await world.database.db.interest.count()).toBe(0)
})

test('with the right word, in any letters, they are on the list, and off it at a press', async () => {
  const list = await answer(ruth, 'interest', world.channelId)
  expect(list.text).toContain('*The interest list* is empty.')
  const [, word = ''] = list.text.match(/interest ([a-z0-9-]+)`/) ?? []
  const mine = await answer(isla, `interest ${word.toUpperCase()}`)
  expect(mine.text).toContain('You have been on the interest list of *circle*')
  await latest(world, 'Ruth', 'would like a place and is on the interest list')
  await press(world, isla, mine, 'Take me off')
  const shown = () => world.simulator.messages(lobby, isla.id).find(({ ts }) => ts === mine.ts)
  await until(() => shown()?.text === 'You are not on the interest list of *circle*.', 'to be off the list')
  expect((await answer(isla, `interest ${word}`)).text).toContain('You have been on the interest list')
  expect((await answer(ben, `interest ${word}`)).text).toContain('You are in this group already')
})

test('nobody joins without agreeing to what is kept', async () => {
  await invite(world, 'Ruth', ['Isla'])
  const invitation = await latest(world, 'Isla', 'and you are invited')
  expect(invitation.text).toContain('*What I keep about you:*')
  await opened(
    world,
    isla,
    () => press(world, isla, invitation, 'Yes, I would like to join'),
    'Join the group',
  )
  await expect(submit(world, isla)).rejects.toThrow('Some fields need attention.')
  expect(Object.keys(world.simulator.openView(isla.id)?.errors ?? {})).toEqual(['agree'])
  expect(await world.database.db.member.count({ where: { slackUserId: isla.id } })).toBe(0)
  await submit(world, isla, fields({ agree: { selected_options: [{ value: 'yes' }] } }))
  await until(() => formWords(isla).includes('Good to have you in'), 'the welcome')
  await latest(world, 'Ruth', 'is on the roster now. Please invite them to')
})

test('somebody who has joined may leave before anybody has let them into the channel', async () => {
  const leaving = await answer(isla, 'leave')
  expect(leaving.text).toContain('leave *circle* at once')
  await press(world, isla, leaving, 'Leave the group')
  await latest(world, 'Ruth', 'has left the group and is off the roster')
  expect((await answer(isla, 'leave')).text).toContain('you are not a member here')
})

test('while the run is under way the form changes the members only where the convenor says that they mean it', async () => {
  await travelTo(world, '2027-01-25T12:00:00Z')
  const kate = person(world, 'Kate')
  await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  expect(formWords(ruth)).toContain('The run is under way.')
  const members = { selected_users: [...world.people, kate].map(({ id }) => id) }
  await submit(world, ruth, fields({ members }))
  expect(world.simulator.openView(ruth.id)?.errors).toEqual({
    members:
      'The run is under way, and its members stay until the bus stop. If you mean it, tick the box below as well.',
  })
  await submit(world, ruth, fields({ members, override: { selected_options: [{ value: 'yes' }] } }))
  await until(() => formWords(ruth).includes('The settings are saved.'), 'the settings to be saved')
  const told = await latest(world, 'Kate', 'has put you on the roster of')
  expect(told.text).toContain('*What I keep about you:*')
  await press(world, kate, told, 'Leave the group')
  await until(
    () => privately(world, kate).some(({ text }) => text.startsWith('You have left *circle*.')),
    'Kate to have left',
  )
})

test('somebody in two groups is told which one a private message is about, and nobody else is', async () => {
  const second = world.simulator.addChannel({
    name: 'second',
    kind: 'private',
    memberIds: [ruth, amara, world.people[3]].map((who) => who?.id ?? '').concat(world.simulator.botUserId),
  })
  const inSecond = (text: string) => () => type(world, ruth, text, second.id)
  await opened(world, ruth, inSecond('setup'), 'Set up your group')
  await submit(world, ruth, fields({ minimum: { value: '2' } }))
  await opened(world, ruth, inSecond('schedule'), 'Find dates')
  await submit(world, ruth, fields({ sessions: { value: '2' } }))
  await submit(world, ruth)
  await world.bot.settled()
  await inSecond('remind')()
  const nudge = await message(() => privately(world, amara), `This is about the group in <#${second.id}>.`)
  expect(nudge.text).toContain('not heard from you yet')
  expect(privately(world, ben).filter(({ text }) => text.includes('This is about'))).toEqual([])
})
