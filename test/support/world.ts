/** A simulated workspace with a group, a database of its own, and the whole bot between them. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { KnownBlock } from '@slack/types'
import { DateTime } from 'luxon'
import pino, { type Logger } from 'pino'
import { type Bot, startBot } from '#bot.ts'
import type { Clock } from '#clock.ts'
import { type Config, USUAL_RETENTION } from '#config.ts'
import type { Message, OpenView, Person, Simulator } from '#simulator/contract.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { testKeys } from './test-keys.ts'

/** A clock that stands still until it is moved. */
export type TestClock = Clock & { set(at: DateTime): void }

export type World = {
  simulator: Simulator
  database: TestDatabase
  bot: Bot
  clock: TestClock
  /** The convenor and the members, the convenor first. */
  people: Person[]
  interested: Person[]
  channelId: string
  config: Config
  /** Starts the bot again on the same database, as after a stop. */
  restart(): Promise<void>
  /** Moves the clock and waits until everything that came due has been dealt with. */
  moveTo(at: DateTime): Promise<void>
  stop(): Promise<void>
}

export type WorldOptions = {
  transport?: 'socket' | 'http'
  /** ISO 8601 with offset. */
  startAt?: string
  members?: number
  /** How many people who are not in the channel. */
  others?: number
  /** Whether Slack reports where messages with metadata stand, which takes a second step in its settings. */
  seesMetadata?: boolean
  /** Where members' calendars find the dates. */
  calendar?: Config['calendar']
  /** What everybody has set Slack to. */
  locale?: string
  /** Where the bot writes its log; by default where the tests do. */
  log?: Logger
}

const OTHERS = ['Isla', 'Jonas', 'Kate', 'Lena', 'Mira']
const NAMES = ['Ruth', 'Amara', 'Ben', 'Chloe', 'Dan', 'Elif', 'Fiona', 'Gareth', 'Hannah', 'Ines', 'Jack']

/** The app as its manifest says. */
export const manifest = JSON.parse(await readFile(new URL('../../manifest.json', import.meta.url), 'utf8'))

/** Starts everything: nine people and the bot in the private channel #circle, some people outside it. */
export async function startWorld({
  transport = 'socket',
  startAt = '2027-01-04T09:00:00Z',
  members = 8,
  others = 3,
  seesMetadata = false,
  calendar = null,
  locale = 'en-GB',
  log = pino({ level: 'warn' }),
}: WorldOptions = {}): Promise<World> {
  const clock = testClock(startAt)
  const database = await createTestDatabase()
  const port = transport === 'http' ? await freePort() : 0
  const simulator = await startSimulator({
    now: () => clock.now().toJSDate(),
    scopes: [...manifest.oauth_config.scopes.bot, ...(seesMetadata ? ['metadata.message:read'] : [])],
    events: [
      ...manifest.settings.event_subscriptions.bot_events,
      ...(seesMetadata ? ['message_metadata_posted'] : []),
    ],
    commands: ['/supportgroup'],
    transport:
      transport === 'socket'
        ? { kind: 'socket' }
        : { kind: 'http', requestUrl: `http://127.0.0.1:${port}/slack/events` },
  })
  const inhabitants = inhabit(simulator, members, others, locale)
  const config: Config = {
    slack: {
      installation: { kind: 'one', botToken: simulator.botToken },
      apiUrl: simulator.apiUrl,
      transport:
        transport === 'socket'
          ? { kind: 'socket', appToken: simulator.appToken }
          : { kind: 'http', signingSecret: simulator.signingSecret, port },
    },
    databaseUrl: database.url,
    keys: null,
    health: null,
    traces: null,
    calendar,
    logLevel: 'warn',
    settleSeconds: 150,
    retention: USUAL_RETENTION,
  }
  const start = () => startBot({ config, databaseUrl: database.url, keys: testKeys, clock, log })
  const world: World = {
    simulator,
    database,
    bot: await start(),
    clock,
    ...inhabitants,
    config,
    restart: async () => {
      world.bot = await start()
    },
    moveTo: async (at) => {
      clock.set(at)
      await world.bot.tickNow()
      await world.bot.settled()
    },
    stop: async () => {
      await world.bot.stop()
      await simulator.stop()
      await database.drop()
      expectPermitted(simulator)
    },
  }
  return world
}

/** So many members and a convenor in the private channel #circle, and others who are not. */
export function inhabit(
  simulator: Simulator,
  members: number,
  others: number,
  locale = 'en-GB',
): Pick<World, 'people' | 'interested' | 'channelId'> {
  const add = (name: string) =>
    simulator.addPerson({ name: name.toLowerCase(), realName: name, timeZone: 'Europe/London', locale })
  const people = NAMES.slice(0, members + 1).map(add)
  const interested = OTHERS.slice(0, others).map(add)
  const memberIds = [...people.map(({ id }) => id), simulator.botUserId]
  const { id: channelId } = simulator.addChannel({ name: 'circle', kind: 'private', memberIds })
  return { people, interested, channelId }
}

