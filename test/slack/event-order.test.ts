import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bot, startBot } from '#bot.ts'
import type { Channel } from '#simulator/contract.ts'
import { EVENTS } from '#slack/event-table.ts'
import { type Chance, chanceFrom, pick, shuffled } from '../support/chance.ts'
import { copyDatabase, type TestDatabase } from '../support/database.ts'
import { query } from '../support/query.ts'
import { startRecorder } from '../support/recorder.ts'
import { openSender } from '../support/signed-request.ts'
import { openPoll, pollPages, setUp } from '../support/story.ts'
import { testKeys } from '../support/test-keys.ts'
import { person, startWorld, until, type World } from '../support/world.ts'

/** How often each kind of event is delivered, at the least; each single one comes at least ten times. */
const DELIVERIES = Number(process.env.EVENT_DELIVERIES ?? 100)
const SEED = Number(process.env.EVENT_SEED ?? Math.floor(Math.random() * 2 ** 32))

type Event = { event_id: string; event: { type: string } }

let world: World
let other: Channel
let events: Event[]

beforeAll(async () => {
  world = await startWorld({ transport: 'http', members: 4, seesMetadata: true })
  await setUp(world)
  const { simulator } = world
  simulator.holdEvents()
  // Of the first page only its event tells where it stands.
  simulator.addFault({ method: 'chat.postMessage', kind: 'processThenDrop' })
  await openPoll(world, { sessions: { value: '2' }, until: { selected_date: '2027-02-14' } })
  await world.bot.stop()
  await doThings(chanceFrom(SEED))
  const sink = await startRecorder()
  simulator.setTransport({ kind: 'http', requestUrl: sink.url })
  await simulator.releaseEvents('inOrder')
  await sink.stop()
  events = sink.recorded.map(({ payload }) => payload as Event)
  // Events alone are to lead there: what can be read back from Slack would hide what they miss.
  simulator.addFault({ method: 'reactions.get', kind: 'unavailable', times: 1e6 })
  await world.database.db.$disconnect()
})
afterAll(() => world.stop())

/** People tap and take back, come and go. */
async function doThings(chance: Chance): Promise<void> {
  const { simulator, channelId } = world
  const pages = pollPages(world).map(({ ts }) => ts)
  const on = new Set<string>()
  for (let step = 0; step < 40; step += 1) {
    const name = pick(chance, ['one', 'two', 'three', 'wave'])
    const given = { userId: pick(chance, world.people).id, channelId, ts: pick(chance, pages), name }
    const key = JSON.stringify(given)
    if (on.has(key)) await simulator.unreact(given)
    else await simulator.react(given)
    if (!on.delete(key)) on.add(key)
  }
  const ruth = person(world, 'Ruth').id
  const ben = person(world, 'Ben').id
  await simulator.leaveChannel(channelId, ben)
  await simulator.joinChannel(channelId, ben, ruth)
  await simulator.leaveChannel(channelId, person(world, 'Chloe').id)
  await simulator.openHome(ben)
  for (const isShared of [true, false]) await simulator.shareChannel(channelId, isShared)
  other = simulator.addChannel({ name: 'other', kind: 'private', memberIds: [ruth] })
  await simulator.joinChannel(other.id, simulator.botUserId, ruth)
}

/** Delivers these to a bot on a copy of the database; answers what that holds afterwards. */
async function after(delivered: readonly Event[], atOnce: number): Promise<Record<string, string[]>> {
  const database = await copyDatabase(world.database)
  const { config, clock } = world
  const port = config.slack.transport.kind === 'http' ? config.slack.transport.port : 0
  const sender = openSender(`http://127.0.0.1:${port}/slack/events`, world.simulator.signingSecret, atOnce)
  let bot: Bot | undefined
  try {
    bot = await startBot({
      config: { ...config, logLevel: 'error' },
      keys: testKeys,
      databaseUrl: database.url,
      clock,
    })
    // Whoever is away is known before the first event comes: what they tap does not count.
    await until(() => isQuiet(database), 'Slack to be asked who is there', 30)
    const queue = [...delivered]
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        expect(await sender.json(next)).toEqual({ status: 200, text: '' })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    await until(() => isQuiet(database), 'what follows to be done', 30)
    return await contents(database)
  } finally {
    sender.stop()
    await bot?.stop()
    await database.drop()
  }
}

/** Reading back is left to itself: it never succeeds here. */
async function isQuiet({ url }: TestDatabase): Promise<boolean> {
  const waiting = `SELECT 1 FROM pgboss.job WHERE state < 'completed' AND name NOT IN ('readBack', 'recognise')`
  return (await query(url, waiting)).length === 0
}

/**
 * Every row of ours, without what is different each time: ids and nonces of new rows, and where messages stand; and how
 * often an answer changed, or a Home tab was shown, on its way to what it is; nor when a tick is to look at a group again.
 */
async function contents({ url }: TestDatabase): Promise<Record<string, string[]>> {
  const tables = (await query(
    url,
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name NOT IN ('_prisma_migrations', 'paces')`,
  )) as { name: string }[]
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    const rows = (await query(
      url,
      `SELECT (to_jsonb(t) - 'id' - 'nonce' - 'ts' - 'changes' - 'showing' - 'look_at')::text AS row
       FROM "${name}" t ORDER BY 1`,
    )) as { row: string }[]
    found[name] = rows.map(({ row }) => row)
  }
  return found
}

const greetings = () =>
  world.simulator.messages(other.id, person(world, 'Ruth').id).filter(({ onlyFor }) => onlyFor).length

/** After these nothing has an effect any more, so their place among the others matters; they have tests of their own. */
const ENDING = ['app_uninstalled', 'tokens_revoked']

test(`${DELIVERIES} deliveries of each kind of event, again and again and in any order, come to the same`, async () => {
  const kinds = Map.groupBy(events, ({ event }) => event.type)
  expect([...kinds.keys()].sort()).toEqual(
    Object.keys(EVENTS)
      .filter((name) => !ENDING.includes(name))
      .sort(),
  )
  const inOrder = await after(events, 1)
  expect(inOrder.answers?.length).toBeGreaterThan(5)
  expect(greetings()).toBe(1)
  const copies = [...kinds.values()].flatMap((same) =>
    Array.from({ length: Math.max(10, Math.ceil(DELIVERIES / same.length)) }, () => same).flat(),
  )
  const startedAt = performance.now()
  const mixed = await after(shuffled(chanceFrom(SEED), copies), 8)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.info(`${copies.length} deliveries of ${events.length} events in ${seconds} s, seed ${SEED}`)
  expect(mixed).toEqual(inOrder)
  expect(greetings()).toBe(2)
}, 600_000)
