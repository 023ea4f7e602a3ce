import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BotProcess, createLauncher, type Launcher } from '../support/bot-process-handle.ts'
import { chanceFrom } from '../support/chance.ts'
import { sendHostile } from '../support/hostile.ts'
import { recordRealPayloads } from '../support/real-payload.ts'
import { type Recorded, startRecorder } from '../support/recorder.ts'
import { openSender, type Sender } from '../support/signed-request.ts'
import { differences, type WholeDatabase, wholeDatabase } from '../support/whole-database.ts'
import { person, startWorld, type, until, type World } from '../support/world.ts'

const REQUESTS = Number(process.env.HOSTILE_REQUESTS ?? 1_000)
const SEED = Number(process.env.HOSTILE_SEED ?? Math.floor(Math.random() * 2 ** 32))
const AT_ONCE = 8

let world: World
let sender: Sender
let launcher: Launcher
let bot: BotProcess
let corpus: { recorded: Recorded; isHarmless: boolean }[]

beforeAll(async () => {
  world = await startWorld({ transport: 'http', members: 4 })
  const { transport } = world.config.slack
  const url = `http://127.0.0.1:${transport.kind === 'http' ? transport.port : 0}/slack/events`
  const recorder = await startRecorder(url)
  await recordRealPayloads(world, recorder)
  await recorder.stop()
  world.simulator.setTransport({ kind: 'http', requestUrl: url })
  await world.bot.stop()
  // A process of its own shows that it does not end, and what it needs.
  launcher = createLauncher({ config: world.config, databaseUrl: world.database.url })
  bot = launcher.launch(world.clock.now())
  await bot.started
  world.bot = { ...world.bot, stop: async () => true, settled: () => bot.ask('settled', world.clock.now()) }
  sender = openSender(url, world.simulator.signingSecret, AT_ONCE)
  corpus = await withHarm(recorder.recorded)
}, 120_000)
afterAll(async () => {
  sender.stop()
  launcher.stop()
  await bot.ask('stop', world.clock.now())
  await bot.kill()
  await world.stop()
})

/**
 * The tables of groups. Which events have come is noted apart from what they changed, and so is when ticks are to look
 * at a group again, which whoever asks who is there has done soon. That somebody was sent their data is noted only
 * when they have it, some time after their command was acknowledged.
 */
async function state(): Promise<WholeDatabase> {
  let before = await stateNow()
  for (;;) {
    const after = await stateNow()
    if (differences(before, after).length === 0) return after
    // What was acknowledged is still being done.
    before = after
  }
}

async function stateNow(): Promise<WholeDatabase> {
  await world.bot.settled()
  const whole = await wholeDatabase(world.database.url)
  for (const { row } of whole.get('public.groups') ?? []) delete row.look_at
  // Every change has Home tabs shown anew, also one that a rightful request makes.
  for (const home of whole.get('public.home_tabs') ?? []) {
    delete home.row.showing
    delete home.xmin
  }
  const audit = whole.get('public.audit_entries')
  if (audit)
    whole.set(
      'public.audit_entries',
      audit.filter(({ row }) => row.what !== 'dataExported'),
    )
  return new Map(
    [...whole].filter(([table]) => table.startsWith('public.') && table !== 'public.received_events'),
  )
}

function sendAgain({ kind, payload }: Recorded) {
  if (kind === 'event') return sender.json(payload)
  if (kind === 'command') return sender.command(payload as Record<string, string>)
  return sender.interactive(payload)
}

/** Whether each payload changes something when it comes once more. */
async function withHarm(recorded: readonly Recorded[]): Promise<typeof corpus> {
  for (const each of recorded) await sendAgain(each)
  return harmIn(recorded, await state())
}

/** Halves that change nothing are not looked at any further. */
async function harmIn(recorded: readonly Recorded[], before: WholeDatabase): Promise<typeof corpus> {
  for (const each of recorded) await sendAgain(each)
  const after = await state()
  const isHarmless = differences(before, after).length === 0
  if (isHarmless || recorded.length === 1) return recorded.map((each) => ({ recorded: each, isHarmless }))
  const half = recorded.length >> 1
  const first = await harmIn(recorded.slice(0, half), after)
  return [...first, ...(await harmIn(recorded.slice(half), await state()))]
}

test(`${REQUESTS} hostile requests change nothing, break nothing and leave nothing behind`, async () => {
  const chance = chanceFrom(SEED)
  const before = await state()
  const statuses = new Map<number, number>()
  let slowest = 0
  let sent = 0
  const memory: number[] = []
  const attack = async (last: number) => {
    while (sent < last) {
      sent += 1
      const startedAt = performance.now()
      const { status } = await sendHostile(sender, corpus, chance)
      slowest = Math.max(slowest, performance.now() - startedAt)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  const startedAt = performance.now()
  for (let part = 1; part <= 5; part += 1) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => attack((REQUESTS / 5) * part)))
    memory.push(await bot.ask<number>('memory', world.clock.now()))
  }
  const seconds = (performance.now() - startedAt) / 1000
  const megabytes = memory.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(', ')
  console.info(
    `${REQUESTS} hostile requests from ${corpus.length} real ones, seed ${SEED}: ${(REQUESTS / seconds).toFixed(0)} a second, the slowest ${slowest.toFixed(0)} ms; answers ${JSON.stringify(Object.fromEntries([...statuses].sort()))}; heap ${megabytes} MB`,
  )
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([])
  expect((memory.at(-1) ?? 0) - (memory[0] ?? 0)).toBeLessThan(10 * 2 ** 20)
  const ruth = person(world, 'Ruth')
  const helped = () =>
    world.simulator
      .messages(world.channelId, ruth.id)
      .filter(({ onlyFor, text }) => onlyFor === ruth.id && text.includes('/supportgroup status')).length
  const helpedBefore = helped()
  // What she was to have typed among all that may still be answered meanwhile.
  await type(world, ruth, 'help')
  await until(() => helped() > helpedBefore, 'help for somebody who asks as usual')
  expect(differences(before, await state())).toEqual([])
}, 1_800_000)