/**
 * Nothing was asked for that the scopes of the manifest do not allow, but for a look at a channel that has become public:
 * that it is refused is how the bot knows.
 */
export function expectPermitted(simulator: Simulator): void {
  const refused = simulator.calls().filter(({ answer }) => answer.error === 'missing_scope')
  const others = refused.filter(({ answer }) => answer.needed !== 'channels:read')
  if (others.length > 0) throw new Error(`not permitted: ${others.map(({ method }) => method).join(', ')}`)
}

/** The person with this name. */
export function person(world: World, name: string): Person {
  const found = [...world.people, ...world.interested].find((each) => each.realName === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

/** Types `/supportgroup …` in the group's channel, or in another. */
export async function type(
  world: World,
  who: Person,
  text: string,
  channelId = world.channelId,
): Promise<void> {
  const outcome = await world.simulator.command({
    userId: who.id,
    channelId,
    command: '/supportgroup',
    text,
  })
  if (!outcome.ok) throw new Error(outcome.failed)
}

/** What the bot whispered to somebody last in a channel, once it has said something new. */
export async function whispered(
  world: World,
  who: Person,
  act: () => Promise<void>,
  channelId = world.channelId,
): Promise<Message> {
  const own = () => world.simulator.messages(channelId, who.id).filter((each) => each.onlyFor === who.id)
  const before = own().length
  await act()
  await until(() => own().length > before, 'a whispered answer')
  return own().at(-1) as Message
}

/** The form that opens for somebody after they did something. */
export async function opened(
  world: World,
  who: Person,
  act: () => Promise<void>,
  title: string,
): Promise<OpenView> {
  const before = world.simulator.openView(who.id)?.id
  await act()
  let open: OpenView | undefined
  await until(() => {
    open = world.simulator.openView(who.id)
    return open !== undefined && open.id !== before && 'title' in open.view && open.view.title.text === title
  }, `the form “${title}”`)
  return open as OpenView
}

/** Submits the form that somebody has open; `values` by block id. */
export async function submit(
  world: World,
  who: Person,
  values: Record<string, Record<string, unknown>> = {},
): Promise<void> {
  const open = world.simulator.openView(who.id)
  if (!open) throw new Error('no form is open')
  world.simulator.fill({ userId: who.id, viewId: open.id, values })
  const outcome = await world.simulator.submit({ userId: who.id, viewId: open.id })
  if (!outcome.ok) throw new Error(outcome.failed)
}

/** Presses the button with this label in a message. */
export async function press(world: World, who: Person, message: Message, label: string): Promise<void> {
  const action = buttons(message.blocks).find((each) => each.text.text === label)
  if (!action) throw new Error(`no button “${label}” in: ${message.text}`)
  const outcome = await world.simulator.press({
    userId: who.id,
    target: { channelId: message.channelId, ts: message.ts },
    ...(action.blockId && { blockId: action.blockId }),
    actionId: action.action_id,
  })
  if (!outcome.ok) throw new Error(outcome.failed)
}

type ShownButton = { blockId: string | undefined; action_id: string; text: { text: string } }

/** Every button of a message or view, in order. */
function buttons(blocks: readonly KnownBlock[]): ShownButton[] {
  return blocks.flatMap((block) => {
    const elements = block.type === 'actions' ? block.elements : 'accessory' in block ? [block.accessory] : []
    const shown = elements.filter((each) => each?.type === 'button') as unknown as ShownButton[]
    return shown.map((each) => ({ ...each, blockId: block.block_id }))
  })
}

/** The bot's messages in the channel, oldest first, without whispered ones. */
export function posts(world: World): Message[] {
  return world.simulator
    .messages(world.channelId, world.people[0]?.id ?? '')
    .filter((each) => each.userId === world.simulator.botUserId && !each.onlyFor)
}

/** The bot's private messages to somebody, oldest first. */
export function privately(world: World, who: Person): Message[] {
  return world.simulator.directMessages(who.id).filter((each) => each.userId === world.simulator.botUserId)
}

/** Waits until something is so, by looking again and again; fails with what it waited for. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  seconds = 30,
): Promise<void> {
  const giveUpAt = Date.now() + seconds * 1000
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`waited in vain for ${what}`)
    await delay(20)
  }
}

/** A clock that stands at an instant: ISO 8601 with offset. */
export function testClock(startAt: string): TestClock {
  let now: DateTime = DateTime.fromISO(startAt, { zone: 'utc' })
  return {
    now: () => now,
    set: (at) => {
      now = at.toUTC()
    },
  }
}

/** A port that no program uses. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
