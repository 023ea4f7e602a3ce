import { afterAll, beforeAll, expect, test } from 'vitest'
import { announce } from '../support/announcement.ts'
import { openPoll, pollPages, setUp } from '../support/story.ts'
import { person, posts, privately, startWorld, type, until, type World } from '../support/world.ts'

let world: World
/** When each message appeared, in real milliseconds, by conversation: nobody can move that clock. */
const appeared = new Map<string, number[]>()
beforeAll(async () => {
  world = await startWorld({ members: 10 })
  world.simulator.onChange(() => {
    note(world.channelId, posts(world).length)
    for (const who of world.people) note(who.id, privately(world, who).length)
  })
})
afterAll(() => world.stop())

function note(conversation: string, messages: number): void {
  const times = appeared.get(conversation) ?? []
  while (times.length < messages) times.push(performance.now())
  appeared.set(conversation, times)
}

const gaps = (times: number[] = []) => times.slice(1).map((at, index) => at - (times[index] ?? 0))
const calls = (to: string) =>
  world.simulator.calls().filter(({ method, args }) => method === 'chat.postMessage' && args.channel === to)

test('messages of one channel come more than a second apart', async () => {
  await setUp(world, { minimum: { value: '2' } })
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-05-31' } })
  expect(pollPages(world).length).toBeGreaterThanOrEqual(4)
  for (const times of appeared.values()) for (const gap of gaps(times)) expect(gap).toBeGreaterThan(1000)
})

test('those to several people do not wait for one another', async () => {
  await type(world, person(world, 'Ruth'), 'remind')
  const nudged = () => world.people.filter((who) => privately(world, who).length > 0)
  await until(() => nudged().length === 11, 'eleven nudges')
  const first = world.people.map(({ id }) => appeared.get(id)?.[0] ?? 0).sort((a, b) => a - b)
  // One after the other they would take ten seconds.
  expect((first.at(-1) ?? 0) - (first[0] ?? 0)).toBeLessThan(8000)
})

test('however many conversations are paused, others go on', async () => {
  const { simulator, channelId, people } = world
  const paused = () => simulator.calls().filter(({ fault }) => fault === 'rateLimited').length
  simulator.addFault({ method: 'chat.postMessage', kind: 'rateLimited', seconds: 10, times: people.length })
  for (const { id } of people) await announce(world, 'surveyWithheld', id)
  // More than an instance works on at once; and none of the refusals is left for the channel.
  await until(() => paused() === people.length, 'all to be paused')
  const spoken = posts(world).length
  const heard = people.map((who) => privately(world, who).length)
  await announce(world, 'convenorsChanged', channelId)
  await until(() => posts(world).length > spoken, 'the channel to hear')
  expect(people.map((who) => privately(world, who).length)).toEqual(heard)
  await world.bot.settled()
})

test('a pause that Slack asks for holds for that channel alone, and over a restart', async () => {
  const { simulator, channelId } = world
  const before = calls(channelId).length
  const spoken = posts(world).length
  simulator.addFault({ method: 'chat.postMessage', kind: 'rateLimited', seconds: 6 })
  await announce(world, 'convenorsChanged', channelId)
  await until(() => calls(channelId).length === before + 1, 'Slack to ask for a pause')
  const askedAt = performance.now()
  const ruth = person(world, 'Ruth')
  const heard = privately(world, ruth).length
  await announce(world, 'surveyWithheld', ruth.id)
  await until(() => privately(world, ruth).length > heard, 'a private message meanwhile')
  await world.bot.stop()
  await world.restart()
  expect(calls(channelId)).toHaveLength(before + 1)
  await until(() => posts(world).length > spoken, 'what was put off', 30)
  const waited = performance.now() - askedAt
  expect(waited).toBeGreaterThan(5900)
  expect(waited).toBeLessThan(25_000)
  expect(calls(channelId)).toHaveLength(before + 2)
})
