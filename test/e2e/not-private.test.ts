import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { announce } from '../support/announcement.ts'
import { fields, pollPages, setUp } from '../support/story.ts'
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
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  await setUp(world, { minimum: { value: '2' }, gapMinDays: { value: '3' } })
})
afterAll(() => world.stop())

const parked = () => world.database.db.delivery.count({ where: { status: 'failed' } })
const told = (words: string) => privately(world, ruth).filter(({ text }) => text.includes(words))
const share = (isShared: boolean) => world.simulator.shareChannel(world.channelId, isShared)
/** No event tells of it, and what Slack said before is remembered for a minute. */
const convert = (kind: 'private' | 'public') => {
  world.simulator.convertChannel(world.channelId, kind)
  world.clock.set(world.clock.now().plus({ minutes: 1 }))
}
const say = async () => {
  await announce(world, 'convenorsChanged', world.channelId)
  await world.bot.settled()
}

test('when the channel is shared with another workspace, the convenor hears at once what to do, and once', async () => {
  await share(true)
  await until(() => told('is shared with another workspace now').length > 0, 'the convenor to be told')
  const before = posts(world).length
  for (let said = 0; said < 2; said += 1) await say()
  expect(await parked()).toBe(2)
  expect(posts(world)).toHaveLength(before)
  await world.moveTo(world.clock.now().plus({ days: 2 }))
  await say()
  expect(told('is shared with another workspace now')).toHaveLength(1)
  expect(told('is shared')[0]?.text).toContain('end the sharing')
})

test('no poll is begun there, and a press on the button says why', async () => {
  const refusal = `<#${world.channelId}> is shared with another workspace, so I post nothing there. Once it belongs to this workspace alone again, please try again.`
  const answer = await whispered(world, ruth, () => type(world, ruth, 'schedule'))
  expect(answer.text).toBe(refusal)
  const [message] = told('is shared with another workspace now')
  if (!message) throw new Error('nobody was told')
  await press(world, ruth, message, 'Post what is waiting')
  const answers = () => world.simulator.messages(message.channelId, ruth.id).map(({ text }) => text)
  await until(() => answers().includes(refusal), 'the refusal')
  expect(await parked()).toBe(3)
})

test('what waited goes out, in order, as soon as the channel belongs to one workspace again', async () => {
  const before = posts(world).length
  await share(false)
  await until(() => posts(world).length === before + 3, 'all three')
  await world.bot.settled()
  expect(await parked()).toBe(0)
})

test('in a channel that became public nothing is posted, which no event tells, until a look shows that it is private', async () => {
  convert('public')
  const before = posts(world).length
  await say()
  expect(posts(world)).toHaveLength(before)
  expect(await parked()).toBe(1)
  await until(() => told('is public now').length === 1, 'the convenor to be told')
  const [message] = told('is public now')
  if (!message) throw new Error('nobody was told')
  convert('private')
  await press(world, ruth, message, 'Post what is waiting')
  await until(() => posts(world).length === before + 1, 'the message')
})

test('what stands there is not brought up to date while others could read it', async () => {
  await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
  await submit(world, ruth, fields({ sessions: { value: '2' }, until: { selected_date: '2027-02-10' } }))
  await submit(world, ruth)
  await world.bot.settled()
  const page = pollPages(world)[0]
  if (!page) throw new Error('there is no poll')
  convert('public')
  await world.simulator.react({ userId: ruth.id, channelId: world.channelId, ts: page.ts, name: 'one' })
  await world.bot.settled()
  expect(pollPages(world)[0]?.edits).toBe(page.edits)
  const waiting = await world.database.db.$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM start_after - now())::int AS seconds FROM pgboss.job
    WHERE name = 'refresh' AND state = 'created'`
  expect(waiting.length).toBeGreaterThan(0)
  for (const { seconds } of waiting) expect(seconds).toBeGreaterThan(600)
})

test('while Slack does not say who could read along, nothing is posted, and nothing is lost', async () => {
  convert('private')
  const before = posts(world).length
  world.simulator.addFault({ method: 'conversations.info', kind: 'internalError', times: 2 })
  await announce(world, 'convenorsChanged', world.channelId)
  await until(() => posts(world).length === before + 1, 'the message')
  const asked = world.simulator.calls().filter(({ method }) => method === 'conversations.info')
  const posted = world.simulator.calls().findLast(({ method }) => method === 'chat.postMessage')
  expect(asked.filter(({ fault }) => fault).length).toBe(2)
  expect(posted?.at.getTime()).toBeGreaterThanOrEqual(asked.at(-1)?.at.getTime() ?? 0)
})
