import { DateTime } from 'luxon'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bot, startBot } from '#bot.ts'
import type { Message, Person } from '#simulator/contract.ts'
import { closePoll, message, openPoll, pollPages, setUp } from '../support/story.ts'
import { testKeys } from '../support/test-keys.ts'
import { timeline } from '../support/timeline.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  startWorld,
  type,
  until,
  type World,
} from '../support/world.ts'

// Two whole bots on one database, each with a connection to the workspace: whatever Slack sends goes to one of them in
// turn, and both tick at the same moment.
let world: World
let second: Bot
let ruth: Person
let amara: Person
beforeAll(async () => {
  world = await startWorld({ members: 4 })
  const { config, database, clock } = world
  second = await startBot({
    config: { ...config, logLevel: 'warn' },
    keys: testKeys,
    databaseUrl: database.url,
    clock,
  })
  ruth = person(world, 'Ruth')
  amara = person(world, 'Amara')
  await setUp(world, { convenors: { selected_users: [ruth.id, amara.id] }, minimum: { value: '2' } })
  await openPoll(world, { sessions: { value: '2' }, until: { selected_date: '2027-02-14' } })
})
afterAll(async () => {
  await second.stop()
  await world.stop()
})

const bothTick = async () => {
  await Promise.all([world.bot.tickNow(), second.tickNow()])
  await world.bot.settled()
}
const moveTo = async (iso: string) => {
  world.clock.set(DateTime.fromISO(iso, { zone: 'utc' }))
  await bothTick()
}
const answers = async () => {
  const rows = await world.database.db.answer.findMany({
    where: { value: 'can' },
    select: { member: { select: { slackUserId: true } }, pollDate: { select: { page: true, mark: true } } },
  })
  return rows.map(({ member, pollDate }) => `${member.slackUserId} ${pollDate.page}.${pollDate.mark}`).sort()
}

test('each of them is given a part of what Slack sends', async () => {
  const hosts = await world.database.db.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT client_port)::int AS count FROM pg_stat_activity WHERE datname = current_database()`
  expect(hosts[0]?.count).toBeGreaterThan(2)
  expect(world.simulator.calls().filter(({ method }) => method === 'apps.connections.open')).toHaveLength(2)
})

test('what members tap counts once, whichever of them hears of it, and however often', async () => {
  const expected: string[] = []
  const taps = pollPages(world).flatMap((page, index) =>
    ['one', 'two', 'three'].flatMap((name, place) =>
      world.people.flatMap((who, order) => {
        if ((order + index + place) % 4 === 0) return []
        expected.push(`${who.id} ${index + 1}.${place + 1}`)
        return world.simulator.react({ userId: who.id, channelId: world.channelId, ts: page.ts, name })
      }),
    ),
  )
  await Promise.all(taps)
  await world.simulator.repeatEvents(taps.length)
  await world.simulator.repeatEvents(taps.length)
  expect(await answers()).toEqual(expected.sort())
})

test('two convenors who fix at the same instant, each twice, fix one run', async () => {
  await closePoll(world, ruth)
  const offers = await Promise.all(
    [ruth, amara].map((who) => message(() => privately(world, who), 'possible attendances')),
  )
  await world.bot.settled()
  const [first, other] = offers as [Message, Message]
  await Promise.all([
    press(world, ruth, first, 'Fix A'),
    press(world, amara, other, 'Fix A'),
    press(world, ruth, first, 'Fix A'),
    press(world, amara, other, 'Fix A'),
  ])
  await until(() => posts(world).some(({ text }) => text.startsWith('*Our run of')), 'the run card')
  await bothTick()
  expect(posts(world).filter(({ text }) => text.startsWith('*Our run of'))).toHaveLength(1)
  expect(await world.database.db.session.count({ where: { status: 'firm' } })).toBe(2)
  expect(await world.database.db.run.count({ where: { status: 'fixed' } })).toBe(1)
})

test('apologies that are pressed three times at the same instant are taken once', async () => {
  const told = () => privately(world, ruth).concat(privately(world, amara)).length
  const before = told()
  const ben = person(world, 'Ben')
  const form = await opened(world, ben, () => type(world, ben, 'apologies'), 'Support group')
  const block = form.view.blocks.find((each) => JSON.stringify(each).includes('"apologise"'))
  const pressed = { userId: ben.id, target: { viewId: form.id }, actionId: 'apologise' }
  const { block_id: blockId = '' } = block ?? {}
  await Promise.all([1, 2, 3].map(() => world.simulator.press({ ...pressed, blockId })))
  const member = { slackUserId: ben.id }
  const apologies = () => world.database.db.apology.count({ where: { member } })
  await until(async () => (await apologies()) > 0, 'the apologies')
  await world.bot.settled()
  expect(await apologies()).toBe(1)
  expect(told() - before).toBeLessThanOrEqual(2)
})

test('whatever comes due is said once, though both find it due at the same moment', async () => {
  const sessions = await world.database.db.session.findMany({ orderBy: { startsAt: 'asc' } })
  for (const { startsAt, endsAt } of sessions) {
    for (const [at, minutes] of [
      [startsAt, -7 * 1440],
      [startsAt, -1440],
      [endsAt, 1],
    ] as const)
      await moveTo(DateTime.fromJSDate(at).plus({ minutes }).toUTC().toISO() ?? '')
  }
  const whispers = new Set(
    world.people
      .flatMap((who) => privately(world, who).filter(({ onlyFor }) => onlyFor))
      .map(({ text }) => text),
  )
  const spoken = timeline(world).filter(({ text }) => !whispers.has(text))
  const said = spoken.map(({ to, text, at }) => `${at} ${to}: ${text}`)
  expect(said.filter((each, index) => said.indexOf(each) !== index)).toEqual([])
  expect(said.filter((each) => each.includes('channel: *Our first session'))).toHaveLength(2)
  const { db } = world.database
  expect(await db.delivery.count({ where: { status: { notIn: ['sent', 'skipped'] } } })).toBe(0)
})
