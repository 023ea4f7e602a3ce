import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeAway } from '../support/outage.ts'
import { figure, type Sample, scrape, watched } from '../support/scrape.ts'
import { openPoll, pollPages, setUp } from '../support/story.ts'
import { person, startWorld, type, until, type World } from '../support/world.ts'

let world: World
let address: string
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  address = await watched(world)
})
afterAll(() => world.stop())

const asked = async (name: string, labels?: Record<string, string>) =>
  figure(await scrape(address), name, labels)

/** Does something, and answers by how much a figure is larger then. */
async function more(
  act: () => Promise<void>,
  name: string,
  labels?: Record<string, string>,
): Promise<number> {
  const before = (await asked(name, labels)) ?? 0
  await act()
  return ((await asked(name, labels)) ?? 0) - before
}

test('it is asked in the format that Prometheus reads, on this port alone', async () => {
  const answer = await fetch(address)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(await answer.text()).toMatch(/^# HELP supportgroup_\w+ .*\n# TYPE supportgroup_\w+ \w+\n/)
  expect((await fetch(address, { method: 'POST' })).status).toBe(405)
  expect(await (await fetch(address, { method: 'HEAD' })).text()).toBe('')
})

test('setting up and posting a poll is counted: what arrived, how soon it was acknowledged, what was called and said', async () => {
  await setUp(world, { minimum: { value: '2' } })
  await openPoll(world, { sessions: { value: '2' } })
  const ben = person(world, 'Ben').id
  const reaction = { userId: ben, channelId: world.channelId, ts: pollPages(world)[0]?.ts ?? '' }
  await world.simulator.react({ ...reaction, name: 'one' })
  await world.bot.settled()
  const samples = await scrape(address)
  const count = (name: string, labels?: Record<string, string>) => figure(samples, name, labels)
  expect(count('ack_seconds_count', { kind: 'command' })).toBe(2)
  expect(count('ack_seconds_count', { kind: 'view' })).toBe(3)
  expect(count('ack_seconds_count', { kind: 'event' })).toBeGreaterThanOrEqual(1)
  expect(count('ack_seconds_sum', { kind: 'command' })).toBeLessThan(2 * 3)
  const calls = world.simulator.calls().filter(({ method }) => method === 'views.open').length
  expect(count('slack_call_seconds_count', { method: 'views.open', outcome: 'ok' })).toBe(calls)
  expect(count('deliveries_total', { kind: 'introduction', status: 'sent' })).toBe(1)
  expect(count('deliveries_total', { kind: 'pollPage', status: 'sent' })).toBe(pollPages(world).length)
  expect(count('job_seconds_count', { queue: 'deliver', outcome: 'done' })).toBeGreaterThan(1)
  expect(count('transaction_seconds_count', { outcome: 'done' })).toBeGreaterThan(5)
  expect(count('ready')).toBe(1)
  expect(count('oldest_due_seconds')).toBe(0)
  const connections = count('database_pool_connections') ?? 0
  expect(connections).toBeGreaterThan(0)
  expect(connections).toBeLessThanOrEqual(10)
  expect(count('database_pool_waiting')).toBe(0)
  expect(samples.some(({ name }) => name === 'process_resident_memory_bytes')).toBe(true)
})

test('ticks are counted as they end, and those of which a part failed apart', async () => {
  const tick = () => world.bot.tickNow().catch(() => {})
  expect(await more(tick, 'tick_seconds_count', { outcome: 'done' })).toBeGreaterThanOrEqual(1)
  const { db } = world.database
  await db.$executeRaw`ALTER TABLE deliveries RENAME TO elsewhere`
  expect(await more(tick, 'tick_seconds_count', { outcome: 'failed' })).toBeGreaterThanOrEqual(1)
  await db.$executeRaw`ALTER TABLE elsewhere RENAME TO deliveries`
  expect(await asked('tick_age_seconds')).toBeLessThan(20)
})

const remind = (name: string) => type(world, person(world, name), 'remind')
const post = { method: 'chat.postMessage' }

test('where Slack asks for a pause, it is counted, and what waits for that is shown as waiting', async () => {
  world.simulator.addFault({ ...post, kind: 'rateLimited', seconds: 30 })
  await remind('Ruth')
  await until(
    async () => (await asked('slack_call_seconds_count', { ...post, outcome: 'rateLimited' })) === 1,
    'a pause',
  )
  await until(
    async () => (await asked('deliveries_total', { kind: 'nudge', status: 'pending' })) === 1,
    'a fate',
  )
  expect(await asked('deliveries_waiting', { kind: 'nudge', status: 'pending' })).toBeGreaterThanOrEqual(1)
  expect(await asked('jobs', { queue: 'deliver' })).toBeGreaterThanOrEqual(1)
  await world.database.db.pace.deleteMany({})
  await world.bot.settled()
  expect(await asked('deliveries_waiting')).toBeUndefined()
})

test('where an answer of Slack’s is lost, it is counted as that, and the message is shown as one whose fate is open', async () => {
  world.simulator.addFault({ ...post, kind: 'processThenDrop' })
  const leave = (name: string) => world.simulator.leaveChannel(world.channelId, person(world, name).id)
  await leave('Ben')
  await until(async () => (await asked('deliveries_waiting', { status: 'unknown' })) === 1, 'an unknown fate')
  expect(await asked('slack_call_seconds_count', { ...post, outcome: 'lost' })).toBe(1)
  expect(await asked('deliveries_total', { kind: 'memberAway', status: 'unknown' })).toBe(1)
})

test('while the database is away it answers all the same, soon, with what is known, and shows no figure of before', async () => {
  const isOfDatabase = ({ name }: Sample) => /_(deliveries_waiting|jobs|oldest_due_seconds)$/.test(name)
  expect((await scrape(address)).filter(isOfDatabase).length).toBeGreaterThan(1)
  const bringBack = await takeAway(world.database.url)
  const begunAt = performance.now()
  const samples = await scrape(address)
  expect(performance.now() - begunAt).toBeLessThan(3_000)
  expect(samples.filter(isOfDatabase)).toEqual([])
  expect(figure(samples, 'database_up')).toBe(0)
  expect(figure(samples, 'ready')).toBe(0)
  expect(figure(samples, 'slack_connected')).toBe(1)
  expect(figure(samples, 'deliveries_total', { kind: 'introduction' })).toBe(1)
  void world.simulator.openHome(person(world, 'Ruth').id)
  await until(
    async () => (await asked('requests_failed_total', { kind: 'event' })) !== undefined,
    'an event that failed',
  )
  await bringBack()
  await until(async () => (await asked('ready')) === 1, 'it to be ready again')
})

test('two bots in one process count each for itself', async () => {
  const other = await startWorld({ members: 1 })
  const otherAddress = await watched(other)
  const samples = await scrape(otherAddress)
  expect(figure(samples, 'deliveries_total')).toBeUndefined()
  expect(figure(samples, 'ack_seconds_count')).toBeUndefined()
  await other.stop()
})
