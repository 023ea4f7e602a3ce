import { afterAll, beforeAll, expect, test } from 'vitest'
import { turnKey } from '#db/queue.ts'
import { answerAll, closePoll, message, openPoll, pollPages, setUp, toNextDue } from '../support/story.ts'
import { timeline } from '../support/timeline.ts'
import { person, posts, press, privately, startWorld, type, until, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ members: 3 })
})
afterAll(() => world.stop())

const settle = () => world.moveTo(world.clock.now().plus({ minutes: 3 }))

test('a private message whose answer Slack lost is said again, once Slack has had its time', async () => {
  await setUp(world, { minimum: { value: '2' } })
  await openPoll(world, { sessions: { value: '2' }, until: { selected_date: '2027-02-28' } })
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'processThenDrop' })
  await type(world, person(world, 'Ruth'), 'remind')
  const nudges = () => timeline(world).filter(({ text }) => text.includes('not heard from you'))
  await until(() => nudges().length === 4, 'four nudges')
  await world.bot.settled()
  await world.bot.tickNow()
  await world.bot.settled()
  expect(nudges()).toHaveLength(4)
  await settle()
  expect(
    nudges()
      .map(({ to }) => to)
      .sort(),
  ).toHaveLength(5)
})

test('a message that Slack refused for a moment is said once', async () => {
  for (const name of ['Ruth', 'Amara', 'Ben', 'Chloe']) await answerAll(world, name, 'All: can')
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'rateLimited', seconds: 1 })
  await world.moveTo(world.clock.now().plus({ minutes: 16 }))
  const told = () =>
    privately(world, person(world, 'Ruth')).filter(({ text }) => text.includes('heard from everybody'))
  await until(() => told().length === 1, 'the convenor to be told')
  await world.bot.settled()
  expect(told()).toHaveLength(1)
})

test('a poll page whose answer Slack lost is found again when somebody taps an emoji under it', async () => {
  const ruth = person(world, 'Ruth')
  await press(
    world,
    ruth,
    await message(() => privately(world, ruth), 'heard from everybody'),
    'Close the poll and choose',
  )
  await message(() => privately(world, ruth), 'possible run')
  await world.bot.settled()
  const before = pollPages(world).length
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'processThenDrop' })
  await openPoll(world, { sessions: { value: '2' }, until: { selected_date: '2027-01-31' } })
  const page = pollPages(world)[before]
  expect(page?.reactions).toEqual([])
  await settle()
  const question = await message(() => privately(world, ruth), 'Please look: is it there?')
  await world.simulator.react({
    userId: ruth.id,
    channelId: world.channelId,
    ts: page?.ts ?? '',
    name: 'wave',
  })
  await until(() => (pollPages(world)[before]?.reactions.length ?? 0) > 1, 'the numbers to be put under it')
  const chloe = person(world, 'Chloe')
  await world.simulator.react({
    userId: chloe.id,
    channelId: world.channelId,
    ts: page?.ts ?? '',
    name: 'one',
  })
  await until(() => pollPages(world)[before]?.text.includes('1 can') ?? false, 'the answer to be counted')
  await press(world, ruth, question, 'Post it')
  await until(
    () =>
      world.simulator
        .messages(world.channelId, ruth.id)
        .concat(privately(world, ruth))
        .some(({ text }) => text === 'That is settled already; nothing is left to do.'),
    'to hear that it is settled',
  )
  expect(pollPages(world)).toHaveLength(before + 1)
})

test('a poll page that is really not there is posted when the convenor says so', async () => {
  const ruth = person(world, 'Ruth')
  await closePoll(world, ruth)
  await world.bot.settled()
  const before = pollPages(world).length
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'unavailable' })
  await openPoll(world, { sessions: { value: '1' }, until: { selected_date: '2027-01-31' } })
  expect(pollPages(world)).toHaveLength(before)
  await settle()
  const asked = privately(world, ruth).filter(({ text }) => text.includes('is it there?'))
  await press(world, ruth, asked.at(-1) as (typeof asked)[0], 'Post it')
  await until(() => pollPages(world).length === before + 1, 'the page')
  expect(posts(world).at(-1)?.text).toContain('Dates for our next session: January 2027')
})

test('nothing else is said by settling again and again', async () => {
  await world.bot.settled()
  const before = timeline(world).length
  await settle()
  await settle()
  expect(timeline(world)).toHaveLength(before)
  expect(await toNextDue(world)).toBe(true)
})

test('what an older version wanted to say and nobody has words for holds up nothing that follows', async () => {
  const amara = person(world, 'Amara')
  const { db } = world.database
  const { id: groupId } = await db.group.findFirstOrThrow()
  const { queue, now } = world.bot.context()
  const old = await db.$transaction(async (tx) => {
    const data = { groupId, address: amara.id, status: 'pending' as const, createdAt: now.toJSDate() }
    const row = await tx.delivery.create({
      data: { ...data, about: { kind: 'joinQuestion' }, key: 'old', nonce: 'old' },
    })
    const { teamId } = world.simulator
    const key = turnKey(teamId, amara.id)
    await queue.add(tx, 'deliver', { deliveryId: row.id, teamId }, key, { id: row.id })
    return row.id
  })
  const heard = privately(world, amara).length
  await type(world, person(world, 'Ruth'), 'remind')
  await until(() => privately(world, amara).length > heard, 'what follows')
  expect(await db.delivery.findUnique({ where: { id: old } })).toMatchObject({ status: 'skipped' })
})
