import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { answerAll, closePoll, message, openPoll, pollPages, setUp, toNextDue } from '../support/story.ts'
import { person, posts, press, privately, startWorld, until, type World } from '../support/world.ts'

let world: World
let ruth: Person

beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  await setUp(world, {
    planning: { selected_option: { value: 'oneAtATime' } },
    sessionsPerRun: { value: '3' },
    minimum: { value: '2' },
    reminders: { selected_options: [{ value: 'P1D' }] },
  })
})
afterAll(() => world.stop())

const fixed = () => posts(world).filter(({ text }) => text.startsWith('*Our next session is fixed'))

test('the first poll asks about one session, and its best date is fixed by itself', async () => {
  await openPoll(world)
  expect(pollPages(world)[0]?.text).toContain('Dates for our next session: January 2027')
  for (const { realName } of world.people) await answerAll(world, realName, 'All: can')
  await closePoll(world, ruth)
  await until(() => fixed().length === 1, 'the date')
  expect(fixed()[0]?.text).toContain('Wednesday 20 January, 18:30 to 21:30 (UK time)')
})

test('a convenor can take it back inside a day, and chooses then', async () => {
  const told = await message(() => privately(world, ruth), 'you can take it back until')
  const first = fixed()[0]?.ts ?? ''
  await press(world, ruth, told, 'Take it back')
  await message(() => posts(world), 'Wednesday 20 January, 18:30 to 21:30 (UK time) is on hold again.')
  const offer = await message(() => privately(world, ruth), 'possible attendances')
  await press(world, ruth, offer, 'Fix A')
  await until(() => fixed().some(({ ts }) => ts > first), 'the date again')
})

test('after each session the poll for the next comes by itself, until the bus stop', async () => {
  const told = privately(world, ruth).length
  for (let round = 0; round < 12 && (await toNextDue(world)); round += 1) {
    const open = pollPages(world).findLast(({ text }) => !text.includes('This poll is closed'))
    if (!open) continue
    for (const { id } of world.people) {
      await world.simulator.react({ userId: id, channelId: world.channelId, ts: open.ts, name: 'one' })
    }
    await until(
      () =>
        pollPages(world)
          .findLast(({ ts }) => ts === open.ts)
          ?.text.includes('4 can') ?? false,
      'the counts',
    )
  }
  const sessions = await world.database.db.session.findMany({ orderBy: { startsAt: 'asc' } })
  expect(sessions.map(({ number }) => number)).toEqual([1, 2, 3])
  const days = sessions.map(({ on }) => on.getTime() / 86_400_000)
  for (const [index, day] of days.slice(1).entries()) {
    expect(day - (days[index] ?? 0)).toBeGreaterThanOrEqual(10)
    expect(day - (days[index] ?? 0)).toBeLessThanOrEqual(25)
  }
  const summaries = privately(world, ruth)
    .slice(told)
    .filter(({ text }) => text.startsWith('*The bus stop.*'))
  expect(summaries).toHaveLength(1)
  expect(posts(world).at(-1)?.text).toContain('That was the last of our three sessions')
})
