import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import {
  answerAll,
  closePoll,
  fields,
  message,
  openPoll,
  pollPages,
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
let ben: Person
let isla: Person

/** Ruth, Amara, Ben, Chloe and Dan in the channel; Isla is on the roster, and nobody has let her in yet. */
beforeAll(async () => {
  world = await startWorld({ members: 4 })
  ruth = person(world, 'Ruth')
  ben = person(world, 'Ben')
  isla = person(world, 'Isla')
  const ids = [...world.people, isla].map(({ id }) => id)
  await setUp(world, { minimum: { value: '2' }, members: { selected_users: ids } })
})
afterAll(() => world.stop())

/** Each change has its own time. */
const later = () => world.clock.set(world.clock.now().plus({ minutes: 1 }))
const leave = (who: Pick<Person, 'id'>) => {
  later()
  return world.simulator.leaveChannel(world.channelId, who.id)
}
const join = (who: Pick<Person, 'id'>) => {
  later()
  return world.simulator.joinChannel(world.channelId, who.id, ruth.id)
}
const told = (words: string) => privately(world, ruth).filter(({ text }) => text.includes(words))
const heard = (words: string, times = 1) => until(() => told(words).length === times, `“${words}”`)
const status = async (who: Person) => (await whispered(world, who, () => type(world, who, 'status'))).text
const restart = async () => {
  later()
  await world.bot.stop()
  await world.restart()
  await world.bot.settled()
}

/** What the first date of the poll says of its answers. */
const counted = (words: string) =>
  until(() => pollPages(world)[0]?.text.includes(` · ${words}\n`) ?? false, `“${words}” in the poll`)

test('a newcomer whom nobody has let in is named to the convenor until they are in the channel', async () => {
  const waiting = `*Not in the channel yet:* <@${isla.id}>. I cannot add anybody to it; please invite them there.`
  expect(await status(ruth)).toContain(waiting)
  expect(await status(ben)).not.toContain('Not in the channel yet')
  await join(isla)
  await until(async () => !(await status(ruth)).includes('Not in the channel yet'), 'Isla to be found')
  expect(privately(world, ruth)).toEqual([])
})

test('a member who leaves in the middle of a poll is not counted, and on their return everything is as before', async () => {
  await openPoll(world, { sessions: { value: '2' }, until: { selected_date: '2027-02-20' } })
  for (const name of ['Amara', 'Ben', 'Chloe']) await answerAll(world, name, 'All: can')
  await counted('3 can')
  await leave(ben)
  await counted('2 can')
  const left = `<@${ben.id}> has left <#${world.channelId}>. Their place is kept, but they are no longer expected or asked.`
  await heard(left)
  expect(await status(ruth)).toContain(`*Away from the channel:* <@${ben.id}>.`)
  await join(ben)
  await counted('3 can')
  await heard(`<@${ben.id}> is back in the group of <#${world.channelId}>`)
  expect(await status(ruth)).not.toContain('Away from the channel')
  expect(await status(ben)).toContain('You have answered 9 of nine dates.')
})

test('a number that is tapped on the very return counts', async () => {
  const dan = person(world, 'Dan')
  await leave(dan)
  await heard(`<@${dan.id}> has left`)
  await join(dan)
  const { channelId, ts } = pollPages(world)[0] as { channelId: string; ts: string }
  await world.simulator.react({ userId: dan.id, channelId, ts, name: 'one' })
  await counted('4 can')
})

test('a member who leaves before a session is not expected, also in the reminder that is posted already', async () => {
  await closePoll(world, ruth)
  await press(world, ruth, await message(() => privately(world, ruth), 'possible attendances'), 'Fix A')
  await message(() => posts(world), '*Our run of two*')
  await travelTo(world, '2027-01-20T12:00:00Z')
  const reminder = () => posts(world).findLast(({ text }) => text.startsWith('*Our first session'))?.text
  const expected = (words: string) => until(() => reminder()?.includes(words) ?? false, words)
  await expected('Six expected.')
  await leave(ben)
  await expected('Five expected.')
  await join(ben)
  await expected('Six expected.')
})

test('an account that is closed is found out at the next look, while Slack still lists it, and so is its return', async () => {
  world.simulator.deactivatePerson(ben.id)
  await restart()
  await heard(`The account of <@${ben.id}>, of <#${world.channelId}>, is closed.`)
  await restart()
  world.simulator.reactivatePerson(ben.id)
  await restart()
  await heard(`<@${ben.id}> is back`, 3)
  expect(told('is closed')).toHaveLength(1)
})

test('where the bot is not in the channel itself, nothing is concluded from what it cannot see', async () => {
  const before = privately(world, ruth).length
  const bot = { id: world.simulator.botUserId }
  await leave(bot)
  await leave(ben)
  await restart()
  expect(privately(world, ruth)).toHaveLength(before)
  await join(bot)
  await heard(`<@${ben.id}> has left`, 3)
})

test('whoever counts as away and looks at the Home tab or types a command is told why, and Slack is asked again', async () => {
  world.simulator.holdEvents()
  await join(ben)
  await world.simulator.releaseEvents('lost')
  const away = `As far as I know you have left <#${world.channelId}>`
  await world.simulator.openHome(ben.id)
  await until(() => JSON.stringify(world.simulator.home(ben.id) ?? '').includes(away), 'the Home tab')
  await world.bot.settled()
  await world.simulator.openHome(ben.id)
  await until(() => !JSON.stringify(world.simulator.home(ben.id)).includes(away), 'the Home tab anew')
  await leave(ben)
  await heard(`<@${ben.id}> has left`, 4)
  world.simulator.holdEvents()
  await join(ben)
  await world.simulator.releaseEvents('lost')
  expect(await status(ben)).toContain(away)
  await world.bot.settled()
  expect(await status(ben)).not.toContain('As far as I know')
})

test('the settings do not hold the convenors any more, and say where they are', async () => {
  const form = await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  expect(form.view.blocks.some((block) => block.block_id === 'convenors')).toBe(false)
  expect(JSON.stringify(form.view.blocks)).toContain('`/supportgroup convenors` changes who convenes.')
  await submit(world, ruth, fields({ minimum: { value: '3' } }))
  expect(JSON.stringify(world.simulator.openView(ruth.id)?.view)).toContain('The settings are saved.')
})
