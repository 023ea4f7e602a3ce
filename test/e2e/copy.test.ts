import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '#simulator/contract.ts'
import { announce } from '../support/announcement.ts'
import { message, openPoll, pollPages, setUp } from '../support/story.ts'
import { person, posts, press, privately, startWorld, until, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ members: 3 })
})
afterAll(() => world.stop())

const settle = () => world.moveTo(world.clock.now().plus({ minutes: 3 }))
const loseAnAnswer = () => world.simulator.addFault({ method: 'chat.postMessage', kind: 'processThenDrop' })
async function tap(name: string, page: Message | undefined, isAdded = true): Promise<void> {
  const { simulator, channelId } = world
  const reaction = { userId: person(world, name).id, channelId, ts: page?.ts ?? '', name: 'one' }
  await (isAdded ? simulator.react(reaction) : simulator.unreact(reaction))
}

test('a page that the convenor had posted again, and that was there after all, points at the other', async () => {
  await setUp(world, { minimum: { value: '2' } })
  loseAnAnswer()
  await openPoll(world, { sessions: { value: '1' }, until: { selected_date: '2027-01-31' } })
  expect(pollPages(world)).toHaveLength(1)
  await settle()
  const ruth = person(world, 'Ruth')
  await press(world, ruth, await message(() => privately(world, ruth), 'is it there?'), 'Post it')
  await until(() => pollPages(world).length === 2, 'the page to be posted again')
  await world.bot.settled()
  await tap('Amara', pollPages(world)[0])
  await until(() => pollPages(world).length === 1, 'the first to be recognised')
  const [copy, page] = posts(world).slice(-2)
  expect(copy?.text).toContain('This list of dates is here twice')
  expect(copy?.text).toContain(`/p${page?.ts.replace('.', '')}|the other one>`)
})

test('numbers under both count, and one that is left under either is an answer still', async () => {
  const [copy, page] = posts(world).slice(-2)
  const counted = (words: string) => until(() => pollPages(world)[0]?.text.includes(words) ?? false, words)
  await counted('1 can')
  await tap('Ben', page)
  await counted('2 can')
  await tap('Amara', page)
  await tap('Amara', copy, false)
  await world.bot.settled()
  await counted('2 can')
  await tap('Amara', page, false)
  await counted('1 can')
})

test('reading the reactions back counts what events have not told, under both', async () => {
  const [copy, page] = posts(world).slice(-2)
  world.simulator.holdEvents()
  await tap('Chloe', copy)
  await tap('Ruth', page)
  await world.simulator.releaseEvents('lost')
  await world.bot.stop()
  await world.restart()
  await until(() => pollPages(world)[0]?.text.includes('3 can') ?? false, 'three answers')
})

test('any other message that turns out to be there twice is taken away once', async () => {
  const said = () => posts(world).filter(({ text }) => text.includes('convene'))
  const before = said().length
  loseAnAnswer()
  await announce(world, 'convenorsChanged', world.channelId)
  await world.bot.settled()
  await settle()
  expect(said()).toHaveLength(before + 2)
  const [first, second] = said().slice(-2)
  await tap('Ben', first)
  await until(() => said().length === before + 1, 'the first to be taken away')
  expect(said().at(-1)?.ts).toBe(second?.ts)
})
